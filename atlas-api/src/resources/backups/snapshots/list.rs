//! Listing snapshots.

use crate::{
    Error, Page,
    model::CloudBackupSnapshot,
    page::{self, Listing, PageRequest, ask_for, listing, page_bodies},
    resources::backups::source::Source,
};

/// A request for snapshots; made by [`Snapshots::list`](super::Snapshots::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListSnapshots {
    source: Source,
    page: PageRequest,
}

impl ListSnapshots {
    pub(super) fn new(source: Source) -> Self {
        Self { source, page: PageRequest::default() }
    }
}

listing!(ListSnapshots of CloudBackupSnapshot, "snapshots", "Snapshots::list");
page_bodies!(PaginatedCloudBackupReplicaSet of CloudBackupSnapshot);

impl Listing for ListSnapshots {
    type Item = CloudBackupSnapshot;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<CloudBackupSnapshot>, Error> {
        self.source.check()?;
        let Source { atlas, cluster } = self.source;
        let operation = atlas.low().cloud_backups().list_backup_snapshots();
        let operation = ask_for!(self.page, operation.group_id(atlas.project_id()).cluster_name(cluster));
        page::read(operation.send().await.map_err(Error::from_call)?, "listGroupClusterBackupSnapshots", self.page)
    }
}
