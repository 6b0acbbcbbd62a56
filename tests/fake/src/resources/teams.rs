//! Teams of an organization, and their roles in projects.

use serde_json::{Map, Value, json};

use super::{events, users};
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&TEAMS, &IN_PROJECTS];

static TEAMS: ResourceKind = ResourceKind {
    name: "teams",
    scope: &["orgId"],
    key: ("teamId", "id"),
    operations: &[
        ("listOrgTeams", Action::List),
        ("getOrgTeam", Action::Get),
        ("createOrgTeam", Action::Special(create)),
        ("renameOrgTeam", Action::Update),
        ("deleteOrgTeam", Action::Special(delete)),
        ("getOrgTeamByName", Action::Special(by_name)),
        ("listOrgTeamUsers", Action::Special(|store, call, _| members(store, call))),
        ("addOrgTeamUser", Action::Special(|store, call, _| first(call, add_users(store, call)?))),
        ("addOrgTeamUsers", Action::Special(add)),
        ("removeOrgTeamUser", Action::Special(|store, call, _| first(call, remove_users(store, call)?))),
        ("removeOrgTeamUserFromTeam", Action::Special(|store, call, _| remove_users(store, call).map(|_| Value::Null))),
    ],
    not_found: codes::TEAM_NOT_FOUND,
    rules: Rules {
        update: |context, team, body| match body.get("name").and_then(Value::as_str) {
            Some(name) if name != team.text("name") => check_name_is_free(context, name),
            _ => Ok(()),
        },
        ..Rules::NONE
    },
    events: Events { update: "TEAM_NAME_CHANGED", ..Events::NONE },
    ..ResourceKind::PLAIN
};

