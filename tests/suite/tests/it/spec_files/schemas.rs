//! The schemas themselves.

use atlas_api::specs::{DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs, RestoreSpecs};
use schemars::schema_for;

#[test]
fn the_schemas_say_all_rules() {
    insta::assert_json_snapshot!("new_users", schema_for!(DatabaseUsersPermissionsSpecs));
    insta::assert_json_snapshot!("changes_of_users", schema_for!(DatabaseUsersUpdatePermissionsSpecs));
    insta::assert_json_snapshot!("restores", schema_for!(RestoreSpecs));
}
