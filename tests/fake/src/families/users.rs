//! The people of organizations, and those of them who have roles in a project.
//!
//! A person belongs to an organization, and has roles in its projects there. The people of a project are those who have
//! any in it.

use chrono::{NaiveDate, TimeDelta};
use serde_json::{Map, Value, json};

use super::events;
use crate::error::ApiError;
use crate::family::{Action, Code, Family, Setting, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&IN_ORGANIZATIONS, &IN_PROJECTS];

const NOT_FOUND: Code = Code(404, "USER_NOT_FOUND", "No user with ID {key} exists.");
const ALREADY_THERE: Code = Code(409, "USER_ALREADY_EXISTS", "A user with username {key} already exists.");

static IN_ORGANIZATIONS: Family = Family {
    name: "orgUsers",
    scope: &["orgId"],
    key: ("userId", "id"),
    operations: &[
        ("listOrgUsers", Action::List),
        ("getOrgUser", Action::Get),
        ("createOrgUser", Action::Create),
        ("updateOrgUser", Action::Update),
        ("removeOrgUser", Action::Delete),
        ("addOrgUserRole", Action::Special(|store, call, _| in_organization(store, call, add))),
        ("removeOrgUserRole", Action::Special(|store, call, _| in_organization(store, call, remove))),
    ],
    initial: pending,
    not_found: NOT_FOUND,
    changing: |_, user, body| {
        // Roles are replaced by kind: who says those in the organization says nothing of those in projects.
        if let Some(Value::Object(roles)) = body.remove("roles") {
            for (kind, roles) in roles.into_iter().filter(|(_, roles)| !roles.is_null()) {
                set_kind(user, &kind, roles);
            }
        }
        Ok(())
    },
    events: ["INVITED_TO_ORG", "", "REMOVED_FROM_ORG"],
    noted: |before, after| {
        if before.body.get("roles") == after.body.get("roles") { vec![] } else { vec!["USER_ROLES_CHANGED_AUDIT"] }
    },
    view: Some(|call, user| Ok(seen(call, user))),
    ..Family::PLAIN
};

static IN_PROJECTS: Family = Family {
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
    initial: pending,
    not_found: NOT_FOUND,
    ..Family::PLAIN
};

/// Who is invited has yet to come.
fn pending(setting: &Setting<'_>) -> Value {
    json!({
        "orgMembershipStatus": "PENDING",
        "invitationCreatedAt": setting.call.timestamp(),
        "invitationExpiresAt": setting.call.timestamp_in(TimeDelta::days(30)),
        "inviterUsername": setting.call.sender.name(),
        "teamIds": [],
    })
}

type Change = fn(&mut Vec<Value>, Value);

fn add(roles: &mut Vec<Value>, role: Value) {
    if !roles.contains(&role) {
        roles.push(role);
    }
}

fn remove(roles: &mut Vec<Value>, role: Value) {
    roles.retain(|other| *other != role);
}

/// A list of roles with a change made to it.
fn changed(roles: Option<&Value>, change: Change, role: Value) -> Value {
    let mut roles = roles.and_then(Value::as_array).cloned().unwrap_or_default();
    change(&mut roles, role);
    roles.into()
}

/// Puts one kind of roles in the place of those that a person has.
fn set_kind(user: &mut Resource, kind: &str, roles: Value) {
    match user.body.get_mut("roles") {
        Some(Value::Object(all)) => drop(all.insert(kind.to_owned(), roles)),
        _ => user.set("roles", json!({ kind: roles })),
    }
}

/// The roles of a person in a project, if there are any.
fn roles_in<'a>(user: &'a Resource, project: &str) -> Option<&'a Value> {
    let assignments = user.body.get("roles")?.get("groupRoleAssignments")?.as_array()?;
    assignments.iter().find(|assignment| assignment["groupId"] == project).map(|assignment| &assignment["groupRoles"])
}

/// Puts roles in the place of those that a person has in a project; none takes the person out of it.
fn assign(user: &mut Resource, project: &str, roles: Option<Value>) {
    let assignments = user.body.get("roles").and_then(|roles| roles.get("groupRoleAssignments"));
    let mut assignments = assignments.and_then(Value::as_array).cloned().unwrap_or_default();
    assignments.retain(|assignment| assignment["groupId"] != project);
    assignments.extend(roles.map(|roles| json!({ "groupId": project, "groupRoles": roles })));
    set_kind(user, "groupRoleAssignments", assignments.into());
}

/// Whether the answer's version has a person's roles in one list.
fn has_one_list(call: &Call<'_>) -> bool {
    call.media_type.date() < NaiveDate::from_ymd_opt(2025, 2, 19)
}

/// A person as the answer's version has them: before 2025-02-19 with all their roles in one list.
pub(super) fn seen(call: &Call<'_>, user: &Resource) -> Map<String, Value> {
    let mut body = user.body.clone();
    if has_one_list(call) {
        body.insert("roles".to_owned(), listed(user).into());
        body.entry("emailAddress").or_insert_with(|| user.text("username").into());
    }
    body
}

