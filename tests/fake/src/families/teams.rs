//! Teams of organizations, and which of them have roles in a project.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::family::{Action, Code, Family, Setting, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&TEAMS, &IN_PROJECTS];

const NOT_FOUND: Code = Code(404, "TEAM_NOT_FOUND", "Cannot find team {key}.");
const NOT_IN_PROJECT: Code = Code(404, "TEAM_NOT_FOUND", "Cannot find team {key} in group {groupId}.");

static TEAMS: Family = Family {
    name: "teams",
    scope: &["orgId"],
    key: ("teamId", "id"),
    operations: &[
        ("listOrgTeams", Action::List),
        ("getOrgTeam", Action::Get),
        ("createOrgTeam", Action::Create),
        ("renameOrgTeam", Action::Update),
        ("deleteOrgTeam", Action::Delete),
        ("getOrgTeamByName", Action::Special(by_name)),
        ("listOrgTeamUsers", Action::Special(|store, call, _| members(store, call))),
        ("addOrgTeamUser", Action::Special(|store, call, _| one(call, join(store, call)?))),
        ("addOrgTeamUsers", Action::Special(add)),
        ("removeOrgTeamUser", Action::Special(|store, call, _| one(call, leave(store, call)?))),
        ("removeOrgTeamUserFromTeam", Action::Special(|store, call, _| leave(store, call).map(|_| Value::Null))),
    ],
    not_found: NOT_FOUND,
    ..Family::PLAIN
};

static IN_PROJECTS: Family = Family {
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
    not_found: NOT_IN_PROJECT,
    created: |setting, team| check(setting, &team.key),
    ..Family::PLAIN
};

/// Refuses a team that is not there.
pub(super) fn check(setting: &Setting<'_>, id: &str) -> Result<(), ApiError> {
    let is_there = setting.store.all("teams").any(|team| team.key == id);
    if is_there { Ok(()) } else { Err(NOT_FOUND.error(setting.call, id)) }
}

fn by_name(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let name = call.path_parameter("teamName")?;
    let found = store.list("teams", call.path_parameter("orgId")?).find(|team| team.text("name") == name);
    found.map(|team| team.body.clone().into()).ok_or_else(|| NOT_FOUND.error(call, name))
}

const NO_SUCH_USER: Code = Code(404, "USER_NOT_FOUND", "No user with ID {key} exists.");

/// The people that a team has.
fn members(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let team = &TEAMS.find(store, call)?.key;
    let is_in = |user: &&Resource| {
        user.body.get("teamIds").and_then(Value::as_array).is_some_and(|ids| ids.contains(&json!(team)))
    };
    Ok(store.list("orgUsers", &TEAMS.scope_of(call)).filter(is_in).map(|user| user.body.clone()).collect())
}

/// The ids in a body, one or a list of them, or in the path.
fn ids(call: &Call<'_>) -> Result<Vec<String>, ApiError> {
    if let Some(id) = call.parameter("userId") {
        return Ok(vec![id.to_owned()]);
    }
    let id = |user: &Value| user["id"].as_str().unwrap_or_default().to_owned();
    Ok(match call.value(call.operation.extent())? {
        Value::Array(users) => users.iter().map(id).collect(),
        user => vec![id(&user)],
    })
}

/// Changes the teams of each person that the request names.
fn each(store: &mut Store, call: &Call<'_>, change: fn(&mut Vec<Value>, Value)) -> Result<Vec<Value>, ApiError> {
    let team = json!(TEAMS.find(store, call)?.key);
    let scope = TEAMS.scope_of(call);
    let mut changed = Vec::new();
    for id in ids(call)? {
        let user = store.get_mut("orgUsers", &scope, &id).ok_or_else(|| NO_SUCH_USER.error(call, &id))?;
        let mut teams = user.body.get("teamIds").and_then(Value::as_array).cloned().unwrap_or_default();
        teams.retain(|other| *other != team);
        change(&mut teams, team.clone());
        user.set("teamIds", teams);
        changed.push(user.body.clone().into());
    }
    Ok(changed)
}

fn join(store: &mut Store, call: &Call<'_>) -> Result<Vec<Value>, ApiError> {
    each(store, call, |teams, team| teams.push(team))
}

fn leave(store: &mut Store, call: &Call<'_>) -> Result<Vec<Value>, ApiError> {
    each(store, call, |_, _| {})
}

fn one(call: &Call<'_>, users: Vec<Value>) -> Result<Value, ApiError> {
    users.into_iter().next().ok_or_else(|| NO_SUCH_USER.error(call, ""))
}

fn add(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    join(store, call)?;
    members(store, call)
}
