//! The requests of custom database roles.

use atlas_api::custom_roles::{CustomRoleSpec, RoleResource};

use super::{Row, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let roles = offline().custom_roles();
    let spec = || {
        let spec = CustomRoleSpec::new().allow(RoleResource::collection("sales", "orders"), ["FIND", "INSERT"]);
        spec.allow(RoleResource::cluster(), ["LIST_DATABASES"]).inherit("read", "statistics")
    };
    vec![
        row("CustomRoles::list", roles.list()),
        row("CustomRoles::get", roles.get("a/b")),
        row("CustomRoles::create", roles.create("reporting", spec())),
        row("CustomRoles::replace", roles.replace("reporting", spec())),
        row("CustomRoles::delete", roles.delete("reporting")),
    ]
}

#[test]
fn requests_of_custom_roles() {
    check("custom_roles", &rows());
}
