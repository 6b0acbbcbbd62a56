//! Getting one snapshot of a sharded cluster.

use crate::{
    Error, Response,
    model::CloudBackupSnapshot,
    resources::backups::{SnapshotId, source::Source},
};

/// A request for one snapshot of a sharded cluster; made by [`ShardedSnapshots::get`](super::ShardedSnapshots::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetShardedSnapshot {
    source: Source,
    id: String,
}

impl GetShardedSnapshot {
    pub(super) fn new(source: Source, id: String) -> Self {
        Self { source, id }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`ShardedSnapshots::get`](super::ShardedSnapshots::get) says.
    pub async fn send(self) -> Result<Response<CloudBackupSnapshot>, Error> {
        self.source.check()?;
        let id: SnapshotId = self.id.parse()?;
        let Source { atlas, cluster } = self.source;
        let operation = atlas.low().cloud_backups().get_backup_sharded_cluster();
        let operation = operation.group_id(atlas.project_id()).cluster_name(cluster).snapshot_id(id);
        Ok(Response::new(operation.send().await.map_err(Error::from_call)?))
    }
}
