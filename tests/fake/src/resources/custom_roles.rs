//! Custom database roles of a project.

use serde_json::Value;

use super::{clusters, database_users, limits};
use crate::error::codes;
use crate::resource_kind::{Action, Events, Lifecycle, ResourceKind, Rules};

pub(super) static KINDS: &[&ResourceKind] = &[&CUSTOM_ROLES];

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
    not_found: codes::ATLAS_CUSTOM_ROLE_NOT_FOUND,
    conflict: Some(codes::ATLAS_CUSTOM_ROLE_NAME_ALREADY_EXISTS),
    limit: Some(limits::CUSTOM_ROLES),
    rules: Rules {
        create: |context, role| {
            let name = &role.key;
            let refusal = match () {
                () if name.starts_with("xgen-") => Some(codes::ATLAS_RESERVED_CUSTOM_ROLE_RESTRICTED),
                () if !is_valid_name(name) => Some(codes::ATLAS_CUSTOM_ROLE_INVALID_NAME),
                () if inherits(role.body.get("inheritedRoles"), name) => {
                    Some(codes::ATLAS_INVALID_CUSTOM_ROLE_SELF_REFERENTIAL)
                }
                () => None,
            };
            refusal.map_or(Ok(()), |refusal| Err(refusal.error(context.call, name)))
        },
        update: |context, role, body| match inherits(body.get("inheritedRoles"), &role.key) {
            true => Err(codes::ATLAS_INVALID_CUSTOM_ROLE_SELF_REFERENTIAL.error(context.call, &role.key)),
            false => Ok(()),
        },
        delete: |context, role| {
            let mut others = context.store.list("customDbRoles", context.scope);
            if others.any(|other| inherits(other.body.get("inheritedRoles"), &role.key)) {
                return Err(codes::ATLAS_CUSTOM_ROLE_IN_USE_BY_ROLES.error(context.call, &role.key));
            }
            let users = database_users::with_only_role(context.store, context.scope, &role.key);
            if users.is_empty() {
                return Ok(None);
            }
            let users = users.join(", ");
            Err(codes::ATLAS_CUSTOM_ROLE_IN_USE_BY_USERS.of(&[&role.key, &users]).with_parameters([users]))
        },
        ..Rules::NONE
    },
    lifecycle: Lifecycle {
        after_create: clusters::apply_later,
        after_delete: clusters::apply_later,
        ..Lifecycle::NONE
    },
    events: Events {
        create: "MONGODB_ROLE_ADDED",
        update: "MONGODB_ROLE_UPDATED",
        delete: "MONGODB_ROLE_DELETED",
        ..Events::NONE
    },
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
