//! Custom database roles of a project.

use serde_json::Value;

use super::limits;
use crate::family::{Action, Code, Family};

pub(super) static FAMILIES: &[&Family] = &[&CUSTOM_ROLES];

const INVALID_NAME: Code = Code(
    400,
    "ATLAS_CUSTOM_ROLE_INVALID_NAME",
    "The role name \"{key}\" may contain only letters, digits, hyphens and underscores, and must begin with a \
     letter or a digit.",
);
const RESERVED_NAME: Code = Code(
    400,
    "ATLAS_RESERVED_CUSTOM_ROLE_RESTRICTED",
    "The role {key} cannot be created: names that begin with xgen- are reserved.",
);
const OF_ITSELF: Code =
    Code(400, "ATLAS_INVALID_CUSTOM_ROLE_SELF_REFERENTIAL", "The role {key} cannot inherit from itself.");
const IN_USE: Code = Code(
    409,
    "ATLAS_CUSTOM_ROLE_IN_USE_BY_ROLES",
    "The role {key} cannot be deleted while other roles inherit from it.",
);

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
    not_found: Code(404, "ATLAS_CUSTOM_ROLE_NOT_FOUND", "The custom role {key} does not exist."),
    conflict: Some(Code(409, "ATLAS_CUSTOM_ROLE_NAME_ALREADY_EXISTS", "A custom role named {key} already exists.")),
    limit: Some(limits::CUSTOM_ROLES),
    created: |setting, role| {
        let name = &role.key;
        let refusal = match () {
            () if name.starts_with("xgen-") => Some(RESERVED_NAME),
            () if !is_name(name) => Some(INVALID_NAME),
            () if inherits(role.body.get("inheritedRoles"), name) => Some(OF_ITSELF),
            () => None,
        };
        refusal.map_or(Ok(()), |refusal| Err(refusal.error(setting.call, name)))
    },
    changing: |setting, role, body| match inherits(body.get("inheritedRoles"), &role.key) {
        true => Err(OF_ITSELF.error(setting.call, &role.key)),
        false => Ok(()),
    },
    removing: |setting, role| {
        let mut others = setting.store.list("customDbRoles", setting.scope);
        match others.any(|other| inherits(other.body.get("inheritedRoles"), &role.key)) {
            true => Err(IN_USE.error(setting.call, &role.key)),
            false => Ok(None),
        }
    },
    events: ["MONGODB_ROLE_ADDED", "MONGODB_ROLE_UPDATED", "MONGODB_ROLE_DELETED"],
    ..Family::PLAIN
};

fn is_name(name: &str) -> bool {
    let is_word = |letter: char| letter.is_ascii_alphanumeric();
    name.starts_with(is_word) && name.chars().all(|letter| is_word(letter) || "-_".contains(letter))
}

fn inherits(roles: Option<&Value>, name: &str) -> bool {
    let roles = roles.and_then(Value::as_array).into_iter().flatten();
    roles.into_iter().any(|role| role["role"] == name)
}
