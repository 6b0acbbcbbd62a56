//! Getting a flex cluster.

use crate::{Atlas, Error, Response, model::FlexCluster, specs::check_cluster_name};

/// A request for a flex cluster; made by [`FlexClusters::get`](super::FlexClusters::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetFlexCluster {
    pub(super) atlas: Atlas,
    pub(super) name: String,
}

impl GetFlexCluster {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`FlexClusters::get`](super::FlexClusters::get) says.
    pub async fn send(self) -> Result<Response<FlexCluster>, Error> {
        check_cluster_name("cluster", &self.name)?;
        let operation = self.atlas.low().flex_clusters().get_flex_cluster().group_id(self.atlas.project_id());
        operation.name(self.name).send().await.map(Response::new).map_err(Error::from_call)
    }
}
