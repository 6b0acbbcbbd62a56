//! Seeds with collections below other resources.

use serde_json::json;

use crate::api::{Api, column};

#[tokio::test]
async fn a_seed_has_collections_below_resources() {
    let api = Api::start().await;
    let archive = json!({
        "collName": "lines",
        "criteria": { "type": "DATE", "dateField": "at", "expireAfterDays": 30 },
        "dbName": "sales",
    });
    let index = json!({
        "collectionName": "lines",
        "database": "sales",
        "definition": { "mappings": { "dynamic": true } },
        "name": "default",
    });
    api.atlas()
        .seed(&json!({
            "clusters": [{ "name": "orders", "onlineArchives": [archive], "search/indexes": [index] }],
            "databaseUsers": [{
                "certs": [{ "monthsUntilExpiration": 1 }],
                "databaseName": "$external",
                "roles": [],
                "username": "CN=app",
                "x509Type": "MANAGED",
            }],
            "privateEndpoint/endpointService": [
                { "endpoint": [{ "id": "vpce-0123456789abcdef0" }], "providerName": "AWS", "region": "EU_WEST_1" },
            ],
            "streams": [{
                "connections": [{ "name": "solar", "type": "Sample" }],
                "dataProcessRegion": { "cloudProvider": "AWS", "region": "VIRGINIA_USA" },
                "name": "shop",
            }],
            "projects": [{
                "clusters": [{ "name": "orders", "backup/snapshots": [{ "description": "a", "retentionInDays": 1 }] }],
                "name": "second",
                "orgId": api.atlas().organization_id(),
            }],
        }))
        .unwrap();
    let (_, services) = api.get("privateEndpoint/AWS/endpointService").await;
    assert_eq!(services[0]["interfaceEndpoints"], json!(["vpce-0123456789abcdef0"]));
    let (_, archives) = api.get("clusters/orders/onlineArchives").await;
    assert_eq!(column(&archives, "collName"), ["lines"]);
    let (_, indexes) = api.get("clusters/orders/search/indexes").await;
    assert_eq!((&indexes[0]["name"], &indexes[1]), (&json!("default"), &json!(null)));
    assert_eq!(api.get("databaseUsers/CN%3Dapp/certs").await.1["totalCount"], 1);
    assert_eq!(column(&api.get("streams/shop/connections").await.1, "name"), ["solar"]);
    let (_, second) = api.get("/groups/byName/second").await;
    let snapshots = format!("/groups/{}/clusters/orders/backup/snapshots", second["id"].as_str().unwrap());
    assert_eq!(column(&api.get(&snapshots).await.1, "description"), ["a"]);
    assert_eq!(api.get("clusters/orders/backup/snapshots").await.1["totalCount"], 0);
}

#[tokio::test]
async fn an_absolute_path_is_that_of_any_collection() {
    let api = Api::start().await;
    let owner = api.get(&api.org("users")).await.1["results"][0]["id"].clone();
    api.atlas()
        .seed(&json!({
            api.org("teams"): [{ "name": "shop", "usernames": [], "users": [[{ "id": owner }]] }],
            api.org("users"): [{ "username": "a@example.com", "roles": { "orgRoles": ["ORG_MEMBER"] } }],
        }))
        .unwrap();
    let (_, team) = api.get(&api.org("teams/byName/shop")).await;
    let members = api.org(&format!("teams/{}/users", team["id"].as_str().unwrap()));
    assert_eq!(column(&api.get(&members).await.1, "id"), [owner]);
    let (_, users) = api.get(&api.org("users")).await;
    assert_eq!(column(&users, "orgMembershipStatus"), ["ACTIVE", "PENDING"]);
}

#[tokio::test]
async fn an_error_in_a_nested_collection_has_its_location() {
    let api = Api::start().await;
    let check = |seed: serde_json::Value, expected: &str| {
        let error = api.atlas().seed(&seed).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    };
    let endpoint = json!({ "id": "vpce-0123456789abcdef0" });
    let service = json!({ "endpoint": [endpoint, endpoint], "providerName": "AWS", "region": "EU_WEST_1" });
    let location = "privateEndpoint/endpointService[0].endpoint[1]: ";
    check(json!({ "privateEndpoint/endpointService": [service] }), location);
    check(json!({ "clusters": [{ "name": "orders", "gadgets": [] }] }), "clusters[0]: Invalid attribute gadgets");
    check(json!({ "clusters/orders": [] }), "clusters/orders: ");
    check(json!({ "/orgs/x/gadgets": [] }), "/orgs/x/gadgets: ");
}
