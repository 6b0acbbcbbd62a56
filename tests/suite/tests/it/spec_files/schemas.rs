//! The schemas themselves.

use atlas_api::specs::{DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs, RestoreSpecs};
use schemars::schema_for;

#[test]
fn the_schemas_say_all_rules() {
    insta::assert_json_snapshot!("new_users", schema_for!(DatabaseUsersPermissionsSpecs));
    insta::assert_json_snapshot!("changes_of_users", schema_for!(DatabaseUsersUpdatePermissionsSpecs));
    insta::assert_json_snapshot!("restores", schema_for!(RestoreSpecs));
}

#[test]
fn no_property_has_a_default() {
    for schema in [
        schema_for!(DatabaseUsersPermissionsSpecs),
        schema_for!(DatabaseUsersUpdatePermissionsSpecs),
        schema_for!(RestoreSpecs),
    ] {
        assert!(!schema.to_value().to_string().contains("\"default\""));
    }
}
