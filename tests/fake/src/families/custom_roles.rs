//! Roles of database users that a project defines.

use crate::family::{Action, Code, Family};

pub(super) static FAMILIES: &[&Family] = &[&CUSTOM_ROLES];

static CUSTOM_ROLES: Family = Family {
    name: "customDbRoles",
    key: ("roleName", "roleName"),
    id: None,
    operations: &[
        ("listGroupCustomDbRoleRoles", Action::List),
        ("getGroupCustomDbRoleRole", Action::Get),
        ("createGroupCustomDbRoleRole", Action::Create),
        ("updateGroupCustomDbRoleRole", Action::Update),
        ("deleteGroupCustomDbRoleRole", Action::Delete),
    ],
    not_found: Code(404, "ATLAS_CUSTOM_ROLE_NOT_FOUND", "The role {key} does not exist in group {groupId}."),
    conflict: Some(Code(409, "ATLAS_CUSTOM_ROLE_ALREADY_EXISTS", "The role {key} already exists in group {groupId}.")),
    ..Family::PLAIN
};
