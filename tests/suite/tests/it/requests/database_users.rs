//! The requests of database users.

use atlas_api::database_users::{
    DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs, RoleSpecs, UserName,
};

use super::{Row, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let users = offline().database_users();
    let create =
        DatabaseUsersPermissionsSpecs::new("reports", "a long password").add_role("sales", RoleSpecs::Read).unwrap();
    let update = DatabaseUsersUpdatePermissionsSpecs::new().add_role("sales", RoleSpecs::ReadWrite).unwrap();
    vec![
        row("DatabaseUsers::list", users.list().page(2).page_size(100)),
        row("DatabaseUsers::get", users.get(UserName::external("CN=a,OU=b/../c"))),
        row("DatabaseUsers::create", users.create(create)),
        row("DatabaseUsers::update", users.update("reports", update)),
        row("DatabaseUsers::delete", users.delete("reports")),
    ]
}

#[test]
fn requests_of_database_users() {
    check("database_users", &rows());
}
