//! Listing snapshots of a sharded cluster.

use crate::{
    Error, Page,
    model::CloudBackupSnapshot,
    page::{self, PageRequest, page_bodies},
    resources::backups::source::Source,
};

/// A request for the snapshots of a sharded cluster; made by [`ShardedSnapshots::list`](super::ShardedSnapshots::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct ListShardedSnapshots {
    source: Source,
}

page_bodies!(PaginatedCloudBackupShardedClusterSnapshot of CloudBackupSnapshot);

/// The page that all snapshots are on: Atlas does not part this listing.
const ONLY: PageRequest = PageRequest { number: 1, size: u32::MAX, counted: true, at_once: 1 };

impl ListShardedSnapshots {
    pub(super) fn new(source: Source) -> Self {
        Self { source }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`ShardedSnapshots::list`](super::ShardedSnapshots::list) says.
    pub async fn send(self) -> Result<Page<CloudBackupSnapshot>, Error> {
        self.source.check()?;
        let Source { atlas, cluster } = self.source;
        let operation = atlas.low().cloud_backups().list_backup_sharded_clusters();
        let operation = operation.group_id(atlas.project_id()).cluster_name(cluster);
        let answer = operation.send().await.map_err(Error::from_call)?;
        page::read(answer, "listGroupClusterBackupSnapshotShardedClusters", ONLY)
    }
}
