//! Listing the teams of a project.

use crate::{
    Atlas, Error, Page,
    model::TeamRole,
    page::{self, Listing, PageRequest, ask_for, listing, page_bodies},
};

/// A request for the teams of a project; made by [`ProjectTeams::list`](super::ProjectTeams::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListProjectTeams {
    atlas: Atlas,
    page: PageRequest,
}

impl ListProjectTeams {
    pub(super) fn new(atlas: Atlas) -> Self {
        Self { atlas, page: PageRequest::default() }
    }
}

listing!(ListProjectTeams of TeamRole, "teams", "ProjectTeams::list");
page_bodies!(PaginatedTeamRole of TeamRole);

impl Listing for ListProjectTeams {
    type Item = TeamRole;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<TeamRole>, Error> {
        let operation = self.atlas.low().teams().list_group_teams().group_id(self.atlas.project_id());
        let operation = ask_for!(self.page, operation);
        page::read(operation.send().await.map_err(Error::from_call)?, "listGroupTeams", self.page)
    }
}
