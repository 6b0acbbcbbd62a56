//! Getting one restore.

use crate::{
    Error, Response,
    model::SnapshotRestoreJob,
    resources::backups::{RestoreId, source::Source},
};

/// A request for one restore; made by [`Restores::get`](super::Restores::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetRestore {
    source: Source,
    id: String,
}

impl GetRestore {
    pub(super) fn new(source: Source, id: String) -> Self {
        Self { source, id }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`Restores::get`](super::Restores::get) says.
    pub async fn send(self) -> Result<Response<SnapshotRestoreJob>, Error> {
        self.source.check()?;
        let id: RestoreId = self.id.parse()?;
        let Source { atlas, cluster } = self.source;
        let operation = atlas.low().cloud_backups().get_backup_restore_job();
        let operation = operation.group_id(atlas.project_id()).cluster_name(cluster).restore_job_id(id);
        Ok(Response::new(operation.send().await.map_err(Error::from_call)?))
    }
}
