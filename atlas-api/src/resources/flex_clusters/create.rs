//! Creating a flex cluster.

use crate::{Atlas, Error, Response, model::FlexCluster, specs::FlexClusterSpec};

/// A request to create a flex cluster; made by [`FlexClusters::create`](super::FlexClusters::create).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct CreateFlexCluster {
    pub(super) atlas: Atlas,
    pub(super) spec: FlexClusterSpec,
}

impl CreateFlexCluster {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`FlexClusters::create`](super::FlexClusters::create) says.
    pub async fn send(self) -> Result<Response<FlexCluster>, Error> {
        let body = self.spec.into_body()?;
        let operation = self.atlas.low().flex_clusters().create_flex_cluster().group_id(self.atlas.project_id());
        operation.body(body).send().await.map(Response::new).map_err(Error::from_call)
    }
}
