//! Giving a team of a project other roles.

use crate::{
    Atlas, Error, Page,
    model::TeamRole,
    page::{self, PageRequest},
    specs::TeamRolesSpec,
};

/// A request to give a team other roles; made by [`ProjectTeams::change_roles`](super::ProjectTeams::change_roles).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct ChangeProjectTeamRoles {
    pub(super) atlas: Atlas,
    pub(super) team: TeamRolesSpec,
}

impl ChangeProjectTeamRoles {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`ProjectTeams::change_roles`](super::ProjectTeams::change_roles) says.
    pub async fn send(self) -> Result<Page<TeamRole>, Error> {
        let (team, body) = self.team.into_parts()?;
        let operation = self.atlas.low().teams().update_group_team().group_id(self.atlas.project_id());
        let answer = operation.team_id(team).body(body).send().await.map_err(Error::from_call)?;
        page::read(answer, "updateGroupTeam", PageRequest::unasked())
    }
}
