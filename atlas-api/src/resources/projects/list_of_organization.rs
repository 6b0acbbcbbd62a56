//! Listing the projects of an organization.

use crate::{
    Atlas, Error, OrganizationId, Page,
    model::Project,
    page::{self, Listing, PageRequest, ask_for, listing},
};

/// A request for the projects of an organization; made by [`Projects::list_of_organization`](super::Projects::list_of_organization).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListProjectsOfOrganization {
    atlas: Atlas,
    organization: String,
    name: Option<String>,
    page: PageRequest,
}

impl ListProjectsOfOrganization {
    pub(super) fn new(atlas: Atlas, organization: String) -> Self {
        Self { atlas, organization, name: None, page: PageRequest::default() }
    }

    /// Only projects of this name. Which names pass for it is Atlas's to say.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

listing!(ListProjectsOfOrganization of Project, "projects", "Projects::list_of_organization");

impl Listing for ListProjectsOfOrganization {
    type Item = Project;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<Project>, Error> {
        let organization: OrganizationId = self.organization.parse()?;
        let operation = self.atlas.low().organizations().get_org_groups().org_id(organization);
        let operation = match self.name {
            Some(name) => operation.name(name),
            None => operation,
        };
        let operation = ask_for!(self.page, operation);
        page::read(operation.send().await.map_err(Error::from_call)?, "getOrgGroups", self.page)
    }
}
