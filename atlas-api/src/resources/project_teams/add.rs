//! Adding teams to a project.

use crate::{
    Atlas, Error, Page,
    model::TeamRole,
    page::{self, PageRequest},
    specs::TeamRolesSpec,
};

/// A request to add teams to a project; made by [`ProjectTeams::add`](super::ProjectTeams::add).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct AddProjectTeams {
    pub(super) atlas: Atlas,
    pub(super) teams: Vec<TeamRolesSpec>,
}

impl AddProjectTeams {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`ProjectTeams::add`](super::ProjectTeams::add) says.
    pub async fn send(self) -> Result<Page<TeamRole>, Error> {
        if self.teams.is_empty() {
            return Err(Error::invalid_argument("teams", "there is none to add"));
        }
        let teams = self.teams.into_iter().map(|team| team.into_parts().map(|(_, body)| body));
        let teams = teams.collect::<Result<Vec<_>, _>>()?;
        let operation = self.atlas.low().teams().add_group_teams().group_id(self.atlas.project_id());
        let answer = operation.body(teams).send().await.map_err(Error::from_call)?;
        page::read(answer, "addGroupTeams", PageRequest::unasked())
    }
}
