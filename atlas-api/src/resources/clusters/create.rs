//! Creating a cluster.

use crate::{Atlas, Error, Response, model::Cluster, specs::ClusterSpec};

/// A request to create a cluster; made by [`Clusters::create`](super::Clusters::create).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct CreateCluster {
    atlas: Atlas,
    spec: ClusterSpec,
}

impl CreateCluster {
    pub(super) fn new(atlas: Atlas, spec: ClusterSpec) -> Self {
        Self { atlas, spec }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`Clusters::create`](super::Clusters::create) says.
    pub async fn send(self) -> Result<Response<Cluster>, Error> {
        let body = self.spec.into_body()?;
        let operation = self.atlas.low().clusters().create_cluster().group_id(self.atlas.project_id()).body(body);
        operation.send().await.map(Response::new).map_err(Error::from_call)
    }
}