static IN_PROJECTS: ResourceKind = ResourceKind {
    name: "groupTeams",
    key: ("teamId", "teamId"),
    id: None,
    operations: &[
        ("listGroupTeams", Action::List),
        ("getGroupTeam", Action::Get),
        ("addGroupTeams", Action::CreateEach),
        ("updateGroupTeam", Action::Update),
        ("removeGroupTeam", Action::Delete),
    ],
    not_found: codes::TEAM_NOT_IN_GROUP,
    conflict: Some(codes::TEAM_EXISTS_IN_GROUP),
    rules: Rules { create: |context, team| check(context, &team.key), ..Rules::NONE },
    events: Events {
        create: "TEAM_ADDED_TO_GROUP",
        update: "TEAM_ROLES_MODIFIED",
        delete: "TEAM_REMOVED_FROM_GROUP",
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

/// Returns the teams that are assigned to a project, each with its roles there.
pub(super) fn in_project<'s>(store: &'s Store, project: &str) -> impl Iterator<Item = &'s Resource> + use<'s> {
    store.list(IN_PROJECTS.name, project)
}

/// Rejects a team that does not exist.
pub(super) fn check(context: &Context<'_>, id: &str) -> Result<(), ApiError> {
    let is_there = context.store.all("teams").any(|team| team.key == id);
    if is_there { Ok(()) } else { Err(codes::TEAM_NOT_FOUND.error(context.call, id)) }
}

/// Rejects a body with a team that does not exist.
pub(super) fn check_named(context: &Context<'_>, body: &Map<String, Value>) -> Result<(), ApiError> {
    let mut ids = body.get("teamIds").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    ids.try_for_each(|id| check(context, id))
}

fn check_name_is_free(context: &Context<'_>, name: &str) -> Result<(), ApiError> {
    let taken = context.store.list("teams", context.scope).any(|team| team.text("name") == name);
    if taken { Err(codes::TEAM_NAME_NOT_AVAILABLE.error(context.call, name)) } else { Ok(()) }
}

/// Creates a team of those users in the body who belong to the organization.
fn create(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let scope = TEAMS.scope_of(call);
    let mut body = call.body(call.operation.validation())?;
    let name = body.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    check_name_is_free(&Context { store, call, times, scope: &scope }, &name)?;
    let id = store.new_id();
    body.insert("id".to_owned(), id.as_str().into());
    let usernames = body.remove("usernames").unwrap_or_default();
    let named =
        |user: &&Resource| usernames.as_array().is_some_and(|names| names.contains(&json!(user.text("username"))));
    let members: Vec<_> = store.list("orgUsers", &scope).filter(named).map(|user| user.key.clone()).collect();
    let team = Resource { scope: scope.clone(), key: id.clone(), body: body.clone(), scheduled: Vec::new() };
    events::record(store, call, "TEAM_CREATED", &team);
    store.put(TEAMS.name, team);
    for user in members {
        change_teams(store, call, &scope, &user, |teams| teams.push(json!(id)))?;
    }
    body.insert("usernames".to_owned(), usernames);
    Ok(body.into())
}

/// Deletes a team and removes it from its users. Rejects a team that is assigned to a project.
fn delete(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let team = TEAMS.find(store, call)?.clone();
    if store.all(IN_PROJECTS.name).any(|assigned| assigned.key == team.key) {
        return Err(codes::CANNOT_DELETE_TEAM_ASSIGNED_TO_PROJECT.error(call, &team.key));
    }
    let users: Vec<_> = store.list("orgUsers", &team.scope).map(|user| user.key.clone()).collect();
    for user in users {
        change_teams(store, call, &team.scope, &user, |teams| teams.retain(|other| *other != json!(team.key)))?;
    }
    events::record(store, call, "TEAM_DELETED", &team);
    store.remove_recursively(TEAMS.name, &team.scope, &team.key);
    Ok(Value::Null)
}

fn by_name(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let name = call.path_parameter("teamName")?;
    let found = store.list("teams", call.path_parameter("orgId")?).find(|team| team.text("name") == name);
    found.map(|team| team.body.clone().into()).ok_or_else(|| codes::TEAM_NAME_NOT_FOUND.error(call, name))
}

pub(super) fn is_in(user: &Resource, team: &str) -> bool {
    user.body.get("teamIds").and_then(Value::as_array).is_some_and(|ids| ids.contains(&json!(team)))
}

/// Lists the users of a team.
fn members(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let team = &TEAMS.find(store, call)?.key;
    let members = store.list("orgUsers", &TEAMS.scope_of(call)).filter(|user| is_in(user, team));
    Ok(members.map(|user| users::view(call, user)).collect())
}

/// Returns the user ID in the path, or else the one or more IDs in the body.
fn ids(call: &Call<'_>) -> Result<Vec<String>, ApiError> {
    if let Some(id) = call.parameter("userId") {
        return Ok(vec![id.to_owned()]);
    }
    let id = |user: &Value| user["id"].as_str().unwrap_or_default().to_owned();
    Ok(match call.value(call.operation.validation())? {
        Value::Array(users) => users.iter().map(id).collect(),
        user => vec![id(&user)],
    })
}

/// Changes the teams of a user.
fn change_teams(
    store: &mut Store,
    call: &Call<'_>,
    organization: &str,
    user: &str,
    change: impl FnOnce(&mut Vec<Value>),
) -> Result<Resource, ApiError> {
    let user = store.get_mut("orgUsers", organization, user).ok_or_else(|| codes::USER_NOT_FOUND.error(call, user))?;
    let mut teams = user.body.get("teamIds").and_then(Value::as_array).cloned().unwrap_or_default();
    change(&mut teams);
    user.set("teamIds", teams);
    Ok(user.clone())
}

/// Returns the team in the path, and the users in the request.
fn team_and_users(store: &Store, call: &Call<'_>) -> Result<(Resource, Vec<Resource>), ApiError> {
    let team = TEAMS.find(store, call)?.clone();
    let found = ids(call)?.into_iter().map(|id| {
        store.get("orgUsers", &team.scope, &id).cloned().ok_or_else(|| codes::USER_NOT_FOUND.error(call, &id))
    });
    let users = found.collect::<Result<_, _>>()?;
    Ok((team, users))
}

fn event_subject(team: &Resource, user: &Resource) -> Resource {
    let body = Map::from_iter([
        ("teamId".to_owned(), team.key.as_str().into()),
        ("username".to_owned(), user.text("username").into()),
    ]);
    Resource { body, ..Resource::default() }
}

fn add_users(store: &mut Store, call: &Call<'_>) -> Result<Vec<Value>, ApiError> {
    let (team, users) = team_and_users(store, call)?;
    if let Some(user) = users.iter().find(|user| is_in(user, &team.key)) {
        return Err(codes::USER_ALREADY_IN_TEAM.error(call, &user.key));
    }
    let mut joined = Vec::new();
    for user in users {
        let user = change_teams(store, call, &team.scope, &user.key, |teams| teams.push(json!(team.key)))?;
        events::record(store, call, "JOINED_TEAM", &event_subject(&team, &user));
        joined.push(user.body.into());
    }
    Ok(joined)
}

fn remove_users(store: &mut Store, call: &Call<'_>) -> Result<Vec<Value>, ApiError> {
    let (team, users) = team_and_users(store, call)?;
    let mut left = Vec::new();
    for user in users {
        let user =
            change_teams(store, call, &team.scope, &user.key, |teams| teams.retain(|other| *other != json!(team.key)))?;
        events::record(store, call, "REMOVED_FROM_TEAM", &event_subject(&team, &user));
        left.push(user.body.into());
    }
    Ok(left)
}

fn first(call: &Call<'_>, users: Vec<Value>) -> Result<Value, ApiError> {
    users.into_iter().next().ok_or_else(|| codes::USER_NOT_FOUND.error(call, ""))
}

fn add(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    add_users(store, call)?;
    members(store, call)
}
