//! The limits of a project.

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::api::{Api, refusal, refused};

const USERS: &str = "atlas.project.security.databaseAccess.users";

async fn set(api: &Api, name: &str, value: u64) {
    let (status, limit) = api.patch(&format!("limits/{name}"), json!({ "name": name, "value": value })).await;
    assert_eq!((status, &limit["value"]), (200, &json!(value)));
}

fn user(name: &str) -> Value {
    json!({ "databaseName": "admin", "username": name, "password": "correct horse", "roles": [] })
}

#[tokio::test]
async fn a_resource_beyond_a_limit_is_refused() {
    let api = Api::start().await;
    let role = |name: &str| json!({ "roleName": name });
    let entry = |address: &str| json!([{ "ipAddress": address }]);
    let cluster = |name: &str| json!({ "name": name });
    for (name, path, first, second, code) in [
        (USERS, "databaseUsers", user("a"), user("b"), "GROUP_USERS_LIMIT_EXCEEDED"),
        (
            "atlas.project.security.databaseAccess.customRoles",
            "customDBRoles/roles",
            role("a"),
            role("b"),
            "CUSTOM_ROLES_LIMIT_EXCEEDED",
        ),
        (
            "atlas.project.security.networkAccess.entries",
            "accessList",
            entry("192.0.2.1"),
            entry("192.0.2.2"),
            "ATLAS_NETWORK_PERMISSIONS_LIMIT_EXCEEDED",
        ),
        (
            "atlas.project.deployment.clusters",
            "clusters",
            cluster("a"),
            cluster("b"),
            "MAX_CLUSTERS_PER_GROUP_EXCEEDED",
        ),
    ] {
        set(&api, name, 1).await;
        assert!(api.post(path, first).await.0 < 300, "{name}");
        let refusal = refusal(api.post(path, second.clone()).await);
        assert_eq!((refusal.0, refusal.1.as_str()), (403, code));
        let limit = api.get(&format!("limits/{name}")).await.1;
        assert_eq!((&limit["currentUsage"], &limit["value"]), (&json!(1), &json!(1)), "{name}");
        set(&api, name, 2).await;
        assert!(api.post(path, second).await.0 < 300, "{name}");
    }
}

#[tokio::test]
async fn entries_beyond_a_limit_are_refused_together() {
    let api = Api::start().await;
    set(&api, "atlas.project.security.networkAccess.entries", 2).await;
    let three = json!([{ "ipAddress": "192.0.2.1" }, { "ipAddress": "192.0.2.2" }, { "ipAddress": "192.0.2.3" }]);
    let expected = refused(403, "ATLAS_NETWORK_PERMISSIONS_LIMIT_EXCEEDED", &["2"]);
    assert_eq!(refusal(api.post("accessList", three).await), expected);
    assert_eq!(api.get("accessList").await.1["totalCount"], 0);
    let one = json!([{ "ipAddress": "192.0.2.1" }, { "ipAddress": "no address" }]);
    let expected = refused(400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION", &["no address"]);
    assert_eq!(refusal(api.post("accessList", one).await), expected);
    assert_eq!(api.get("accessList").await.1["totalCount"], 0);
}

#[tokio::test]
async fn the_database_user_limit_of_the_builder_is_the_default_of_every_project() {
    let api = Api::of(FakeAtlas::builder().database_user_limit(1)).await;
    api.post("databaseUsers", user("a")).await;
    assert_eq!(refusal(api.post("databaseUsers", user("b")).await), refused(403, "GROUP_USERS_LIMIT_EXCEEDED", &["1"]));
    let limit = api.get(&format!("limits/{USERS}")).await.1;
    assert_eq!((&limit["defaultLimit"], &limit["currentUsage"]), (&json!(1), &json!(1)));
    set(&api, USERS, 2).await;
    assert_eq!(api.post("databaseUsers", user("b")).await.0, 201);
    api.delete(&format!("limits/{USERS}")).await;
    assert_eq!(refusal(api.post("databaseUsers", user("c")).await).0, 403);
}

#[tokio::test]
async fn a_limit_has_a_maximum() {
    let api = Api::start().await;
    let too_high = api.patch(&format!("limits/{USERS}"), json!({ "name": USERS, "value": 901 })).await;
    assert_eq!(refusal(too_high), refused(400, "LIMIT_EXCEEDS_MAXIMUM", &[USERS, "900"]));
}
