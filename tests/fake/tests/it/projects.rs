//! Projects and their settings.

use serde_json::{Value, json};

use crate::api::{Api, column, refusal, refused};

#[tokio::test]
async fn a_project_is_created_read_renamed_and_deleted() {
    let api = Api::start().await;
    let organization = api.atlas().organization_id().to_owned();
    let (status, created) = api.post("/groups", json!({ "name": "sales", "orgId": organization })).await;
    assert_eq!((status, &created["name"], &created["clusterCount"]), (201, &json!("sales"), &json!(0)));
    let id = created["id"].as_str().unwrap();

    assert_eq!(api.get("/groups/byName/sales").await.1["id"], id);
    assert_eq!(column(&api.get("/groups").await.1, "name"), ["fake", "sales"]);
    assert_eq!(column(&api.get(&api.org("groups")).await.1, "name"), ["fake", "sales"]);
    assert_eq!(api.patch(&format!("/groups/{id}"), json!({ "name": "shop" })).await.1["name"], "shop");
    assert_eq!(api.get(&format!("/groups/{id}")).await.1["name"], "shop");
    assert_eq!(api.delete(&format!("/groups/{id}")).await, (202, json!({})));
    assert_eq!(refusal(api.get(&format!("/groups/{id}")).await), refused(404, "GROUP_NOT_FOUND", &[id]));
}

#[tokio::test]
async fn a_project_name_is_unique_in_its_organization() {
    let api = Api::start().await;
    let taken = json!({ "name": "fake", "orgId": api.atlas().organization_id() });
    assert_eq!(refusal(api.post("/groups", taken).await), refused(409, "GROUP_ALREADY_EXISTS", &["fake"]));
    let nowhere = json!({ "name": "sales", "orgId": "111111111111111111111111" });
    let expected = refused(404, "ORG_NOT_FOUND", &["111111111111111111111111"]);
    assert_eq!(refusal(api.post("/groups", nowhere).await), expected);
}

#[tokio::test]
async fn a_project_with_a_cluster_cannot_be_deleted() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let path = format!("/groups/{}", api.atlas().project_id());
    assert_eq!(api.get(&path).await.1["clusterCount"], 1);
    assert_eq!(refusal(api.delete(&path).await).1, "CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS");
    assert_eq!(api.delete("clusters/orders").await.0, 202);
    assert_eq!(api.delete(&path).await.0, 202);
}

#[tokio::test]
async fn each_project_has_separate_database_users() {
    let api = Api::start().await;
    api.atlas().seed_database_users(2);
    let other = api.atlas().insert("/groups", json!({ "name": "other" })).unwrap();
    let users = format!("/groups/{}/databaseUsers", other["id"].as_str().unwrap());
    assert_eq!(api.get(&users).await.1["totalCount"], 0);
    assert_eq!(api.get("databaseUsers").await.1["totalCount"], 2);
}

#[tokio::test]
async fn settings_are_changed_individually() {
    let api = Api::start().await;
    let (_, before) = api.get("settings").await;
    let (status, after) = api.patch("settings", json!({ "isDataExplorerEnabled": false })).await;
    assert_eq!((status, &before["isDataExplorerEnabled"]), (200, &json!(true)));
    assert_eq!((&after["isDataExplorerEnabled"], &after["isSchemaAdvisorEnabled"]), (&json!(false), &json!(true)));
    assert_eq!(api.get("settings").await.1, after);
}

#[tokio::test]
async fn a_limit_is_set_and_reset_to_its_default() {
    let api = Api::start().await;
    let path = "limits/atlas.project.deployment.clusters";
    assert_eq!(api.get(path).await.1["value"], 25);
    assert_eq!(
        api.patch(path, json!({ "name": "atlas.project.deployment.clusters", "value": 30 })).await.1["value"],
        30
    );
    assert_eq!(api.get(path).await.1["value"], 30);
    assert_eq!(api.delete(path).await.0, 204);
    assert_eq!(api.get(path).await.1["value"], 25);
    assert_eq!(refusal(api.get("limits/no.such.limit").await), refused(404, "LIMIT_NOT_FOUND", &["no.such.limit"]));
}

#[tokio::test]
async fn roles_of_a_project_user_are_added_and_removed() {
    let api = Api::start().await;
    let body = json!({ "username": "someone@example.com", "roles": ["GROUP_READ_ONLY"] });
    let (status, user) = api.post("users", body).await;
    assert_eq!((status, &user["orgMembershipStatus"]), (201, &json!("PENDING")));
    let path = format!("users/{}", user["id"].as_str().unwrap());
    let add = json!({ "groupRole": "GROUP_OWNER" });
    let (_, owner) = api.post(&format!("{path}:addRole"), add).await;
    assert_eq!(owner["roles"], json!(["GROUP_READ_ONLY", "GROUP_OWNER"]));
    let (_, owner) = api.post(&format!("{path}:removeRole"), json!({ "groupRole": "GROUP_READ_ONLY" })).await;
    assert_eq!(owner["roles"], json!(["GROUP_OWNER"]));
    assert_eq!(api.delete(&path).await.0, 204);
    assert_eq!(refusal(api.get(&path).await).1, "USER_NOT_FOUND");
}

#[tokio::test]
async fn read_only_properties_are_ignored_at_creation() {
    let api = Api::start().await;
    // The document requires two read-only properties.
    let body = json!({
        "clusterCount": 7,
        "created": "2020-01-01T00:00:00Z",
        "name": "sales",
        "orgId": api.atlas().organization_id(),
    });
    let (status, created) = api.post("/groups", body.clone()).await;
    assert_eq!((status, &created["clusterCount"]), (201, &json!(0)));
    assert_ne!(created["created"], body["created"]);
    let path = format!("/api/atlas/v2/groups/{}", created["id"].as_str().unwrap());
    assert_eq!(created["links"][0]["href"], format!("{}{path}", api.atlas().base_url()));

    let mut with_id = body;
    (with_id["id"], with_id["name"]) = ("1".repeat(24).into(), "odd".into());
    let (status, created) = api.post("/groups", with_id.clone()).await;
    assert_eq!((status, &created["name"]), (201, &with_id["name"]));
    assert_ne!(created["id"], with_id["id"]);
}

#[tokio::test]
async fn a_project_moves_to_another_organization() {
    let api = Api::start().await;
    let second = api.atlas().insert("/orgs", json!({ "name": "second" })).unwrap()["id"].clone();
    let path = format!("/groups/{}", api.atlas().project_id());
    let to = |organization: &Value| json!({ "destinationOrgId": organization });
    let (status, moved) = api.post(&format!("{path}:migrate"), to(&second)).await;
    assert_eq!((status, &moved["orgId"], &moved["name"]), (200, &second, &json!("fake")));
    assert_eq!(api.get(&path).await.1["orgId"], second);
    let nowhere = json!("1".repeat(24));
    assert_eq!(refusal(api.post(&format!("{path}:migrate"), to(&nowhere)).await).1, "ORG_NOT_FOUND");
}

#[tokio::test]
async fn each_cluster_of_a_project_has_ip_addresses() {
    let api = Api::start().await;
    let clusters = async || api.get("ipAddresses").await.1["services"]["clusters"].clone();
    assert_eq!(clusters().await, json!([]));
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let clusters = clusters().await;
    let expected = json!(["198.18.0.1", "198.18.0.2", "198.18.0.3"]);
    assert_eq!((&clusters[0]["clusterName"], &clusters[0]["inbound"]), (&json!("orders"), &expected));
}
