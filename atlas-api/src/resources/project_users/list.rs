//! Listing the users of a project.

use crate::{
    Atlas, Error, Page,
    model::{MembershipStatus, ProjectUser},
    page::{self, Listing, PageRequest, ask_for, listing, page_bodies},
};

/// A request for the users of a project; made by [`ProjectUsers::list`](super::ProjectUsers::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListProjectUsers {
    atlas: Atlas,
    flatten_teams: Option<bool>,
    include_org_users: Option<bool>,
    statuses: Vec<MembershipStatus>,
    username: Option<String>,
    page: PageRequest,
}

impl ListProjectUsers {
    pub(super) fn new(atlas: Atlas) -> Self {
        Self {
            atlas,
            flatten_teams: None,
            include_org_users: None,
            statuses: Vec::new(),
            username: None,
            page: PageRequest::default(),
        }
    }

    /// Whether those are listed who belong to the project by a team. Atlas leaves them out unless it is told.
    pub fn flatten_teams(mut self, enabled: bool) -> Self {
        self.flatten_teams = Some(enabled);
        self
    }

    /// Whether those are listed who belong to the project by their role in the organization. Atlas leaves them out unless it is
    /// told.
    pub fn include_org_users(mut self, enabled: bool) -> Self {
        self.include_org_users = Some(enabled);
        self
    }

    /// Only users of this status, or of one of several if this is said more than once. Default: of any.
    #[doc(alias = "orgMembershipStatuses")]
    pub fn org_membership_status(mut self, status: impl Into<MembershipStatus>) -> Self {
        self.statuses.push(status.into());
        self
    }

    /// Only the user of this name, which is an address of mail.
    pub fn username(mut self, username: impl Into<String>) -> Self {
        self.username = Some(username.into());
        self
    }
}

listing!(ListProjectUsers of ProjectUser, "users", "ProjectUsers::list");
page_bodies!(PaginatedGroupUser of GroupUser);

impl Listing for ListProjectUsers {
    type Item = ProjectUser;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<ProjectUser>, Error> {
        let operation = self.atlas.low().mongo_db_cloud_users().list_group_users().group_id(self.atlas.project_id());
        let operation = match self.flatten_teams {
            Some(flatten) => operation.flatten_teams(flatten),
            None => operation,
        };
        let operation = match self.include_org_users {
            Some(include) => operation.include_org_users(include),
            None => operation,
        };
        let operation = match self.username {
            Some(username) => operation.username(username),
            None => operation,
        };
        let statuses: Vec<_> = self.statuses.iter().map(ToString::to_string).collect();
        let operation = if statuses.is_empty() { operation } else { operation.org_membership_statuses(statuses) };
        let operation = ask_for!(self.page, operation);
        page::read(operation.send().await.map_err(Error::from_call)?, "listGroupUsers", self.page)
    }
}
