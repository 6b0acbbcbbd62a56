//! Listing restores.

use crate::{
    Error, Page,
    model::SnapshotRestoreJob,
    page::{self, Listing, PageRequest, ask_for, listing, page_bodies},
    resources::backups::source::Source,
};

/// A request for restores; made by [`Restores::list`](super::Restores::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListRestores {
    source: Source,
    page: PageRequest,
}

impl ListRestores {
    pub(super) fn new(source: Source) -> Self {
        Self { source, page: PageRequest::default() }
    }
}

listing!(ListRestores of SnapshotRestoreJob, "restores", "Restores::list");
page_bodies!(PaginatedCloudBackupRestoreJob of SnapshotRestoreJob);

impl Listing for ListRestores {
    type Item = SnapshotRestoreJob;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<SnapshotRestoreJob>, Error> {
        self.source.check()?;
        let Source { atlas, cluster } = self.source;
        let operation = atlas.low().cloud_backups().list_backup_restore_jobs();
        let operation = ask_for!(self.page, operation.group_id(atlas.project_id()).cluster_name(cluster));
        page::read(operation.send().await.map_err(Error::from_call)?, "listGroupClusterBackupRestoreJobs", self.page)
    }
}
