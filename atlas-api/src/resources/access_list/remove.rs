//! Removing an entry from the access list.

use crate::{
    Atlas, Error,
    guard::{Destroy, Doomed},
    specs::EntryValue,
};

/// A request to remove an entry from the access list; made by [`AccessList::remove`](super::AccessList::remove).
#[derive(Clone, Debug)]
pub struct RemoveAccessListEntry {
    pub(super) atlas: Atlas,
    pub(super) entry: EntryValue,
}

impl Destroy for RemoveAccessListEntry {
    type Output = ();

    fn doomed(&self) -> Doomed {
        Doomed {
            kind: "access list entry",
            name: self.entry.as_str().to_owned(),
            fate: "would be removed, and clients be refused that connect from there",
        }
    }

    fn check(&self) -> Result<(), Error> {
        self.entry.check()
    }

    async fn destroy(self) -> Result<(), Error> {
        let operation =
            self.atlas.low().project_ip_access_list().delete_access_list_entry().group_id(self.atlas.project_id());
        operation.entry_value(self.entry.as_str()).send().await.map_err(Error::from_call)?;
        Ok(())
    }
}
