//! Access lists, custom roles and the maintenance window of a project.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::api::{Api, column, refusal, refused};

#[tokio::test]
async fn entries_are_added_and_found_by_address_or_block() {
    let api = Api::start().await;
    api.post("accessList", json!([{ "ipAddress": "192.0.2.1", "comment": "Office." }])).await;
    let (status, page) = api.post("accessList", json!([{ "cidrBlock": "198.51.100.0/24" }])).await;
    assert_eq!((status, column(&page, "cidrBlock")), (201, vec![json!("192.0.2.1/32"), json!("198.51.100.0/24")]));
    for entry in ["192.0.2.1", "192.0.2.1%2F32"] {
        let (_, found) = api.get(&format!("accessList/{entry}")).await;
        assert_eq!((&found["ipAddress"], &found["comment"]), (&json!("192.0.2.1"), &json!("Office.")));
    }
    assert_eq!(api.get("accessList/192.0.2.1/status").await.1, json!({ "STATUS": "ACTIVE" }));
    assert_eq!(api.delete("accessList/192.0.2.1").await.0, 204);
    assert_eq!(column(&api.get("accessList").await.1, "cidrBlock"), ["198.51.100.0/24"]);
    assert_eq!(refusal(api.post("accessList", json!([{}])).await), refused(400, "MISSING_ATTRIBUTE", &["cidrBlock"]));
}

#[tokio::test]
async fn entries_are_seeded_and_inserted_one_by_one() {
    let api = Api::start().await;
    let entries = json!([{ "ipAddress": "192.0.2.1" }, [{ "cidrBlock": "198.51.100.0/24" }]]);
    api.atlas().seed(&json!({ "accessList": entries })).unwrap();
    let inserted = api.atlas().insert("accessList", json!({ "cidrBlock": "203.0.113.0/24" })).unwrap();
    assert_eq!(inserted["cidrBlock"], "203.0.113.0/24");
    assert!(inserted.as_object().unwrap().keys().all(|name| !name.starts_with('#')), "{inserted}");
    let (_, page) = api.get("accessList").await;
    assert_eq!(column(&page, "cidrBlock"), ["192.0.2.1/32", "198.51.100.0/24", "203.0.113.0/24"]);
}

#[tokio::test]
async fn adding_an_entry_again_replaces_it() {
    let api = Api::start().await;
    api.post("accessList", json!([{ "ipAddress": "192.0.2.1", "comment": "Old." }])).await;
    let (_, page) = api.post("accessList", json!([{ "ipAddress": "192.0.2.1", "comment": "New." }])).await;
    assert_eq!(column(&page, "comment"), ["New."]);
}

#[tokio::test]
async fn a_temporary_entry_expires() {
    let start = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000);
    let api = Api::of(atlas_fake::FakeAtlas::builder().clock(move || start)).await;
    let entry = |date: &str| json!([{ "ipAddress": "192.0.2.1", "deleteAfterDate": date }]);
    let expected = refused(400, "INVALID_ATTRIBUTE", &["deleteAfterDate"]);
    assert_eq!(refusal(api.post("accessList", entry("2025-06-15T15:00:00Z")).await), expected);
    api.post("accessList", entry("2025-06-15T16:00:00Z")).await;
    api.atlas().advance(Duration::from_secs(3_000));
    assert_eq!(api.get("accessList").await.1["totalCount"], 1);
    api.atlas().advance(Duration::from_secs(200));
    assert_eq!(api.get("accessList").await.1["totalCount"], 0);
}

#[tokio::test]
async fn a_custom_role_is_created_updated_and_deleted() {
    let api = Api::start().await;
    let role = json!({ "roleName": "reader", "inheritedRoles": [{ "db": "admin", "role": "readAnyDatabase" }] });
    assert_eq!(api.post("customDBRoles/roles", role.clone()).await.1, role);
    assert_eq!(refusal(api.post("customDBRoles/roles", role).await).0, 409);
    let actions = json!([{ "action": "FIND", "resources": [{ "collection": "", "db": "sales" }] }]);
    let (_, changed) = api.patch("customDBRoles/roles/reader", json!({ "actions": actions })).await;
    assert_eq!((&changed["actions"][0]["action"], &changed["roleName"]), (&json!("FIND"), &json!("reader")));
    assert_eq!(api.get("customDBRoles/roles").await.1, json!([changed]));
    assert_eq!(api.delete("customDBRoles/roles/reader").await.0, 204);
    let expected = refused(404, "ATLAS_CUSTOM_ROLE_NOT_FOUND", &["reader"]);
    assert_eq!(refusal(api.get("customDBRoles/roles/reader").await), expected);
}

#[tokio::test]
async fn scheduled_maintenance_can_be_deferred_twice() {
    let api = Api::start().await;
    let defer = async || api.post("maintenanceWindow/defer", json!({})).await;
    let project = api.atlas().project_id().to_owned();
    assert_eq!(refusal(defer().await), refused(400, "ATLAS_MAINTENANCE_NOT_SCHEDULED", &[&project]));
    assert_eq!(api.patch("maintenanceWindow", json!({ "dayOfWeek": 3, "hourOfDay": 4 })).await.0, 200);
    assert_eq!((defer().await.0, defer().await.0), (200, 200));
    assert_eq!(refusal(defer().await), refused(400, "ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED", &[&project]));
    let (_, window) = api.get("maintenanceWindow").await;
    assert_eq!((&window["dayOfWeek"], &window["numberOfDeferrals"]), (&json!(3), &json!(2)));
    api.post("maintenanceWindow/autoDefer", json!({})).await;
    assert_eq!(api.get("maintenanceWindow").await.1["autoDeferOnceEnabled"], true);
    assert_eq!(api.delete("maintenanceWindow").await.0, 204);
    assert_eq!(api.get("maintenanceWindow").await.1["dayOfWeek"], 1);
}

