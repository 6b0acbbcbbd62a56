//! The backups of a cluster: its snapshots, and their restores.

mod id;
mod restores;
mod sharded_snapshots;
mod snapshots;
mod source;

use self::source::Source;
pub use self::{
    id::{RestoreId, SnapshotId},
    restores::{CancelRestore, GetRestore, ListRestores, Restores, StartRestore},
    sharded_snapshots::{
        DeleteShardedSnapshot, GetShardedSnapshot, ListShardedSnapshots, ShardedSnapshotExists, ShardedSnapshots,
    },
    snapshots::{ChangeRetention, DeleteSnapshot, GetSnapshot, ListSnapshots, SnapshotExists, Snapshots, TakeSnapshot},
};
use crate::Atlas;

/// The backups of a cluster; made by [`Atlas::backups`].
///
/// These are the backups of dedicated clusters, which Atlas calls Cloud Backups. Ids are 24 hexadecimal digits; text that
/// is none, and what can't be the name of a cluster, is refused when a request is sent, before it goes out.
#[derive(Clone, Debug)]
#[doc(alias = "CloudBackups")]
pub struct Backups {
    source: Source,
}

impl Backups {
    pub(crate) fn new(atlas: Atlas, cluster: String) -> Self {
        Self { source: Source { atlas, cluster } }
    }

    /// The snapshots of the cluster, if it is a replica set.
    #[must_use]
    pub fn snapshots(&self) -> Snapshots {
        Snapshots::new(self.source.clone())
    }

    /// The snapshots of the cluster, if it is a sharded cluster. They are taken, and kept for longer or shorter, by
    /// [`snapshots`](Self::snapshots), like all others.
    #[must_use]
    pub fn sharded_snapshots(&self) -> ShardedSnapshots {
        ShardedSnapshots::new(self.source.clone())
    }

    /// The restores of the cluster's backups, whichever cluster they go to.
    #[must_use]
    pub fn restores(&self) -> Restores {
        Restores::new(self.source.clone())
    }
}
