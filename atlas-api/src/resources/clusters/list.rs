//! Listing clusters.

use crate::{
    Atlas, Error, Page,
    model::{Cluster, OrgGroup},
    page::{self, Listing, PageRequest, ask_for, listing, page_bodies},
};

/// A request for the clusters of the project; made by [`Clusters::list`](super::Clusters::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListClusters {
    atlas: Atlas,
    page: PageRequest,
    with_retained_backups: Option<bool>,
}

impl ListClusters {
    pub(super) fn new(atlas: Atlas) -> Self {
        Self { atlas, page: PageRequest::default(), with_retained_backups: None }
    }

    /// Whether deleted clusters of which backups were kept are listed too. Default: they are not.
    #[doc(alias = "includeDeletedWithRetainedBackups")]
    pub fn deleted_with_retained_backups(mut self, included: bool) -> Self {
        self.with_retained_backups = Some(included);
        self
    }
}

listing!(ListClusters of Cluster, "clusters", "Clusters::list");
page_bodies!(PaginatedCluster of Cluster);

impl Listing for ListClusters {
    type Item = Cluster;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<Cluster>, Error> {
        let operation = self.atlas.low().clusters().list_clusters().group_id(self.atlas.project_id());
        let mut operation = ask_for!(self.page, operation);
        if let Some(included) = self.with_retained_backups {
            operation = operation.include_deleted_with_retained_backups(included);
        }
        page::read(operation.send().await.map_err(Error::from_call)?, "listGroupClusters", self.page)
    }
}

/// A request for the clusters of all projects; made by [`Clusters::list_authorized`](super::Clusters::list_authorized).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListAuthorizedClusters {
    atlas: Atlas,
    page: PageRequest,
}

impl ListAuthorizedClusters {
    pub(super) fn new(atlas: Atlas) -> Self {
        Self { atlas, page: PageRequest::default() }
    }
}

listing!(ListAuthorizedClusters of OrgGroup, "projects", "Clusters::list_authorized");
page_bodies!(PaginatedOrgGroup of OrgGroup);

impl Listing for ListAuthorizedClusters {
    type Item = OrgGroup;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<OrgGroup>, Error> {
        let operation = ask_for!(self.page, self.atlas.low().clusters().list_cluster_details());
        page::read(operation.send().await.map_err(Error::from_call)?, "listClusterDetails", self.page)
    }
}
