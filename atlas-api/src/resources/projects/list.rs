//! Listing projects.

use crate::{
    Atlas, Error, Page,
    model::Project,
    page::{self, Listing, PageRequest, ask_for, listing, page_bodies},
};

/// A request for projects; made by [`Projects::list`](super::Projects::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListProjects {
    atlas: Atlas,
    page: PageRequest,
}

impl ListProjects {
    pub(super) fn new(atlas: Atlas) -> Self {
        Self { atlas, page: PageRequest::default() }
    }
}

listing!(ListProjects of Project, "projects", "Projects::list");
page_bodies!(PaginatedAtlasGroup of Group);

impl Listing for ListProjects {
    type Item = Project;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<Project>, Error> {
        let operation = self.atlas.low().projects().list_groups();
        let operation = ask_for!(self.page, operation);
        page::read(operation.send().await.map_err(Error::from_call)?, "listGroups", self.page)
    }
}
