//! Resources of families without rules of their own: created, listed, changed and deleted.

mod every_family;
mod rules;
mod singletons;

use atlas_fake::FakeAtlas;
use reqwest::Method;
use serde_json::{Value, json};

use crate::api::{Api, column, refusal};

const NOBODY: &str = "0123456789abcdef01234567";

fn peer() -> Value {
    json!({
        "accepterRegionName": "us-east-1",
        "awsAccountId": "123456789012",
        "containerId": NOBODY,
        "providerName": "AWS",
        "routeTableCidrBlock": "192.0.2.0/24",
        "vpcId": "vpc-0123456789abcdef0",
    })
}

#[tokio::test]
async fn a_resource_that_nobody_created_does_not_exist() {
    let api = Api::start().await;
    let (_, page) = api.get("peers").await;
    assert_eq!((&page["results"], &page["totalCount"]), (&json!([]), &json!(0)));
    let path = format!("peers/{NOBODY}");
    for (method, body) in [(Method::GET, None), (Method::DELETE, None), (Method::PATCH, Some(peer()))] {
        let refused = refusal(api.call(method, &path, body).await);
        assert_eq!(refused, (404, "PEER_NOT_FOUND".to_owned(), json!([NOBODY, api.atlas().project_id()])));
    }
    let path = format!("encryptionAtRest/AZURE/privateEndpoints/{NOBODY}");
    let url = format!("/api/atlas/v2/groups/{}/{path}", api.atlas().project_id());
    assert_eq!(refusal(api.get(&path).await), (404, "RESOURCE_NOT_FOUND".to_owned(), json!([url])));
    assert_eq!(api.get("dataFederation").await.1, json!([]));
}

#[tokio::test]
async fn a_created_resource_is_settled_and_has_a_life_of_its_own() {
    let api = Api::start().await;
    let (status, created) = api.post("peers", peer()).await;
    assert_eq!((status, &created["statusName"]), (200, &json!("AVAILABLE")), "{created}");
    assert!(created.get("errorStateName").is_none(), "{created}");
    let (_, other) = api.post("peers", peer()).await;
    assert_ne!(created["id"], other["id"]);
    assert_eq!(column(&api.get("peers").await.1, "id"), [created["id"].clone(), other["id"].clone()]);

    let path = format!("peers/{}", created["id"].as_str().unwrap());
    assert_eq!(api.get(&path).await.1["vpcId"], "vpc-0123456789abcdef0");
    let changed = json!({ "providerName": "AWS", "containerId": NOBODY, "vpcId": "vpc-0fedcba9876543210" });
    assert_eq!(api.patch(&path, changed).await.0, 200);
    let (_, found) = api.get(&path).await;
    assert_eq!((&found["vpcId"], &found["awsAccountId"]), (&json!("vpc-0fedcba9876543210"), &json!("123456789012")));
    assert_eq!(api.delete(&path).await.0, 202);
    assert_eq!((api.get(&path).await.0, api.delete(&path).await.0), (404, 404));
    assert_eq!(column(&api.get("peers").await.1, "id"), [other["id"].clone()]);
}

#[tokio::test]
async fn a_federated_database_is_known_by_its_name() {
    let api = Api::start().await;
    let absent = refusal(api.get("dataFederation/logs").await);
    let code = "DATA_FEDERATION_TENANT_NOT_FOUND_FOR_NAME".to_owned();
    assert_eq!(absent, (404, code, json!([api.atlas().project_id(), "logs"])));
    // A limit needs its database.
    let limit = json!({ "overrunPolicy": "BLOCK", "value": 1000 });
    assert_eq!(api.patch("dataFederation/logs/limits/bytesProcessed.daily", limit.clone()).await.0, 404);

    let (_, created) = api.post("dataFederation", json!({ "name": "logs" })).await;
    assert_eq!((&created["state"], &created["name"]), (&json!("ACTIVE"), &json!("logs")));
    assert!(created["hostnames"][0].as_str().unwrap().starts_with("logs-"), "{created}");
    assert_eq!(api.get("dataFederation").await.1[0]["hostnames"], created["hostnames"]);
    let taken = refusal(api.post("dataFederation", json!({ "name": "logs" })).await);
    assert_eq!(taken, (409, "RESOURCE_ALREADY_EXISTS".to_owned(), json!(["logs"])));

    // A limit is created by its first change.
    let (status, set) = api.patch("dataFederation/logs/limits/bytesProcessed.daily", limit).await;
    assert_eq!((status, &set["name"], &set["value"]), (200, &json!("bytesProcessed.daily"), &json!(1000)));
    assert_eq!(api.get("dataFederation/logs/limits").await.1.as_array().unwrap().len(), 1);
    assert_eq!(api.delete("dataFederation/logs").await.0, 204);
    assert_eq!(api.get("dataFederation/logs/limits").await.0, 404);
    api.post("dataFederation", json!({ "name": "logs" })).await;
    assert_eq!(api.get("dataFederation/logs/limits").await.1, json!([]));
}

