//! Settings, and resources of which a parent has at most one.

use reqwest::Method;
use serde_json::{Value, json};

use crate::api::{Api, refusal};
use crate::client::read;

#[tokio::test]
async fn settings_have_defaults_until_they_are_changed() {
    let api = Api::start().await;
    assert_eq!(api.get("awsCustomDNS").await.1, json!({ "enabled": false }));
    assert_eq!(api.patch("awsCustomDNS", json!({ "enabled": true })).await, (202, json!({ "enabled": true })));
    assert_eq!(api.get("awsCustomDNS").await.1, json!({ "enabled": true }));

    let (_, before) = api.get("userSecurity").await;
    assert_eq!(before["ldap"]["authenticationEnabled"], false);
    assert_eq!(before["ldap"].get("hostname"), None);
    let mapping = json!([{ "match": "(.+)", "substitution": "cn={0}" }]);
    let ldap = json!({ "bindPassword": "correct horse", "hostname": "ldap.example.com", "userToDNMapping": mapping });
    assert_eq!(api.patch("userSecurity", json!({ "ldap": ldap })).await.0, 202);
    let (_, changed) = api.get("userSecurity").await;
    assert_eq!(
        (&changed["ldap"]["hostname"], &changed["ldap"]["userToDNMapping"]),
        (&json!("ldap.example.com"), &mapping)
    );
    assert_eq!(changed["ldap"].get("bindPassword"), None);
    assert_eq!(api.delete("userSecurity/ldap/userToDNMapping").await.0, 202);
    let (_, changed) = api.get("userSecurity").await;
    assert_eq!(
        (&changed["ldap"]["hostname"], changed["ldap"].get("userToDNMapping")),
        (&json!("ldap.example.com"), None)
    );
}

#[tokio::test]
async fn a_reset_restores_the_defaults() {
    let api = Api::start().await;
    let path = api.org("maintenanceSettings");
    let call = async |method: Method, path: &str, body: Option<Value>| {
        let (status, body) = read(api.send_as(method, path, "application/vnd.atlas.preview+json", body).await).await;
        assert_eq!(status, 200, "{body}");
        body
    };
    let manual = json!({ "waveAssignmentMode": "MANUAL" });
    assert_eq!(call(Method::GET, &path, None).await, json!({}));
    assert_eq!(call(Method::PATCH, &path, Some(manual.clone())).await, manual);
    assert_eq!(call(Method::GET, &path, None).await, manual);
    assert_eq!(call(Method::POST, &format!("{path}:reset"), None).await, json!({}));
    assert_eq!(call(Method::GET, &path, None).await, json!({}));
}

#[tokio::test]
async fn a_switch_is_on_or_off() {
    let api = Api::start().await;
    let is_on = async || api.get("managedSlowMs").await.1;
    assert_eq!(is_on().await, true);
    assert_eq!(api.delete("managedSlowMs/disable").await.0, 204);
    assert_eq!(is_on().await, false);
    assert_eq!(api.call(Method::POST, "managedSlowMs/enable", None).await.0, 204);
    assert_eq!(is_on().await, true);
}

#[tokio::test]
async fn the_export_of_logs_is_unconfigured_until_it_is_created() {
    let api = Api::start().await;
    assert_eq!(api.get("pushBasedLogExport").await.1["state"], "UNCONFIGURED");
    let body = json!({ "bucketName": "logs", "iamRoleId": "0123456789abcdef01234567", "prefixPath": "a" });
    assert_eq!(api.post("pushBasedLogExport", body.clone()).await.0, 200);
    let (_, export) = api.get("pushBasedLogExport").await;
    assert_eq!((&export["state"], &export["bucketName"]), (&json!("ACTIVE"), &json!("logs")));
    assert_eq!(api.post("pushBasedLogExport", body).await.0, 409);
    assert_eq!(api.delete("pushBasedLogExport").await.0, 200);
    assert_eq!(api.get("pushBasedLogExport").await.1["state"], "UNCONFIGURED");
}

#[tokio::test]
async fn search_nodes_and_outages_exist_between_start_and_end() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let nodes = "clusters/orders/search/deployment";
    let old = api.send(Method::GET, nodes, "application/vnd.atlas.2024-05-30+json", None).await;
    assert_eq!(read(old).await.0, 404);
    assert_eq!(api.get(nodes).await, (200, json!({})));
    let specs = json!({ "specs": [{ "instanceSize": "S20_HIGHCPU_NVME", "nodeCount": 2 }] });
    assert_eq!(api.patch(nodes, specs.clone()).await.0, 404);
    assert_eq!(api.post(nodes, specs).await.0, 201);
    let (_, deployment) = api.get(nodes).await;
    assert_eq!((&deployment["stateName"], &deployment["specs"][0]["nodeCount"]), (&json!("IDLE"), &json!(2)));
    assert_eq!(api.delete(nodes).await.0, 204);
    assert_eq!(api.get(nodes).await, (200, json!({})));

    let outage = "clusters/orders/outageSimulation";
    assert_eq!(refusal(api.get(outage).await).1, "RESOURCE_NOT_FOUND");
    let filters = json!({ "outageFilters": [{ "cloudProvider": "AWS", "regionName": "US_EAST_1", "type": "REGION" }] });
    assert_eq!(api.post(outage, filters).await.1["state"], "SIMULATING");
    assert_eq!(api.get(outage).await.1["state"], "SIMULATING");
    assert_eq!(api.delete(outage).await.1["state"], "COMPLETE");
    assert_eq!((api.get(outage).await.0, api.delete(outage).await.0), (404, 404));
}
