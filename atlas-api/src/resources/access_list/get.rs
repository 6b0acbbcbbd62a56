//! Getting an entry of the access list.

use crate::{Atlas, Error, Response, model::AccessListEntry, specs::EntryValue};

/// A request for an entry of the access list; made by [`AccessList::get`](super::AccessList::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetAccessListEntry {
    pub(super) atlas: Atlas,
    pub(super) entry: EntryValue,
}

impl GetAccessListEntry {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`AccessList::get`](super::AccessList::get) says.
    pub async fn send(self) -> Result<Response<AccessListEntry>, Error> {
        self.entry.check()?;
        let operation =
            self.atlas.low().project_ip_access_list().get_access_list_entry().group_id(self.atlas.project_id());
        operation.entry_value(self.entry.as_str()).send().await.map(Response::new).map_err(Error::from_call)
    }
}
