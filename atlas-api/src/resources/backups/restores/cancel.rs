//! Cancelling a restore.

use crate::{
    Error,
    guard::{Destroy, Doomed},
    resources::backups::{RestoreId, source::Source},
};

/// A request to cancel a restore; made by [`Restores::cancel`](super::Restores::cancel).
#[derive(Clone, Debug)]
pub struct CancelRestore {
    source: Source,
    id: String,
}

impl CancelRestore {
    pub(super) fn new(source: Source, id: String) -> Self {
        Self { source, id }
    }
}

impl Destroy for CancelRestore {
    type Output = ();

    fn doomed(&self) -> Doomed {
        Doomed { kind: "restore", name: self.id.clone(), fate: "would be cancelled, and its download withdrawn" }
    }

    fn check(&self) -> Result<(), Error> {
        self.source.check()?;
        self.id.parse::<RestoreId>().map(drop)
    }

    async fn destroy(self) -> Result<(), Error> {
        let id: RestoreId = self.id.parse()?;
        let Source { atlas, cluster } = self.source;
        let operation = atlas.low().cloud_backups().cancel_backup_restore_job();
        let operation = operation.group_id(atlas.project_id()).cluster_name(cluster).restore_job_id(id);
        operation.send().await.map_err(Error::from_call)?;
        Ok(())
    }
}
