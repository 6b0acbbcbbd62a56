//! Conversion of users to the versions of the API, for organizations and for projects.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::roles::roles_in;
use crate::state::Call;
use crate::store::Resource;

/// Returns whether the response's version has a user's roles in one list.
fn has_one_list(call: &Call<'_>) -> bool {
    call.media_type.date() < NaiveDate::from_ymd_opt(2025, 2, 19)
}

/// Returns a user in the form of the response's version: before 2025-02-19 with all roles in one list.
pub(in crate::resources) fn view(call: &Call<'_>, user: &Resource) -> Map<String, Value> {
    let mut body = user.body.clone();
    if has_one_list(call) {
        body.insert("roles".to_owned(), roles_as_list(user).into());
        body.entry("emailAddress").or_insert_with(|| user.text("username").into());
    }
    body
}

/// Returns all roles of a user, each with its organization or project.
fn roles_as_list(user: &Resource) -> Vec<Value> {
    let none = Vec::new();
    let roles = |value: &Value| value.as_array().unwrap_or(&none).clone();
    let all = user.body.get("roles").cloned().unwrap_or_default();
    let of_organization =
        roles(&all["orgRoles"]).into_iter().map(|role| json!({ "orgId": user.scope, "roleName": role }));
    let of_projects = roles(&all["groupRoleAssignments"]).into_iter().flat_map(|assignment| {
        let project = assignment["groupId"].clone();
        let named = roles(&assignment["groupRoles"]).into_iter();
        named.map(|role| json!({ "groupId": project, "roleName": role })).collect::<Vec<_>>()
    });
    of_organization.chain(of_projects).collect()
}

/// Returns a user with the own roles in a project.
pub(super) fn of_project(call: &Call<'_>, user: &Resource, project: &str) -> Value {
    view_in_project(call, user, roles_in(user, project).cloned().unwrap_or_default())
}

/// Returns a user with these roles in a project.
pub(super) fn view_in_project(call: &Call<'_>, user: &Resource, roles: Value) -> Value {
    let mut body = view(call, user);
    if !has_one_list(call) {
        body.insert("roles".to_owned(), roles);
    }
    body.into()
}
