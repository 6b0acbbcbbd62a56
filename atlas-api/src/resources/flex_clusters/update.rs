//! Changing a flex cluster.

use crate::{
    Atlas, Error, Response,
    model::FlexCluster,
    specs::{FlexClusterUpdate, check_cluster_name},
};

/// A request to change a flex cluster; made by [`FlexClusters::update`](super::FlexClusters::update).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct UpdateFlexCluster {
    pub(super) atlas: Atlas,
    pub(super) name: String,
    pub(super) spec: FlexClusterUpdate,
}

impl UpdateFlexCluster {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`FlexClusters::update`](super::FlexClusters::update) says.
    pub async fn send(self) -> Result<Response<FlexCluster>, Error> {
        check_cluster_name("cluster", &self.name)?;
        let body = self.spec.into_body()?;
        let operation = self.atlas.low().flex_clusters().update_flex_cluster().group_id(self.atlas.project_id());
        operation.name(self.name).body(body).send().await.map(Response::new).map_err(Error::from_call)
    }
}
