//! The resources of a new organization and of a new project.

use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::api::{Api, column};

#[tokio::test]
async fn an_organization_has_an_owner_who_owns_its_projects() {
    let api = Api::start().await;
    let (_, users) = api.get(&api.org("users")).await;
    assert_eq!(column(&users, "username"), ["owner@example.com"]);
    let roles = json!({
        "groupRoleAssignments": [{ "groupId": api.atlas().project_id(), "groupRoles": ["GROUP_OWNER"] }],
        "orgRoles": ["ORG_OWNER"],
    });
    let owner = &users["results"][0];
    assert_eq!((&owner["roles"], &owner["orgMembershipStatus"]), (&roles, &json!("ACTIVE")));

    let body = json!({ "name": "second", "orgId": api.atlas().organization_id() });
    let (_, project) = api.post("/groups", body).await;
    let id = project["id"].as_str().unwrap();
    for path in ["users".to_owned(), format!("/groups/{id}/users")] {
        let (_, users) = api.get(&path).await;
        let user = &users["results"][0];
        assert_eq!((&user["id"], &user["roles"]), (&owner["id"], &json!(["GROUP_OWNER"])), "{path}");
        assert_eq!(users["totalCount"], 1);
    }
    // An update of the project does not return a user who left.
    let left = format!("/groups/{id}/users/{}", owner["id"].as_str().unwrap());
    assert_eq!(api.delete(&left).await.0, 204);
    assert_eq!(api.patch(&format!("/groups/{id}"), json!({ "name": "third" })).await.0, 200);
    assert_eq!(api.get(&format!("/groups/{id}/users")).await.1["totalCount"], 0);
}

#[tokio::test]
async fn a_project_has_default_alert_configurations() {
    let api = Api::start().await;
    let (_, own) = api.get("alertConfigs").await;
    assert_eq!(own["totalCount"], 11);
    let first = &own["results"][0];
    let threshold = json!({ "operator": "LESS_THAN", "threshold": 1, "units": "HOURS" });
    assert_eq!(
        (&first["eventTypeName"], &first["threshold"]),
        (&json!("REPLICATION_OPLOG_WINDOW_RUNNING_OUT"), &threshold)
    );
    assert_eq!(first["notifications"][0]["roles"], json!(["GROUP_OWNER"]));

    let create = async |name: &str, defaults: bool| {
        let organization = api.atlas().organization_id();
        let body = json!({ "name": name, "orgId": organization, "withDefaultAlertsSettings": defaults });
        let (_, project) = api.post("/groups", body).await;
        api.get(&format!("/groups/{}/alertConfigs", project["id"].as_str().unwrap())).await.1
    };
    let other = create("second", true).await;
    assert_eq!(column(&other, "eventTypeName"), column(&own, "eventTypeName"));
    assert_ne!(other["results"][0]["id"], first["id"]);
    assert_eq!(create("third", false).await["totalCount"], 0);
    let path = format!("alertConfigs/{}", first["id"].as_str().unwrap());
    assert_eq!((api.delete(&path).await.0, api.get(&path).await.0), (204, 404));
}

#[tokio::test]
async fn the_calling_key_is_in_the_lists_with_its_roles() {
    let api = Api::start().await;
    let project = api.atlas().project_id();
    let organization = json!({ "orgId": api.atlas().organization_id(), "roleName": "ORG_OWNER" });
    let roles = json!([organization, { "groupId": project, "roleName": "GROUP_OWNER" }]);
    for path in ["apiKeys".to_owned(), api.org("apiKeys")] {
        let (_, keys) = api.get(&path).await;
        let key = &keys["results"][0];
        assert_eq!((&key["publicKey"], &key["roles"]), (&json!(api.atlas().public_key()), &roles));
        let private = key["privateKey"].as_str().unwrap();
        assert!(private.starts_with("********-") && private != api.atlas().private_key(), "{private}");
    }

    let api = Api::of(FakeAtlas::builder().roles(["GROUP_READ_ONLY", "ORG_READ_ONLY"])).await;
    let (_, keys) = api.get("apiKeys").await;
    let names: Vec<_> = keys["results"][0]["roles"].as_array().unwrap().iter().map(|role| &role["roleName"]).collect();
    assert_eq!(names, ["GROUP_READ_ONLY", "ORG_READ_ONLY"]);
    // The roles of the builder are enforced.
    assert_eq!(api.post("containers", json!({})).await.0, 403);
}

#[tokio::test]
async fn the_initial_key_is_admitted_although_it_is_listed() {
    let api = Api::start().await;
    let settings = api.org("settings");
    assert_eq!(api.patch(&settings, json!({ "apiAccessListRequired": true })).await.0, 200);
    assert_eq!(api.get(&settings).await.1["apiAccessListRequired"], true);
}

#[tokio::test]
async fn a_null_in_settings_restores_the_initial_value() {
    let api = Api::start().await;
    for (path, name, changed) in [
        ("settings".to_owned(), "isDataExplorerEnabled", json!(false)),
        (api.org("settings"), "maxServiceAccountSecretValidityInHours", json!(24)),
        ("auditLog".to_owned(), "auditFilter", json!("{\"atype\":\"authenticate\"}")),
    ] {
        let initial = api.get(&path).await.1[name].clone();
        assert!(!initial.is_null() && initial != changed, "{path}: {initial}");
        assert_eq!(api.patch(&path, json!({ name: changed })).await.1[name], changed, "{path}");
        assert_eq!(api.patch(&path, json!({ name: null })).await.1[name], initial, "{path}");
        assert_eq!(api.get(&path).await.1[name], initial, "{path}");
    }
    // A property without an initial value is removed.
    let settings = api.org("settings");
    api.patch(&settings, json!({ "securityContact": "security@example.com" })).await;
    assert_eq!(api.get(&settings).await.1["securityContact"], "security@example.com");
    api.patch(&settings, json!({ "securityContact": null })).await;
    assert_eq!(api.get(&settings).await.1.get("securityContact"), None);
}
