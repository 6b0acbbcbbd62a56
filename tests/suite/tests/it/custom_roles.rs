//! Custom database roles: state, refusals, validation.

use atlas_api::{
    Confirm,
    custom_roles::{CustomRoleSpec, RoleResource},
    database_users::{DatabaseUsersPermissionsSpecs, RoleSpecs},
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::support::{argument_and_rule, client};

fn reading(database: &str) -> CustomRoleSpec {
    CustomRoleSpec::new().allow(RoleResource::database(database), ["FIND"])
}

#[tokio::test]
async fn a_role_is_created_replaced_and_deleted() {
    let fake = FakeAtlas::start().await.unwrap();
    let roles = client(&fake).custom_roles();
    roles.create("reporting", reading("sales").inherit("read", "statistics")).await.unwrap();
    assert!(roles.create("reporting", reading("sales")).await.unwrap_err().is_duplicate());

    let replaced = roles.replace("reporting", reading("returns")).await.unwrap();
    let expected = json!({
        "roleName": "reporting",
        "actions": [{ "action": "FIND", "resources": [{ "db": "returns" }] }],
        "inheritedRoles": [],
    });
    assert_eq!(serde_json::to_value(&*replaced).unwrap(), expected);
    assert_eq!(roles.list().await.unwrap().into_inner(), [replaced.into_inner()]);

    roles.delete("reporting").confirm(Confirm::name("reporting")).await.unwrap();
    assert!(!roles.get("reporting").exists().await.unwrap());
}

#[tokio::test]
async fn a_role_in_use_is_refused_with_its_users() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    atlas.custom_roles().create("reporting", reading("sales")).await.unwrap();
    let user = DatabaseUsersPermissionsSpecs::new("ada", "a long password");
    let user = user.add_role("admin", RoleSpecs::custom("reporting")).unwrap();
    atlas.database_users().create(user).await.unwrap();

    let error = atlas.custom_roles().delete("reporting").confirm(Confirm::yes()).await.unwrap_err();
    assert_eq!(error.code(), Some("ATLAS_CUSTOM_ROLE_IN_USE_BY_USERS"));
    assert!(error.detail().unwrap().contains("ada"), "{error}");
}

#[tokio::test]
async fn an_invalid_role_is_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let roles = client(&fake).custom_roles();
    let error = roles.create("a b", reading("sales")).await.unwrap_err();
    let rule = "role: \"a b\" is not valid; use letters, digits, `-` and `_`, beginning with a letter or digit";
    assert_eq!(argument_and_rule(&error), rule);
    let error = roles.get("..").await.unwrap_err();
    assert_eq!(argument_and_rule(&error), "role: \"..\" cannot be a segment of a path; expected a name");
    assert_eq!(fake.request_count(), 0);
}
