//! Getting a cluster, and whether there is one.

use super::{
    AnyCluster,
    named::{Named, is_flex},
};
use crate::{Error, Response};

/// A request for a cluster; made by [`Clusters::get`](super::Clusters::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetCluster(pub(super) Named);

impl GetCluster {
    /// Sends the request; and a second one, should the first say that it is a flex cluster.
    ///
    /// # Errors
    /// As [`Clusters::get`](super::Clusters::get) says.
    pub async fn send(self) -> Result<Response<AnyCluster>, Error> {
        self.0.check()?;
        let Named { atlas, name } = self.0;
        let project = atlas.project_id();
        let operation = atlas.low().clusters().get_cluster().group_id(project).cluster_name(name.as_str());
        match operation.send().await.map_err(Error::from_call) {
            Ok(answer) => return Ok(Response::new(answer.map(|cluster| AnyCluster::Cluster(Box::new(cluster))))),
            Err(error) if is_flex(&error) => {}
            Err(error) => return Err(error),
        }
        let operation = atlas.low().flex_clusters().get_flex_cluster().group_id(project).name(name);
        let answer = operation.send().await.map_err(Error::from_call)?;
        Ok(Response::new(answer.map(|cluster| AnyCluster::Flex(Box::new(cluster)))))
    }
}

/// A question for a cluster; made by [`Clusters::exists`](super::Clusters::exists).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct ClusterExists(pub(super) Named);

impl ClusterExists {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`Clusters::exists`](super::Clusters::exists) says.
    pub async fn send(self) -> Result<bool, Error> {
        self.0.check()?;
        let Named { atlas, name } = self.0;
        let operation = atlas.low().clusters().get_cluster().group_id(atlas.project_id()).cluster_name(name);
        match operation.send().await.map_err(Error::from_call) {
            Err(error) if is_flex(&error) => Ok(true),
            outcome => Error::existence(outcome),
        }
    }
}
