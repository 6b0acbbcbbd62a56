//! Changing how long a snapshot is kept.

use atlas_gen::types::BackupSnapshotRetention;

use super::take::retention;
use crate::{
    Error, Response,
    model::{CloudBackupSnapshot, RetentionUnit},
    resources::backups::{SnapshotId, source::Source},
};

/// A request to keep a snapshot for longer or shorter; made by
/// [`Snapshots::change_retention`](super::Snapshots::change_retention).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct ChangeRetention {
    source: Source,
    id: String,
    value: u32,
    unit: RetentionUnit,
}

impl ChangeRetention {
    pub(super) fn new(source: Source, id: String, value: u32, unit: RetentionUnit) -> Self {
        Self { source, id, value, unit }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`Snapshots::change_retention`](super::Snapshots::change_retention) says.
    pub async fn send(self) -> Result<Response<CloudBackupSnapshot>, Error> {
        self.source.check()?;
        let id: SnapshotId = self.id.parse()?;
        let value = retention("retention", self.value)?;
        let body = BackupSnapshotRetention::new().retention_unit(self.unit).retention_value(value);
        let Source { atlas, cluster } = self.source;
        let operation = atlas.low().cloud_backups().update_backup_snapshot();
        let operation = operation.group_id(atlas.project_id()).cluster_name(cluster).snapshot_id(id).body(body);
        Ok(Response::new(operation.send().await.map_err(Error::from_call)?))
    }
}
