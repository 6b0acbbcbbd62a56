//! Private endpoint services and tests of LDAP connections.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::api::{Api, refusal};

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn an_endpoint_service_has_a_name_when_it_is_available() {
    let api = Api::of(FakeAtlas::builder().cluster_time(MINUTE)).await;
    let body = json!({ "providerName": "AWS", "region": "EU_WEST_1" });
    let (status, created) = api.post("privateEndpoint/endpointService", body).await;
    assert_eq!((status, &created["status"], &created["regionName"]), (201, &json!("INITIATING"), &json!("EU_WEST_1")));
    assert_eq!((created.get("endpointServiceName"), &created["interfaceEndpoints"]), (None, &json!([])));
    api.atlas().advance(MINUTE);
    let path = format!("privateEndpoint/AWS/endpointService/{}", created["id"].as_str().unwrap());
    let (_, service) = api.get(&path).await;
    assert_eq!(service["status"], "AVAILABLE");
    let name = service["endpointServiceName"].as_str().unwrap();
    assert!(name.starts_with("com.amazonaws.vpce.eu-west-1.vpce-svc-"), "{name}");
    assert_eq!(api.get("privateEndpoint/AWS/endpointService").await.1[0]["id"], created["id"]);
    assert_eq!(api.get("privateEndpoint/AZURE/endpointService").await.1, json!([]));

    assert_eq!(api.delete(&path).await, (202, json!({})));
    assert_eq!(api.get(&path).await.1["status"], "DELETING");
    api.atlas().advance(MINUTE);
    assert_eq!(refusal(api.get(&path).await).0, 404);
}

/// Returns the states of a resource, now and after each minute, until it is gone.
async fn states(api: &Api, path: &str, property: &str, minutes: usize) -> Vec<String> {
    let mut states = Vec::new();
    for _ in 0..=minutes {
        let (status, resource) = api.get(path).await;
        let gone = || status.to_string();
        states.push(resource[property].as_str().map_or_else(gone, str::to_owned));
        api.atlas().advance(MINUTE);
    }
    states
}

#[tokio::test]
async fn connections_go_through_the_states_of_their_provider() {
    let api = Api::of(FakeAtlas::builder().cluster_time(MINUTE)).await;
    let service = api.post("privateEndpoint/endpointService", json!({ "providerName": "AWS", "region": "US_EAST_1" }));
    let service = format!("privateEndpoint/AWS/endpointService/{}", service.await.1["id"].as_str().unwrap());
    let container = "5f1a2b3c4d5e6f7a8b9c0d1e";
    for (list, body, property, key, before, deleting) in [
        (
            "peers",
            json!({
                "accepterRegionName": "us-east-1",
                "awsAccountId": "123456789012",
                "containerId": container,
                "providerName": "AWS",
                "routeTableCidrBlock": "192.0.2.0/24",
                "vpcId": "vpc-0123456789abcdef0",
            }),
            "statusName",
            "id",
            &["INITIATING", "PENDING_ACCEPTANCE", "FINALIZING", "AVAILABLE"][..],
            "TERMINATING",
        ),
        (
            "peers",
            json!({
                "containerId": container,
                "gcpProjectId": "my-project",
                "networkName": "default",
                "providerName": "GCP",
            }),
            "status",
            "id",
            &["ADDING_PEER", "WAITING_FOR_USER", "AVAILABLE"][..],
            "DELETING",
        ),
        (
            &format!("{service}/endpoint"),
            json!({ "id": "vpce-0123456789abcdef0" }),
            "connectionStatus",
            "interfaceEndpointId",
            &["PENDING_ACCEPTANCE", "PENDING", "AVAILABLE"][..],
            "DELETING",
        ),
        (
            "encryptionAtRest/AZURE/privateEndpoints",
            json!({ "regionName": "US_EAST_2" }),
            "status",
            "id",
            &["INITIATING", "PENDING_ACCEPTANCE", "ACTIVE"][..],
            "DELETING",
        ),
    ] {
        let (_, created) = api.post(list, body).await;
        assert_eq!(created[property], before[0], "{created}");
        let path = format!("{list}/{}", created[key].as_str().unwrap());
        assert_eq!(states(&api, &path, property, before.len() - 1).await, before);
        assert!(api.delete(&path).await.0 < 300);
        assert_eq!(states(&api, &path, property, 1).await, [deleting, "404"]);
    }
}

#[tokio::test]
async fn a_test_of_an_ldap_connection_fails_in_the_end() {
    let api = Api::of(FakeAtlas::builder().cluster_time(MINUTE)).await;
    let body = json!({
        "bindPassword": "secret",
        "bindUsername": "cn=admin,dc=example,dc=com",
        "hostname": "ldap.example.com",
        "port": 636,
    });
    let (status, started) = api.post("userSecurity/ldap/verify", body).await;
    assert_eq!((status, &started["status"], &started["validations"]), (200, &json!("PENDING"), &json!([])));
    assert_eq!(
        started["request"],
        json!({
            "authzQueryTemplate": "",
            "bindUsername": "cn=admin,dc=example,dc=com",
            "hostname": "ldap.example.com",
            "port": 636,
        })
    );
    api.atlas().advance(MINUTE);
    let (_, ended) = api.get(&format!("userSecurity/ldap/verify/{}", started["requestId"].as_str().unwrap())).await;
    assert_eq!((&ended["status"], &ended["validations"][0]["validationType"]), (&json!("FAILED"), &json!("CONNECT")));
    let code = refusal(api.get("userSecurity/ldap/verify/5f1a2b3c4d5e6f7a8b9c0d1e").await).1;
    assert_eq!(code, "LDAP_VERIFY_CONNECTIVITY_REQUEST_NOT_FOUND");
}

#[tokio::test]
async fn a_resource_policy_is_numbered_and_can_be_validated_before() {
    let api = Api::start().await;
    let policies = api.org("resourcePolicies");
    let body = json!({ "name": "regions", "policies": [{ "body": "forbid(principal, action, resource);" }] });
    let (status, valid) = api.post(&format!("{policies}:validate"), body.clone()).await;
    assert_eq!((status, &valid["name"], &valid["version"]), (200, &json!("regions"), &json!("v1")));
    assert_eq!(api.get(&policies).await.1, json!([]));
    let (status, created) = api.post(&policies, body).await;
    assert_eq!((status, created["policies"][0]["id"].as_str().unwrap().len()), (201, 24));
    let path = format!("{policies}/{}", created["id"].as_str().unwrap());
    let (_, renamed) = api.patch(&path, json!({ "name": "clouds" })).await;
    assert_eq!((&renamed["name"], &renamed["policies"]), (&json!("clouds"), &created["policies"]));
    assert_eq!(api.delete(&path).await.0, 200);
    assert_eq!(refusal(api.get(&path).await).1, "RESOURCE_POLICY_NOT_FOUND");
}

#[tokio::test]
async fn the_unspecified_address_opens_the_access_list_and_is_not_found_by_it() {
    let api = Api::start().await;
    let (_, page) = api.post("accessList", json!([{ "ipAddress": "0.0.0.0" }, { "ipAddress": "2001:DB8::1" }])).await;
    assert_eq!(page["results"][0]["cidrBlock"], "0.0.0.0/0");
    assert_eq!(page["results"][0].get("ipAddress"), None);
    assert_eq!(refusal(api.get("accessList/0.0.0.0").await).0, 404);
    assert_eq!(api.get("accessList/0.0.0.0%2F0").await.0, 200);
    assert_eq!(api.get("accessList/2001:db8:0::1").await.1["ipAddress"], "2001:DB8::1");
}
