//! Snapshots of the JSON Schemas.

use atlas_api::specs::{DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs, RestoreSpec};
use schemars::schema_for;

#[test]
fn schemas_contain_all_rules() {
    insta::assert_json_snapshot!("new_users", schema_for!(DatabaseUsersPermissionsSpecs));
    insta::assert_json_snapshot!("user_updates", schema_for!(DatabaseUsersUpdatePermissionsSpecs));
    insta::assert_json_snapshot!("restores", schema_for!(RestoreSpec));
}

#[test]
fn properties_have_no_defaults() {
    for schema in [
        schema_for!(DatabaseUsersPermissionsSpecs),
        schema_for!(DatabaseUsersUpdatePermissionsSpecs),
        schema_for!(RestoreSpec),
    ] {
        assert!(!schema.to_value().to_string().contains("\"default\""));
    }
}
