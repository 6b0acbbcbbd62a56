//! The roles of a user in the organization and in each of its projects.

use serde_json::{Value, json};

use crate::store::Resource;

pub(super) type Change = fn(&mut Vec<Value>, Value);

pub(super) fn add(roles: &mut Vec<Value>, role: Value) {
    if !roles.contains(&role) {
        roles.push(role);
    }
}

pub(super) fn remove(roles: &mut Vec<Value>, role: Value) {
    roles.retain(|other| *other != role);
}

/// Returns a list of roles with a change applied.
pub(super) fn changed(roles: Option<&Value>, change: Change, role: Value) -> Value {
    let mut roles = roles.and_then(Value::as_array).cloned().unwrap_or_default();
    change(&mut roles, role);
    roles.into()
}

/// Replaces one kind of a user's roles.
pub(in crate::resources) fn set_kind(user: &mut Resource, kind: &str, roles: Value) {
    match user.body.get_mut("roles") {
        Some(Value::Object(all)) => drop(all.insert(kind.to_owned(), roles)),
        _ => user.set("roles", json!({ kind: roles })),
    }
}

/// Returns the roles of a user in a project, if any.
pub(super) fn roles_in<'a>(user: &'a Resource, project: &str) -> Option<&'a Value> {
    let assignments = user.body.get("roles")?.get("groupRoleAssignments")?.as_array()?;
    assignments.iter().find(|assignment| assignment["groupId"] == project).map(|assignment| &assignment["groupRoles"])
}

/// Replaces the roles of a user in a project. `None` removes the user from the project.
pub(in crate::resources) fn assign(user: &mut Resource, project: &str, roles: Option<Value>) {
    let assignments = user.body.get("roles").and_then(|roles| roles.get("groupRoleAssignments"));
    let mut assignments = assignments.and_then(Value::as_array).cloned().unwrap_or_default();
    assignments.retain(|assignment| assignment["groupId"] != project);
    assignments.extend(roles.map(|roles| json!({ "groupId": project, "groupRoles": roles })));
    set_kind(user, "groupRoleAssignments", assignments.into());
}
