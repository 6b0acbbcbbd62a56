//! Teams of organizations, and which of them have roles in a project.

use serde_json::Value;

use crate::error::ApiError;
use crate::family::{Action, Code, Family, Times};
use crate::state::Call;
use crate::store::Store;

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
    created: |setting, team| {
        let known = setting.store.all("teams").any(|known| known.key == team.key);
        if known { Ok(()) } else { Err(NOT_FOUND.error(setting.call, &team.key)) }
    },
    ..Family::PLAIN
};

fn by_name(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let name = call.path_parameter("teamName")?;
    let found = store.list("teams", call.path_parameter("orgId")?).find(|team| team.text("name") == name);
    found.map(|team| team.body.clone().into()).ok_or_else(|| NOT_FOUND.error(call, name))
}
