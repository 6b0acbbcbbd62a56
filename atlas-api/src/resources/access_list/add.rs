//! Adding entries to the access list.

use crate::{
    Atlas, Error, Page, model,
    page::{self, PageRequest},
    specs::AccessListEntrySpec,
};

/// A request to add entries to the access list; made by [`AccessList::add`](super::AccessList::add).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct AddAccessListEntries {
    pub(super) atlas: Atlas,
    pub(super) entries: Vec<AccessListEntrySpec>,
}

impl AddAccessListEntries {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`AccessList::add`](super::AccessList::add) says.
    pub async fn send(self) -> Result<Page<model::AccessListEntry>, Error> {
        if self.entries.is_empty() {
            return Err(Error::invalid_argument("access list entries", "there is none to add"));
        }
        let now = self.atlas.now();
        let entries = self.entries.into_iter().map(|entry| entry.into_body(now)).collect::<Result<Vec<_>, _>>()?;
        let operation =
            self.atlas.low().project_ip_access_list().create_access_list_entry().group_id(self.atlas.project_id());
        let answer = operation.body(entries).send().await.map_err(Error::from_call)?;
        page::read(answer, "createGroupAccessListEntry", PageRequest::unasked())
    }
}
