//! Removing a team from a project.

use crate::{
    Atlas, Error, TeamId,
    guard::{Destroy, Doomed},
};

/// A request to remove a team from a project; made by [`ProjectTeams::remove`](super::ProjectTeams::remove).
#[derive(Clone, Debug)]
pub struct RemoveProjectTeam {
    pub(super) atlas: Atlas,
    pub(super) team_id: String,
}

impl Destroy for RemoveProjectTeam {
    type Output = ();

    fn doomed(&self) -> Doomed {
        Doomed { kind: "team", name: self.team_id.clone(), fate: "would be removed from the project" }
    }

    fn check(&self) -> Result<(), Error> {
        self.team_id.parse::<TeamId>().map(drop)
    }

    async fn destroy(self) -> Result<(), Error> {
        let team: TeamId = self.team_id.parse()?;
        let operation = self.atlas.low().teams().remove_group_team().group_id(self.atlas.project_id());
        operation.team_id(team).send().await.map_err(Error::from_call)?;
        Ok(())
    }
}
