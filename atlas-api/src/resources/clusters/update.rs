//! Changing a cluster.

use super::named::Named;
use crate::{Error, Response, model::Cluster, specs::ClusterUpdate};

/// A request to change a cluster; made by [`Clusters::update`](super::Clusters::update), and by
/// [`pause`](super::Clusters::pause) and [`resume`](super::Clusters::resume).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct UpdateCluster {
    pub(super) cluster: Named,
    pub(super) spec: ClusterUpdate,
}

impl UpdateCluster {
    /// Sends the request.
    ///
    /// # Errors
    /// As the method that began the request says.
    pub async fn send(self) -> Result<Response<Cluster>, Error> {
        self.cluster.check()?;
        let body = self.spec.into_body()?;
        let Named { atlas, name } = self.cluster;
        let operation = atlas.low().clusters().update_cluster().group_id(atlas.project_id()).cluster_name(name);
        operation.body(body).send().await.map(Response::new).map_err(Error::from_call)
    }
}
