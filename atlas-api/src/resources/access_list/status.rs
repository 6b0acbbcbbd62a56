//! How far an entry of the access list has come.

use crate::{Atlas, Error, Response, model::AccessListEntryStatus, specs::EntryValue};

/// A request for the status of an entry of the access list; made by [`AccessList::status`](super::AccessList::status).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetAccessListEntryStatus {
    pub(super) atlas: Atlas,
    pub(super) entry: EntryValue,
}

impl GetAccessListEntryStatus {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`AccessList::status`](super::AccessList::status) says.
    pub async fn send(self) -> Result<Response<AccessListEntryStatus>, Error> {
        self.entry.check()?;
        let operation =
            self.atlas.low().project_ip_access_list().get_access_list_status().group_id(self.atlas.project_id());
        operation.entry_value(self.entry.as_str()).send().await.map(Response::new).map_err(Error::from_call)
    }
}