#[tokio::test]
async fn roles_for_a_cloud_provider_are_listed_by_provider() {
    let api = Api::start().await;
    let (status, role) = api.post("cloudProviderAccess", json!({ "providerName": "AWS" })).await;
    assert_eq!((status, &role["providerName"]), (200, &json!("AWS")), "{role}");
    let id = role["roleId"].as_str().unwrap();
    assert_eq!(
        (&role["atlasAWSAccountArn"], role.get("authorizedDate")),
        (&json!("arn:aws:iam::123456789012:root"), None)
    );
    let (_, all) = api.get("cloudProviderAccess").await;
    assert_eq!(all["awsIamRoles"][0]["roleId"], id);
    assert_eq!((&all["azureServicePrincipals"], &all["gcpServiceAccounts"]), (&json!([]), &json!([])));
    let arn = "arn:aws:iam::123456789012:role/example";
    let body = json!({ "iamAssumedRoleArn": arn, "providerName": "AWS" });
    assert_eq!(api.patch(&format!("cloudProviderAccess/{id}"), body).await.0, 200);
    let (_, authorized) = api.get(&format!("cloudProviderAccess/{id}")).await;
    assert_eq!((&authorized["iamAssumedRoleArn"], authorized["authorizedDate"].is_string()), (&json!(arn), true));
    assert_eq!(api.delete(&format!("cloudProviderAccess/AWS/{id}")).await.0, 204);
    assert_eq!(api.get("cloudProviderAccess").await.1["awsIamRoles"], json!([]));
}

#[tokio::test]
async fn an_endpoint_has_its_name_in_the_property_of_its_provider() {
    let api = Api::start().await;
    let (_, service) =
        api.post("privateEndpoint/endpointService", json!({ "providerName": "AWS", "region": "US_EAST_1" })).await;
    let services = "privateEndpoint/AWS/endpointService";
    let path = format!("{services}/{}/endpoint", service["id"].as_str().unwrap());
    let id = "vpce-0123456789abcdef0";
    let (status, endpoint) = api.post(&path, json!({ "id": id })).await;
    assert_eq!((status, &endpoint["interfaceEndpointId"]), (200, &json!(id)), "{endpoint}");
    assert_eq!(endpoint["connectionStatus"], "AVAILABLE");
    assert_eq!(api.get(&format!("{path}/{id}")).await.1["interfaceEndpointId"], id);
    assert_eq!(api.delete(&format!("{path}/{id}")).await.0, 204);
    assert_eq!(api.get(&format!("{path}/{id}")).await.0, 404);
    assert_eq!(api.post(&format!("{services}/{NOBODY}/endpoint"), json!({ "id": id })).await.0, 404);
}

#[tokio::test]
async fn resources_of_a_cluster_are_deleted_with_it() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let archive = json!({
        "collName": "orders",
        "criteria": { "type": "DATE", "dateField": "created", "expireAfterDays": 30 },
        "dbName": "sales",
        "partitionFields": [{ "fieldName": "created", "order": 0 }],
    });
    let (status, created) = api.post("clusters/orders/onlineArchives", archive).await;
    assert_eq!((status, &created["state"]), (200, &json!("ACTIVE")), "{created}");
    let path = format!("clusters/orders/onlineArchives/{}", created["_id"].as_str().unwrap());
    assert_eq!(api.patch(&path, json!({ "paused": true })).await.1["state"], "PAUSED");
    let refused = refusal(api.patch(&path, json!({ "paused": true })).await);
    assert_eq!((refused.0, refused.1.as_str()), (409, "ONLINE_ARCHIVE_MUST_BE_ACTIVE_TO_PAUSE"));
    assert_eq!(api.patch(&path, json!({ "paused": false })).await.1["state"], "ACTIVE");

    api.delete("clusters/orders").await;
    assert_eq!(api.get(&path).await.0, 404);
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    assert_eq!(api.get("clusters/orders/onlineArchives").await.1["totalCount"], 0);
}

