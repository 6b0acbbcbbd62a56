//! The ids of snapshots and restores.

use crate::object_id::object_id;

object_id! {
    /// The id of a snapshot.
    SnapshotId, "snapshot id"
}

object_id! {
    /// The id of a restore or a download.
    RestoreId, "restore id"
}
