//! Listing flex clusters.

use crate::{
    Atlas, Error, Page,
    model::FlexCluster,
    page::{self, Listing, PageRequest, ask_for, listing, page_bodies},
};

/// A request for flex clusters; made by [`FlexClusters::list`](super::FlexClusters::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListFlexClusters {
    atlas: Atlas,
    page: PageRequest,
}

impl ListFlexClusters {
    pub(super) fn new(atlas: Atlas) -> Self {
        Self { atlas, page: PageRequest::default() }
    }
}

listing!(ListFlexClusters of FlexCluster, "flex clusters", "FlexClusters::list");
page_bodies!(PaginatedFlexCluster of FlexCluster);

impl Listing for ListFlexClusters {
    type Item = FlexCluster;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<FlexCluster>, Error> {
        let operation = self.atlas.low().flex_clusters().list_flex_clusters().group_id(self.atlas.project_id());
        let operation = ask_for!(self.page, operation);
        page::read(operation.send().await.map_err(Error::from_call)?, "listGroupFlexClusters", self.page)
    }
}
