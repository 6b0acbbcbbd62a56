//! Users with roles in a project.

use serde_json::{Value, json};

use super::roles::{Change, add, assign, changed, remove, roles_in};
use super::views::{of_project, view_in_project};
use super::{IN_ORGANIZATIONS, initial, pending, remove_other_status, schedule_expiry};
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Lifecycle, ResourceKind, Times};
use crate::resources::{events, teams};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static IN_PROJECTS: ResourceKind = ResourceKind {
    name: "groupUsers",
    key: ("userId", "id"),
    operations: &[
        ("listGroupUsers", Action::Special(|store, call, _| list(store, call))),
        ("getGroupUser", Action::Special(|store, call, _| get(store, call))),
        ("addGroupUsers", Action::Special(invite)),
        ("removeGroupUser", Action::Special(|store, call, _| leave(store, call))),
        ("updateGroupUserRoles", Action::Special(|store, call, _| set_roles(store, call))),
        ("addGroupUserRole", Action::Special(|store, call, _| in_project(store, call, add))),
        ("removeGroupUserRole", Action::Special(|store, call, _| in_project(store, call, remove))),
    ],
    initial,
    lifecycle: Lifecycle { normalize: |_, user| remove_other_status(user), ..Lifecycle::NONE },
    not_found: codes::USER_NOT_FOUND,
    ..ResourceKind::PLAIN
};

/// Returns the organization of the project in the path. Users who were inserted into the project directly become
/// members of the organization first.
fn organization(store: &mut Store, call: &Call<'_>) -> Result<String, ApiError> {
    let project = call.path_parameter("groupId")?;
    let organization = store.get("groups", "", project).map(|project| project.text("orgId").to_owned());
    let organization = organization.unwrap_or_default();
    let inserted: Vec<_> = store.list(IN_PROJECTS.name, project).cloned().collect();
    for mut user in inserted {
        store.remove(IN_PROJECTS.name, project, &user.key);
        let roles = user.body.insert("roles".to_owned(), json!({ "orgRoles": ["ORG_MEMBER"] }));
        assign(&mut user, project, Some(roles.unwrap_or_else(|| json!([]))));
        store.put(IN_ORGANIZATIONS.name, Resource { scope: organization.clone(), ..user });
    }
    Ok(organization)
}

fn list(store: &mut Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let organization = organization(store, call)?;
    let flatten_teams = call.request.query.flag("flattenTeams", false)?;
    let include_org_users = call.request.query.flag("includeOrgUsers", false)?;
    let teams: Vec<_> = teams::in_project(store, project).filter(|_| flatten_teams).collect();
    let view = |user: &Resource| {
        let own = roles_in(user, project);
        let teams: Vec<_> = teams.iter().copied().filter(|team| teams::is_in(user, &team.key)).collect();
        let is_shown = own.is_some() || !teams.is_empty() || (include_org_users && sees_all_projects(user));
        is_shown.then(|| view_in_project(call, user, all_roles(own, &teams)))
    };
    Ok(store.list(IN_ORGANIZATIONS.name, &organization).filter_map(view).collect())
}

/// Returns the own roles of a user and those of teams, each once.
fn all_roles(own: Option<&Value>, teams: &[&Resource]) -> Value {
    let of_teams = teams.iter().filter_map(|team| team.body.get("roleNames")?.as_array()).flatten();
    of_teams.fold(own.cloned().unwrap_or_else(|| json!([])), |roles, role| changed(Some(&roles), add, role.clone()))
}

/// Returns whether the role of a user in the organization gives access to all of its projects.
fn sees_all_projects(user: &Resource) -> bool {
    let roles = user.body.get("roles").and_then(|roles| roles["orgRoles"].as_array());
    roles.is_some_and(|roles| roles.iter().any(|role| role == "ORG_OWNER" || role == "ORG_READ_ONLY"))
}

fn find<'a>(store: &'a mut Store, call: &Call<'_>) -> Result<&'a mut Resource, ApiError> {
    let (project, id) = (call.path_parameter("groupId")?, call.path_parameter("userId")?);
    let organization = organization(store, call)?;
    let user = store.get_mut(IN_ORGANIZATIONS.name, &organization, id);
    user.filter(|user| roles_in(user, project).is_some()).ok_or_else(|| codes::USER_NOT_FOUND.error(call, id))
}

fn get(store: &mut Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let user = find(store, call)?;
    Ok(of_project(call, user, call.path_parameter("groupId")?))
}

/// Gives a user roles in the project, and invites the user to its organization if necessary.
fn invite(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let scope = organization(store, call)?;
    let mut body = call.body(call.operation.validation())?;
    let roles = body.remove("roles").unwrap_or_else(|| json!([]));
    let name = body.get("username").and_then(Value::as_str).unwrap_or_default().to_owned();
    let known = store.list(IN_ORGANIZATIONS.name, &scope).find(|user| user.text("username") == name).cloned();
    let mut user = known.unwrap_or_else(|| {
        let id = store.new_id();
        let mut body = crate::serve::object(pending(&Context { store, call, times, scope: &scope }));
        body.extend([
            ("id".to_owned(), id.as_str().into()),
            ("roles".to_owned(), json!({ "orgRoles": ["ORG_MEMBER"] })),
            ("username".to_owned(), name.as_str().into()),
        ]);
        let mut user = Resource { scope: scope.clone(), key: id, body, scheduled: Vec::new() };
        schedule_expiry(&mut user, call.now);
        user
    });
    if roles_in(&user, project).is_some() {
        return Err(codes::USER_ALREADY_EXISTS.error(call, &name));
    }
    assign(&mut user, project, Some(roles));
    events::record(store, call, "INVITED_TO_GROUP", &user);
    let added = of_project(call, &user, project);
    store.put(IN_ORGANIZATIONS.name, user);
    Ok(added)
}

fn leave(store: &mut Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let user = find(store, call)?;
    assign(user, call.path_parameter("groupId")?, None);
    let user = user.clone();
    events::record(store, call, "REMOVED_FROM_GROUP", &user);
    Ok(Value::Null)
}

fn set_roles(store: &mut Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let mut body = call.body(call.operation.validation())?;
    let roles = body.remove("groupRoles").unwrap_or_else(|| json!([]));
    let user = find(store, call)?;
    assign(user, call.path_parameter("groupId")?, Some(roles.clone()));
    let user = user.clone();
    events::record(store, call, "USER_ROLES_CHANGED_AUDIT", &user);
    Ok(json!({ "groupRoles": roles }))
}

fn in_project(store: &mut Store, call: &Call<'_>, change: Change) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let role = call.body(call.operation.validation())?.remove("groupRole").unwrap_or_default();
    let user = find(store, call)?;
    let roles = changed(roles_in(user, project), change, role);
    assign(user, project, Some(roles));
    let user = user.clone();
    events::record(store, call, "USER_ROLES_CHANGED_AUDIT", &user);
    Ok(of_project(call, &user, project))
}

/// Removes the roles of all users in a deleted project.
pub(in crate::resources) fn remove_project_roles(store: &mut Store, project: &str) {
    let users: Vec<_> =
        store.all(IN_ORGANIZATIONS.name).filter(|user| roles_in(user, project).is_some()).cloned().collect();
    for mut user in users {
        assign(&mut user, project, None);
        store.put(IN_ORGANIZATIONS.name, user);
    }
}
