//! Users as files: deserialization and JSON Schema accept the same files.

use atlas_api::specs::{DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs};
use serde_json::{Value, json};

use super::Checker;

fn user() -> Value {
    json!({
        "username": "reports",
        "password": "a long password",
        "roles": [{ "databaseName": "sales", "roleName": "read" }],
    })
}

#[test]
fn deserialization_and_schema_agree_on_new_users() {
    let checker = Checker::of::<DatabaseUsersPermissionsSpecs>();
    checker.check(&user(), true);
    for valid in [
        json!({ "databaseName": "admin" }),
        json!({ "roles": [] }),
        json!({ "username": "é".repeat(1024) }),
        json!({ "password": "pässword" }),
        json!({ "description": "é".repeat(100), "labels": [{ "key": "team", "value": "é".repeat(255) }] }),
        json!({ "description": "", "labels": [], "scopes": [] }),
        json!({ "scopes": [{ "name": "Cluster0", "type": "CLUSTER" }, { "name": "a-1", "type": "DATA_LAKE" }] }),
        json!({ "deleteAfterDate": "2025-06-15T15:06:40Z" }),
        json!({ "deleteAfterDate": "2025-06-15T17:06:40.25+02:00" }),
        json!({ "deleteAfterDate": "2025-06-15T15:06:40-00:00" }),
        json!({ "deleteAfterDate": "2025-06-15T15:06:40.1234567890123+23:59" }),
        json!({ "deleteAfterDate": "0000-02-29T23:59:59Z" }),
        json!({ "x509Type": "NONE", "ldapAuthType": "NONE", "oidcAuthType": "NONE", "awsIAMType": "NONE" }),
        json!({ "password": "-", "x509Type": "CUSTOMER" }),
        json!({ "password": "-", "x509Type": "MANAGED", "databaseName": "$external" }),
        json!({ "password": "-", "ldapAuthType": "USER", "awsIAMType": "NONE" }),
        json!({ "password": "-", "ldapAuthType": "GROUP", "databaseName": "$external" }),
        json!({ "password": "-", "oidcAuthType": "USER", "databaseName": "$external" }),
        json!({ "password": "-", "oidcAuthType": "IDP_GROUP", "databaseName": "admin" }),
        json!({ "password": "-", "awsIAMType": "ROLE" }),
    ] {
        checker.check_changed(&user(), &valid, true);
    }
    for invalid in [
        json!({ "username": "-" }),
        json!({ "username": "" }),
        json!({ "username": 1 }),
        json!({ "username": "é".repeat(1025) }),
        json!({ "password": "-" }),
        json!({ "password": null }),
        json!({ "password": "passwor" }),
        json!({ "roles": "-" }),
        json!({ "roles": null }),
        json!({ "roles": [{ "databaseName": "sales" }] }),
        json!({ "databaseName": "$external" }),
        json!({ "databaseName": "sales" }),
        json!({ "databaseName": null }),
        json!({ "groupId": "5f1a2b3c4d5e6f7a8b9c0d1e" }),
        json!({ "user_name": "reports" }),
        json!({ "x509Type": "MANAGED" }),
        json!({ "x509Type": null }),
        json!({ "password": "-", "x509Type": "NONE" }),
        json!({ "password": "-", "x509Type": "managed" }),
        json!({ "password": "-", "x509Type": "MANAGED", "databaseName": "admin" }),
        json!({ "password": "-", "x509Type": "MANAGED", "ldapAuthType": "USER" }),
        json!({ "password": "-", "ldapAuthType": "IDP_GROUP" }),
        json!({ "password": "-", "oidcAuthType": "USER", "databaseName": "admin" }),
        json!({ "password": "-", "oidcAuthType": "IDP_GROUP", "databaseName": "$external" }),
        json!({ "password": "-", "awsIAMType": "GROUP" }),
        json!({ "description": "é".repeat(101) }),
        json!({ "description": null }),
        json!({ "labels": null }),
        json!({ "labels": [{ "key": "", "value": "x" }] }),
        json!({ "labels": [{ "key": "team" }] }),
        json!({ "labels": [{ "key": "team", "value": "x".repeat(256) }] }),
        json!({ "labels": [{ "key": "team", "value": "x", "values": [] }] }),
        json!({ "scopes": [{ "name": "a b", "type": "CLUSTER" }] }),
        json!({ "scopes": [{ "name": "-a", "type": "CLUSTER" }] }),
        json!({ "scopes": [{ "name": "Cluster0", "type": "CLUSTERS" }] }),
        json!({ "scopes": [{ "name": "Cluster0" }] }),
        json!({ "deleteAfterDate": "2025-06-15" }),
        json!({ "deleteAfterDate": "2025-06-15 15:06:40Z" }),
        json!({ "deleteAfterDate": "2025-02-30T15:06:40Z" }),
        json!({ "deleteAfterDate": "2025-06-15T15:06:40+24:00" }),
        json!({ "deleteAfterDate": "2025-06-15T15:06:40+02:60" }),
        json!({ "deleteAfterDate": "2025-06-15T15:06:40+0200" }),
        json!({ "deleteAfterDate": "2025-06-15T24:00:00Z" }),
        json!({ "deleteAfterDate": "2016-12-31T23:59:60Z" }),
        json!({ "deleteAfterDate": "2025-06-15t15:06:40Z" }),
        json!({ "deleteAfterDate": "2025-06-15T15:06:40.Z" }),
        json!({ "deleteAfterDate": "+2025-06-15T15:06:40Z" }),
        json!({ "deleteAfterDate": " 2025-06-15T15:06:40Z" }),
        json!({ "deleteAfterDate": 1_750_000_000 }),
    ] {
        checker.check_changed(&user(), &invalid, false);
    }
}

#[test]
fn deserialization_and_schema_agree_on_updates() {
    let checker = Checker::of::<DatabaseUsersUpdatePermissionsSpecs>();
    for valid in [
        json!({ "password": "another password" }),
        json!({ "roles": [], "scopes": [], "labels": [] }),
        json!({ "roles": [{ "databaseName": "sales", "roleName": "read" }] }),
        json!({ "description": null, "deleteAfterDate": null }),
        json!({ "description": "x".repeat(100), "deleteAfterDate": "2025-06-15T15:06:40Z" }),
    ] {
        checker.check(&valid, true);
    }
    for invalid in [
        json!({}),
        json!(null),
        json!("reports"),
        json!({ "username": "reports" }),
        json!({ "databaseName": "admin" }),
        json!({ "password": "short" }),
        json!({ "password": null }),
        json!({ "roles": null }),
        json!({ "scopes": null }),
        json!({ "labels": null }),
        json!({ "roles": [{ "databaseName": "sales", "roleName": "backup" }] }),
        json!({ "description": "x".repeat(101) }),
        json!({ "deleteAfterDate": "soon" }),
    ] {
        checker.check(&invalid, false);
    }
}