#[tokio::test]
async fn an_invalid_address_is_refused_and_an_unknown_entry_is_named_as_requested() {
    let api = Api::start().await;
    let code = "INVALID_IP_ADDRESS_OR_CIDR_NOTATION";
    for (property, value) in [
        ("ipAddress", "192.0.2.256"),
        ("ipAddress", "here"),
        ("cidrBlock", "192.0.2.0/33"),
        ("cidrBlock", "2001:db8::/129"),
        ("cidrBlock", "192.0.2.0/"),
    ] {
        let response = refusal(api.post("accessList", json!([{ property: value }])).await);
        assert_eq!(response, refused(400, code, &[value]));
    }
    assert_eq!(api.get("accessList").await.1["totalCount"], 0);
    for entry in ["192.0.2.1", "192.0.2.1/32"] {
        let response = refusal(api.get(&format!("accessList/{}", entry.replace('/', "%2F"))).await);
        let parameters = [entry, api.atlas().project_id()];
        assert_eq!(response, refused(404, "ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND", &parameters));
    }
}

#[tokio::test]
async fn the_window_cannot_be_changed_during_maintenance() {
    let builder = atlas_fake::FakeAtlas::builder().cluster_time(Duration::from_secs(600));
    let api = Api::of(builder).await;
    let project = api.atlas().project_id().to_owned();
    for (body, code) in [
        (json!({ "dayOfWeek": 8 }), "ATLAS_INVALID_MAINTENANCE_WINDOW_DAY_OF_WEEK"),
        (json!({ "dayOfWeek": 1, "hourOfDay": 24 }), "ATLAS_INVALID_MAINTENANCE_WINDOW_HOUR_OF_DAY"),
    ] {
        assert_eq!(refusal(api.patch("maintenanceWindow", body).await), refused(400, code, &[]));
    }
    assert_eq!(api.patch("maintenanceWindow", json!({ "dayOfWeek": 3, "startASAP": true })).await.0, 200);
    let again = refusal(api.patch("maintenanceWindow", json!({ "dayOfWeek": 4 })).await);
    assert_eq!(again, refused(400, "ATLAS_MAINTENANCE_ALREADY_SCHEDULED", &[&project]));
    api.atlas().advance(Duration::from_secs(600));
    assert_eq!(api.get("maintenanceWindow").await.1["startASAP"], false);
    assert_eq!(api.patch("maintenanceWindow", json!({ "dayOfWeek": 4 })).await.0, 200);
}

#[tokio::test]
async fn a_role_needs_a_valid_name_and_cannot_be_deleted_while_in_use() {
    let api = Api::start().await;
    let create = async |name: &str, from: &str| {
        let inherited = json!([{ "db": "admin", "role": from }]);
        api.post("customDBRoles/roles", json!({ "roleName": name, "inheritedRoles": inherited })).await
    };
    for (name, from, code) in [
        ("my role", "read", "ATLAS_CUSTOM_ROLE_INVALID_NAME"),
        ("xgen-role", "read", "ATLAS_RESERVED_CUSTOM_ROLE_RESTRICTED"),
        ("own", "own", "ATLAS_INVALID_CUSTOM_ROLE_SELF_REFERENTIAL"),
    ] {
        assert_eq!(refusal(create(name, from).await), refused(400, code, &[name]));
    }
    assert_eq!((create("base", "read").await.0, create("more", "base").await.0), (202, 202));
    let used = refusal(api.delete("customDBRoles/roles/base").await);
    assert_eq!(used, refused(409, "ATLAS_CUSTOM_ROLE_IN_USE_BY_ROLES", &["base"]));
    let user = json!({
        "databaseName": "admin",
        "username": "app",
        "password": "correct horse",
        "roles": [{ "databaseName": "admin", "roleName": "more" }],
    });
    assert_eq!(api.post("databaseUsers", user).await.0, 201);
    let used = refusal(api.delete("customDBRoles/roles/more").await);
    assert_eq!(used, refused(409, "ATLAS_CUSTOM_ROLE_IN_USE_BY_USERS", &["app"]));
    api.delete("databaseUsers/admin/app").await;
    assert_eq!(api.delete("customDBRoles/roles/more").await.0, 204);
    assert_eq!(api.delete("customDBRoles/roles/base").await.0, 204);
}

#[tokio::test]
async fn an_entry_is_pending_until_it_is_applied() {
    let minute = Duration::from_secs(60);
    let api = Api::of(FakeAtlas::builder().cluster_time(minute)).await;
    api.post("accessList", json!([{ "cidrBlock": "192.0.2.0/24" }])).await;
    let path = "accessList/192.0.2.0%2F24";
    let status = format!("{path}/status");
    assert_eq!(api.get(&status).await.1, json!({ "STATUS": "PENDING" }));
    assert_eq!(api.get(path).await.1.get("STATUS"), None);
    api.atlas().advance(minute);
    assert_eq!(api.get(&status).await.1, json!({ "STATUS": "ACTIVE" }));
}
