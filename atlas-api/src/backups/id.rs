//! The ids of snapshots and of their restores.

use crate::object_id::object_id;

object_id! {
    /// The id of a snapshot.
    SnapshotId, "snapshot id"
}

object_id! {
    /// The id of a restore.
    RestoreId, "restore id"
}
