//! Getting a team of a project.

use crate::{Atlas, Error, Response, TeamId, model::TeamRole};

/// A request for a team of a project; made by [`ProjectTeams::get`](super::ProjectTeams::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetProjectTeam {
    pub(super) atlas: Atlas,
    pub(super) team_id: String,
}

impl GetProjectTeam {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`ProjectTeams::get`](super::ProjectTeams::get) says.
    pub async fn send(self) -> Result<Response<TeamRole>, Error> {
        let team: TeamId = self.team_id.parse()?;
        let operation = self.atlas.low().teams().get_group_team().group_id(self.atlas.project_id());
        operation.team_id(team).send().await.map(Response::new).map_err(Error::from_call)
    }
}
