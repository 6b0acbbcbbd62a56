//! The ids of online archives.

use crate::object_id::object_id;

object_id! {
    /// The id of an online archive.
    OnlineArchiveId, "online archive id"
}
