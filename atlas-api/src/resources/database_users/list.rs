//! Listing database users.

use crate::{
    Atlas, Error, Page,
    model::DatabaseUser,
    page::{self, Listing, PageRequest, ask_for, listing, page_bodies},
};

/// A request for database users; made by [`DatabaseUsers::list`](super::DatabaseUsers::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListDatabaseUsers {
    atlas: Atlas,
    page: PageRequest,
}

impl ListDatabaseUsers {
    pub(super) fn new(atlas: Atlas) -> Self {
        Self { atlas, page: PageRequest::default() }
    }
}

listing!(ListDatabaseUsers of DatabaseUser, "users", "DatabaseUsers::list");
page_bodies!(PaginatedDatabaseUser of DatabaseUser);

impl Listing for ListDatabaseUsers {
    type Item = DatabaseUser;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<DatabaseUser>, Error> {
        let operation = self.atlas.low().database_users().list_database_users();
        let operation = ask_for!(self.page, operation.group_id(self.atlas.project_id()));
        page::read(operation.send().await.map_err(Error::from_call)?, "listGroupDatabaseUsers", self.page)
    }
}
