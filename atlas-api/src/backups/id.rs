//! The ids of snapshots, restores and exports.

use crate::object_id::object_id;

object_id! {
    /// The id of a private endpoint for exports.
    BackupPrivateEndpointId, "private endpoint id"
}

object_id! {
    /// The id of a restore of collections.
    CollectionRestoreId, "collection restore id"
}

object_id! {
    /// The id of an export of a snapshot.
    ExportId, "export id"
}

object_id! {
    /// The id of an export bucket.
    ExportBucketId, "export bucket id"
}

object_id! {
    /// The id of a snapshot.
    SnapshotId, "snapshot id"
}

object_id! {
    /// The id of a restore or a download.
    RestoreId, "restore id"
}
