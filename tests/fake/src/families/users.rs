//! The people of organizations and projects.

use serde_json::{Value, json};

use super::teams;
use crate::error::ApiError;
use crate::family::{Action, Code, Family, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static FAMILIES: &[&Family] = &[&IN_ORGANIZATIONS, &IN_PROJECTS];

const NOT_FOUND: Code = Code(404, "USER_NOT_FOUND", "No user with ID {key} exists.");

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
        ("addOrgUserRole", Action::Special(|store, call, _| add_role(store, call, &IN_ORGANIZATIONS))),
        ("removeOrgUserRole", Action::Special(|store, call, _| remove_role(store, call, &IN_ORGANIZATIONS))),
    ],
    initial: |setting| json!({ "orgMembershipStatus": "PENDING", "invitationCreatedAt": setting.call.timestamp(), "teamIds": [] }),
    not_found: NOT_FOUND,
    created: |setting, user| {
        let teams = user.body.get("teamIds").and_then(Value::as_array).into_iter().flatten();
        teams.filter_map(Value::as_str).try_for_each(|id| teams::check(setting, id))
    },
    ..Family::PLAIN
};

static IN_PROJECTS: Family = Family {
    name: "groupUsers",
    key: ("userId", "id"),
    operations: &[
        ("listGroupUsers", Action::List),
        ("getGroupUser", Action::Get),
        ("addGroupUsers", Action::Create),
        ("removeGroupUser", Action::Delete),
        ("updateGroupUserRoles", Action::Special(set_roles)),
        ("addGroupUserRole", Action::Special(|store, call, _| add_role(store, call, &IN_PROJECTS))),
        ("removeGroupUserRole", Action::Special(|store, call, _| remove_role(store, call, &IN_PROJECTS))),
    ],
    initial: |setting| json!({ "orgMembershipStatus": "PENDING", "invitationCreatedAt": setting.call.timestamp() }),
    not_found: NOT_FOUND,
    ..Family::PLAIN
};

/// The list of roles in a user's body: in an organization it stands among the roles in projects.
fn roles<'a>(body: &'a mut serde_json::Map<String, Value>, family: &Family) -> &'a mut Value {
    let roles = body.entry("roles").or_insert(Value::Null);
    if family.name == "orgUsers" { &mut roles["orgRoles"] } else { roles }
}

fn role(call: &Call<'_>) -> Result<Value, ApiError> {
    let body = call.body(call.operation.extent())?;
    Ok(body.get("orgRole").or(body.get("groupRole")).cloned().unwrap_or_default())
}

fn add_role(store: &mut Store, call: &Call<'_>, family: &Family) -> Result<Value, ApiError> {
    let role = role(call)?;
    let user = family.find_mut(store, call)?;
    match roles(&mut user.body, family) {
        Value::Array(roles) if roles.contains(&role) => {}
        Value::Array(roles) => roles.push(role),
        none => *none = json!([role]),
    }
    Ok(user.body.clone().into())
}

fn remove_role(store: &mut Store, call: &Call<'_>, family: &Family) -> Result<Value, ApiError> {
    let role = role(call)?;
    let user = family.find_mut(store, call)?;
    if let Value::Array(roles) = roles(&mut user.body, family) {
        roles.retain(|other| *other != role);
    }
    Ok(user.body.clone().into())
}

fn set_roles(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let body = call.body(call.operation.extent())?;
    let user = IN_PROJECTS.find_mut(store, call)?;
    let roles = body.get("groupRoles").cloned().unwrap_or_else(|| json!([]));
    user.set("roles", roles.clone());
    Ok(json!({ "groupRoles": roles }))
}