/// All roles of a person, each with what it is in.
fn listed(user: &Resource) -> Vec<Value> {
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

/// A person as the project knows them.
fn shown(call: &Call<'_>, user: &Resource, project: &str) -> Option<Value> {
    let roles = roles_in(user, project)?.clone();
    let mut body = seen(call, user);
    if !has_one_list(call) {
        body.insert("roles".to_owned(), roles);
    }
    Some(body.into())
}

/// The organization of the project that the path names. Whoever was put into the project from outside becomes one of its
/// people, like all others.
fn organization(store: &mut Store, call: &Call<'_>) -> Result<String, ApiError> {
    let project = call.path_parameter("groupId")?;
    let organization = store.get("groups", "", project).map(|project| project.text("orgId").to_owned());
    let organization = organization.unwrap_or_default();
    let strangers: Vec<_> = store.list(IN_PROJECTS.name, project).cloned().collect();
    for mut user in strangers {
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
    Ok(store.list(IN_ORGANIZATIONS.name, &organization).filter_map(|user| shown(call, user, project)).collect())
}

fn find<'a>(store: &'a mut Store, call: &Call<'_>) -> Result<&'a mut Resource, ApiError> {
    let (project, id) = (call.path_parameter("groupId")?, call.path_parameter("userId")?);
    let organization = organization(store, call)?;
    let user = store.get_mut(IN_ORGANIZATIONS.name, &organization, id);
    user.filter(|user| roles_in(user, project).is_some()).ok_or_else(|| NOT_FOUND.error(call, id))
}

fn get(store: &mut Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let user = find(store, call)?;
    Ok(shown(call, user, call.path_parameter("groupId")?).unwrap_or_default())
}

/// Gives a person roles in the project, who is invited into its organization if they are not of it.
fn invite(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let scope = organization(store, call)?;
    let mut body = call.body(call.operation.extent())?;
    let roles = body.remove("roles").unwrap_or_else(|| json!([]));
    let name = body.get("username").and_then(Value::as_str).unwrap_or_default().to_owned();
    let known = store.list(IN_ORGANIZATIONS.name, &scope).find(|user| user.text("username") == name).cloned();
    let mut user = known.unwrap_or_else(|| {
        let id = store.new_id();
        let mut body = crate::serve::object(pending(&Setting { store, call, times, scope: &scope }));
        body.extend([
            ("id".to_owned(), id.as_str().into()),
            ("roles".to_owned(), json!({ "orgRoles": ["ORG_MEMBER"] })),
            ("username".to_owned(), name.as_str().into()),
        ]);
        Resource { scope: scope.clone(), key: id, body, later: Vec::new() }
    });
    if roles_in(&user, project).is_some() {
        return Err(ALREADY_THERE.error(call, &name));
    }
    assign(&mut user, project, Some(roles));
    events::record(store, call, "INVITED_TO_GROUP", &user);
    let said = shown(call, &user, project).unwrap_or_default();
    store.put(IN_ORGANIZATIONS.name, user);
    Ok(said)
}

fn leave(store: &mut Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let user = find(store, call)?;
    assign(user, call.path_parameter("groupId")?, None);
    let user = user.clone();
    events::record(store, call, "REMOVED_FROM_GROUP", &user);
    Ok(Value::Null)
}

fn set_roles(store: &mut Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let mut body = call.body(call.operation.extent())?;
    let roles = body.remove("groupRoles").unwrap_or_else(|| json!([]));
    let user = find(store, call)?;
    assign(user, call.path_parameter("groupId")?, Some(roles.clone()));
    let user = user.clone();
    events::record(store, call, "USER_ROLES_CHANGED_AUDIT", &user);
    Ok(json!({ "groupRoles": roles }))
}

fn in_project(store: &mut Store, call: &Call<'_>, change: Change) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let role = call.body(call.operation.extent())?.remove("groupRole").unwrap_or_default();
    let user = find(store, call)?;
    let roles = changed(roles_in(user, project), change, role);
    assign(user, project, Some(roles));
    let user = user.clone();
    events::record(store, call, "USER_ROLES_CHANGED_AUDIT", &user);
    Ok(shown(call, &user, project).unwrap_or_default())
}

fn in_organization(store: &mut Store, call: &Call<'_>, change: Change) -> Result<Value, ApiError> {
    let role = call.body(call.operation.extent())?.remove("orgRole").unwrap_or_default();
    let user = IN_ORGANIZATIONS.find_mut(store, call)?;
    let roles = changed(user.body.get("roles").and_then(|roles| roles.get("orgRoles")), change, role);
    set_kind(user, "orgRoles", roles);
    let user = user.clone();
    events::record(store, call, "USER_ROLES_CHANGED_AUDIT", &user);
    Ok(user.body.into())
}

/// Takes everybody's roles in a project that is no more.
pub(super) fn forget_project(store: &mut Store, project: &str) {
    let users: Vec<_> =
        store.all(IN_ORGANIZATIONS.name).filter(|user| roles_in(user, project).is_some()).cloned().collect();
    for mut user in users {
        assign(&mut user, project, None);
        store.put(IN_ORGANIZATIONS.name, user);
    }
}