#[tokio::test]
async fn an_organization_lists_the_resources_of_its_projects() {
    let api = Api::start().await;
    let (status, key) =
        api.post("aiModelApiKeys", json!({ "cloud": "ANY", "geography": "ANY", "name": "reports" })).await;
    assert_eq!((status, key["secret"].is_string()), (201, true), "{key}");
    let path = format!("aiModelApiKeys/{}", key["apiKeyId"].as_str().unwrap());
    for path in [path.clone(), api.org(&path)] {
        let (_, found) = api.get(&path).await;
        assert_eq!((&found["name"], found.get("secret")), (&json!("reports"), None), "{path}");
    }
    assert_eq!(column(&api.get(&api.org("aiModelApiKeys")).await.1, "name"), ["reports"]);

    // Organizations have MCP configurations of their own.
    let configuration = json!({ "mcpConfigName": "agents", "roles": ["GROUP_READ_ONLY"] });
    assert_eq!(api.post("mcpConfigs", configuration).await.0, 201);
    assert_eq!(column(&api.get("mcpConfigs").await.1, "mcpConfigName"), ["agents"]);
    assert_eq!(api.get(&api.org("mcpConfigs")).await.1["totalCount"], 0);
}

#[tokio::test]
async fn a_certificate_belongs_to_its_user() {
    let api = Api::start().await;
    let absent = refusal(api.get("databaseUsers/ada/certs").await);
    assert_eq!((absent.0, absent.1.as_str()), (404, "USER_NOT_FOUND"));
    for name in ["ada", "bob", "CN=eve"] {
        let user = json!({ "databaseName": "$external", "roles": [], "username": name, "x509Type": "MANAGED" });
        api.atlas().insert("databaseUsers", user).unwrap();
    }
    let response = api
        .send(Method::POST, "databaseUsers/ada/certs", "application/vnd.atlas.2023-01-01+json", Some(json!({})))
        .await;
    assert_eq!(response.status(), 201);
    assert!(response.text().await.unwrap().starts_with("-----BEGIN"));
    let (_, page) = api.get("databaseUsers/ada/certs").await;
    assert_eq!(column(&page, "subject"), ["CN=ada"]);
    assert!(page["results"][0]["notAfter"].as_str() > page["results"][0]["createdAt"].as_str(), "{page}");
    assert_eq!(api.get("databaseUsers/bob/certs").await.1["totalCount"], 0);
    let accept = "application/vnd.atlas.2023-01-01+json";
    assert_eq!(api.send(Method::POST, "databaseUsers/CN=eve/certs", accept, Some(json!({}))).await.status(), 201);
    assert_eq!(column(&api.get("databaseUsers/CN=eve/certs").await.1, "subject"), ["CN=eve"]);
}

#[tokio::test]
async fn namespaces_are_pinned_and_unpinned() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let path = "clusters/orders/collStats/pinned";
    let names = |names: &[&str]| Some(json!({ "namespaces": names }));
    api.call(Method::PUT, path, names(&["sales.a", "sales.b"])).await;
    api.call(Method::PATCH, path, names(&["sales.b", "sales.c"])).await;
    api.call(Method::PATCH, "clusters/orders/collStats/unpin", names(&["sales.a"])).await;
    assert_eq!(api.get(path).await.1["pinnedNamespaces"], json!(["sales.b", "sales.c"]));
}

#[tokio::test]
async fn a_resource_can_be_inserted_and_seeded() {
    let seed = json!({ "logIntegrations": [{
        "type": "S3_LOG_EXPORT",
        "bucketName": "logs",
        "iamRoleId": NOBODY,
        "prefixPath": "a",
        "logTypes": ["MONGOD"],
    }] });
    let api = Api::of(FakeAtlas::builder().seed(seed)).await;
    assert_eq!(column(&api.get("logIntegrations").await.1, "bucketName"), ["logs"]);
    let failed = json!({ "id": NOBODY, "providerName": "AWS", "statusName": "FAILED" });
    assert_eq!(api.atlas().insert("peers", failed).unwrap()["statusName"], "FAILED");
    assert_eq!(api.get(&format!("peers/{NOBODY}")).await.1["statusName"], "FAILED");
    let error = api.atlas().insert("activityFeed", json!({})).unwrap_err();
    assert_eq!(error.error_code(), "RESOURCE_NOT_FOUND");
}

#[tokio::test]
async fn remembered_resources_survive_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("state");
    let api = Api::of(FakeAtlas::builder().state_file(&file)).await;
    let (_, created) = api.post("peers", peer()).await;
    api.patch("awsCustomDNS", json!({ "enabled": true })).await;
    drop(api);
    let api = Api::of(FakeAtlas::builder().state_file(&file)).await;
    assert_eq!(column(&api.get("peers").await.1, "id"), [created["id"].clone()]);
    assert_eq!(api.get("awsCustomDNS").await.1, json!({ "enabled": true }));
}
