//! Listing the entries of the access list.

use crate::{
    Atlas, Error, Page,
    model::AccessListEntry,
    page::{self, Listing, PageRequest, ask_for, listing, page_bodies},
};

/// A request for the entries of the access list; made by [`AccessList::list`](super::AccessList::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListAccessListEntries {
    atlas: Atlas,
    page: PageRequest,
}

impl ListAccessListEntries {
    pub(super) fn new(atlas: Atlas) -> Self {
        Self { atlas, page: PageRequest::default() }
    }
}

listing!(ListAccessListEntries of AccessListEntry, "entries", "AccessList::list");
page_bodies!(PaginatedAccessListEntry of AccessListEntry);

impl Listing for ListAccessListEntries {
    type Item = AccessListEntry;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<AccessListEntry>, Error> {
        let operation =
            self.atlas.low().project_ip_access_list().list_access_list_entries().group_id(self.atlas.project_id());
        let operation = ask_for!(self.page, operation);
        page::read(operation.send().await.map_err(Error::from_call)?, "listGroupAccessListEntries", self.page)
    }
}
