//! Rules that hold for all families: variants, parents, keys and the properties of an update.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use reqwest::Method;
use serde_json::json;

use super::NOBODY;
use crate::api::{Api, column, refusal, refused};

#[tokio::test]
async fn an_endpoint_service_has_the_properties_of_its_provider() {
    let api = Api::start().await;
    let lists = [("AWS", "interfaceEndpoints"), ("AZURE", "privateEndpoints"), ("GCP", "endpointGroupNames")];
    for (provider, list) in lists {
        let body = json!({ "providerName": provider, "region": "US_EAST_2" });
        let (status, created) = api.post("privateEndpoint/endpointService", body).await;
        assert_eq!((status, &created["cloudProvider"], &created[list]), (201, &json!(provider), &json!([])));
        let services = format!("privateEndpoint/{provider}/endpointService");
        let (_, listed) = api.get(&services).await;
        assert_eq!((listed.as_array().unwrap().len(), &listed[0]["id"]), (1, &created["id"]));
        let (_, found) = api.get(&format!("{services}/{}", created["id"].as_str().unwrap())).await;
        assert_eq!((&found["cloudProvider"], &found["regionName"]), (&json!(provider), &json!("US_EAST_2")));
        for (_, other) in lists.into_iter().filter(|(_, other)| *other != list) {
            assert_eq!(found.get(other), None, "{found}");
        }
    }
}

#[tokio::test]
async fn an_endpoint_service_lists_its_endpoints() {
    let api = Api::start().await;
    let body = json!({ "providerName": "AWS", "region": "US_EAST_1" });
    let (_, service) = api.post("privateEndpoint/endpointService", body).await;
    let path = format!("privateEndpoint/AWS/endpointService/{}", service["id"].as_str().unwrap());
    api.post(&format!("{path}/endpoint"), json!({ "id": "vpce-0123456789abcdef0" })).await;
    assert_eq!(api.get(&path).await.1["interfaceEndpoints"], json!(["vpce-0123456789abcdef0"]));
}

#[tokio::test]
async fn a_missing_parent_is_named_by_its_own_path() {
    let api = Api::start().await;
    let parent = format!("/api/atlas/v2/groups/{}/dataFederation/logs", api.atlas().project_id());
    let absent = refusal(api.get("dataFederation/logs/limits/bytesProcessed.daily").await);
    assert_eq!(absent, refused(404, "RESOURCE_NOT_FOUND", &[&parent]));
}

#[tokio::test]
async fn a_role_has_the_key_of_its_provider() {
    let api = Api::start().await;
    for (provider, key) in [("AWS", "roleId"), ("AZURE", "_id"), ("GCP", "roleId")] {
        let ids = json!({
            "atlasAzureAppId": "01234567-89ab-cdef-0123-456789abcdef",
            "providerName": "AZURE",
            "servicePrincipalId": "01234567-89ab-cdef-0123-456789abcdef",
            "tenantId": "01234567-89ab-cdef-0123-456789abcdef",
        });
        let body = if provider == "AZURE" { ids } else { json!({ "providerName": provider }) };
        let (_, role) = api.post("cloudProviderAccess", body).await;
        let id = role[key].as_str().unwrap();
        let (status, found) = api.get(&format!("cloudProviderAccess/{id}")).await;
        assert_eq!((status, &found["providerName"], &found[key]), (200, &json!(provider), &json!(id)));
        let other = if provider == "AWS" { "GCP" } else { "AWS" };
        assert_eq!(api.delete(&format!("cloudProviderAccess/{other}/{id}")).await.0, 404);
        assert_eq!(api.delete(&format!("cloudProviderAccess/{provider}/{id}")).await.0, 204);
        let absent = refusal(api.get(&format!("cloudProviderAccess/{id}")).await);
        assert_eq!(absent, refused(404, "CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND", &[id]));
    }
}

#[tokio::test]
async fn a_name_with_a_slash_is_not_a_path() {
    let api = Api::start().await;
    let limit = json!({ "overrunPolicy": "BLOCK", "value": 1000 });
    for name in ["a", "a/b"] {
        assert_eq!(api.post("dataFederation", json!({ "name": name })).await.0, 200);
    }
    let path = "dataFederation/a%2Fb/limits";
    assert_eq!(api.patch(&format!("{path}/bytesProcessed.daily"), limit).await.0, 200);
    assert_eq!(api.get("dataFederation/a/limits").await.1, json!([]));
    assert_eq!(api.delete("dataFederation/a").await.0, 204);
    assert_eq!(api.get(path).await.1[0]["name"], "bytesProcessed.daily");
    api.delete("dataFederation/a%2Fb").await;
    api.post("dataFederation", json!({ "name": "a/b" })).await;
    assert_eq!(api.get(path).await.1, json!([]));
}

