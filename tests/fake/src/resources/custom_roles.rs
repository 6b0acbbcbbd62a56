//! Custom database roles of a project.

use serde_json::Value;

use super::{database_users, limits};
use crate::error::ApiError;
use crate::resource_kind::{Action, ErrorSpec, ResourceKind};

pub(super) static KINDS: &[&ResourceKind] = &[&CUSTOM_ROLES];

const INVALID_NAME: ErrorSpec = ErrorSpec(
    400,
    "ATLAS_CUSTOM_ROLE_INVALID_NAME",
    "The role name \"{key}\" may contain only letters, digits, hyphens and underscores, and must begin with a \
     letter or a digit.",
);
const RESERVED_NAME: ErrorSpec = ErrorSpec(
    400,
    "ATLAS_RESERVED_CUSTOM_ROLE_RESTRICTED",
    "The role {key} cannot be created: names that begin with xgen- are reserved.",
);
const INHERITS_FROM_ITSELF: ErrorSpec =
    ErrorSpec(400, "ATLAS_INVALID_CUSTOM_ROLE_SELF_REFERENTIAL", "The role {key} cannot inherit from itself.");
const IN_USE: ErrorSpec = ErrorSpec(
    409,
    "ATLAS_CUSTOM_ROLE_IN_USE_BY_ROLES",
    "The role {key} cannot be deleted while other roles inherit from it.",
);

static CUSTOM_ROLES: ResourceKind = ResourceKind {
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
    not_found: ErrorSpec(404, "ATLAS_CUSTOM_ROLE_NOT_FOUND", "The custom role {key} does not exist."),
    conflict: Some(ErrorSpec(
        409,
        "ATLAS_CUSTOM_ROLE_NAME_ALREADY_EXISTS",
        "A custom role named {key} already exists.",
    )),
    limit: Some(limits::CUSTOM_ROLES),
    validate_create: |context, role| {
        let name = &role.key;
        let refusal = match () {
            () if name.starts_with("xgen-") => Some(RESERVED_NAME),
            () if !is_valid_name(name) => Some(INVALID_NAME),
            () if inherits(role.body.get("inheritedRoles"), name) => Some(INHERITS_FROM_ITSELF),
            () => None,
        };
        refusal.map_or(Ok(()), |refusal| Err(refusal.error(context.call, name)))
    },
    validate_update: |context, role, body| match inherits(body.get("inheritedRoles"), &role.key) {
        true => Err(INHERITS_FROM_ITSELF.error(context.call, &role.key)),
        false => Ok(()),
    },
    validate_delete: |context, role| {
        let mut others = context.store.list("customDbRoles", context.scope);
        if others.any(|other| inherits(other.body.get("inheritedRoles"), &role.key)) {
            return Err(IN_USE.error(context.call, &role.key));
        }
        let users = database_users::with_only_role(context.store, context.scope, &role.key);
        if users.is_empty() { Ok(None) } else { Err(ApiError::role_in_use(&role.key, &users.join(", "))) }
    },
    events: ["MONGODB_ROLE_ADDED", "MONGODB_ROLE_UPDATED", "MONGODB_ROLE_DELETED"],
    ..ResourceKind::PLAIN
};

fn is_valid_name(name: &str) -> bool {
    let is_word = |letter: char| letter.is_ascii_alphanumeric();
    name.starts_with(is_word) && name.chars().all(|letter| is_word(letter) || "-_".contains(letter))
}

fn inherits(roles: Option<&Value>, name: &str) -> bool {
    let roles = roles.and_then(Value::as_array).into_iter().flatten();
    roles.into_iter().any(|role| role["role"] == name)
}
