//! Deleting a snapshot.

use crate::{
    Error,
    guard::{Destroy, Doomed},
    resources::backups::{SnapshotId, source::Source},
};

/// A request to delete a snapshot; made by [`Snapshots::delete`](super::Snapshots::delete).
#[derive(Clone, Debug)]
pub struct DeleteSnapshot {
    source: Source,
    id: String,
}

impl DeleteSnapshot {
    pub(super) fn new(source: Source, id: String) -> Self {
        Self { source, id }
    }
}

impl Destroy for DeleteSnapshot {
    type Output = ();

    fn doomed(&self) -> Doomed {
        Doomed { kind: "snapshot", name: self.id.clone(), fate: "would be deleted, and could not be restored any more" }
    }

    fn check(&self) -> Result<(), Error> {
        self.source.check()?;
        self.id.parse::<SnapshotId>().map(drop)
    }

    async fn destroy(self) -> Result<(), Error> {
        let id: SnapshotId = self.id.parse()?;
        let Source { atlas, cluster } = self.source;
        let operation = atlas.low().cloud_backups().delete_cluster_backup_snapshot();
        let operation = operation.group_id(atlas.project_id()).cluster_name(cluster).snapshot_id(id);
        operation.send().await.map_err(Error::from_call)?;
        Ok(())
    }
}