#[tokio::test]
async fn a_deletion_keeps_the_resources_of_other_families() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let filters = json!({ "outageFilters": [{ "cloudProvider": "AWS", "regionName": "US_EAST_1", "type": "REGION" }] });
    api.post("clusters/orders/outageSimulation", filters).await;
    api.post("dataFederation", json!({ "name": "orders" })).await;
    assert_eq!(api.delete("dataFederation/orders").await.0, 204);
    assert_eq!(api.get("clusters/orders/outageSimulation").await.0, 200);
}

#[tokio::test]
async fn an_update_does_not_change_the_key() {
    let api = Api::start().await;
    let region = json!({ "cloudProvider": "AZURE", "region": "SAOPAULO_BRA" });
    let (_, created) = api.post("dataFederation", json!({ "name": "logs", "dataProcessRegion": region })).await;
    assert_eq!(created["dataProcessRegion"], region);
    let (status, changed) =
        api.patch("dataFederation/logs?skipRoleValidation=true", json!({ "name": "renamed" })).await;
    assert_eq!((status, &changed["name"]), (200, &json!("logs")));
    let (_, found) = api.get("dataFederation/logs").await;
    assert_eq!((&found["name"], &found["dataProcessRegion"]), (&json!("logs"), &region));
    assert_eq!(api.get("dataFederation/renamed").await.0, 404);
}

#[tokio::test]
async fn an_update_keeps_the_other_properties_of_an_object() {
    let api = Api::start().await;
    let ldap = json!({ "hostname": "ldap.example.com", "port": 636 });
    assert_eq!(api.patch("userSecurity", json!({ "ldap": ldap })).await.0, 202);
    assert_eq!(api.patch("userSecurity", json!({ "ldap": { "authorizationEnabled": true } })).await.0, 202);
    let (_, found) = api.get("userSecurity").await;
    let ldap = &found["ldap"];
    assert_eq!(
        (&ldap["hostname"], &ldap["port"], &ldap["authorizationEnabled"]),
        (&json!("ldap.example.com"), &json!(636), &json!(true))
    );
}

#[tokio::test]
async fn the_service_sets_dependent_properties() {
    let api = Api::start().await;
    let kms = json!({ "awsKms": {
        "enabled": true, "roleId": NOBODY, "customerMasterKeyID": "key", "region": "US_EAST_1",
    } });
    assert_eq!(api.call(Method::PATCH, "encryptionAtRest", Some(kms)).await.0, 200);
    let (_, found) = api.get("encryptionAtRest").await;
    assert_eq!((&found["awsKms"]["enabled"], &found["awsKms"]["valid"]), (&json!(true), &json!(true)));

    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let archive = json!({
        "collName": "orders",
        "criteria": { "type": "DATE", "dateField": "created", "expireAfterDays": 30 },
        "dbName": "sales",
    });
    api.post("clusters/orders/onlineArchives", archive).await;
    assert_eq!(column(&api.get("clusters/orders/onlineArchives").await.1, "collectionType"), ["STANDARD"]);
    let filters = json!({ "outageFilters": [{ "cloudProvider": "AWS", "regionName": "US_EAST_1", "type": "REGION" }] });
    let (_, outage) = api.post("clusters/orders/outageSimulation", filters).await;
    assert!(outage["expirationDate"].as_str() > outage["startRequestDate"].as_str(), "{outage}");
}

#[tokio::test]
async fn an_online_archive_can_be_paused_once_it_is_active() {
    let api = Api::of(FakeAtlas::builder().cluster_time(Duration::from_secs(600))).await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let criteria = json!({ "type": "DATE", "dateField": "created", "expireAfterDays": 30 });
    let archive = json!({ "collName": "events", "criteria": criteria, "dbName": "sales" });
    let (_, created) = api.post("clusters/orders/onlineArchives", archive).await;
    let path = format!("clusters/orders/onlineArchives/{}", created["_id"].as_str().unwrap());
    let pause = json!({ "paused": true });
    assert_eq!(created["state"], "PENDING");
    assert_eq!(refusal(api.patch(&path, pause.clone()).await).1, "ONLINE_ARCHIVE_MUST_BE_ACTIVE_TO_PAUSE");
    api.atlas().advance(Duration::from_secs(600));
    assert_eq!(api.get(&path).await.1["state"], "ACTIVE");
    assert_eq!(api.patch(&path, pause).await.1["state"], "PAUSING");
    api.atlas().advance(Duration::from_secs(600));
    assert_eq!(api.get(&path).await.1["state"], "PAUSED");
    assert_eq!(api.patch(&path, json!({ "paused": false })).await.1["state"], "ACTIVE");

    let field = json!({ "criteria": { "type": "DATE", "dateField": "changed" } });
    let immutable = refusal(api.patch(&path, field).await);
    assert_eq!(immutable, refused(400, "ONLINE_ARCHIVE_CANNOT_MODIFY_FIELD", &[]));
    let orphaned = json!({ "_id": NOBODY, "state": "ORPHANED" });
    api.atlas().insert("clusters/orders/onlineArchives", orphaned).unwrap();
    assert_eq!(api.get(&format!("clusters/orders/onlineArchives/{NOBODY}")).await.1["state"], "ORPHANED");
}
