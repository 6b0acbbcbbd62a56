//! Deleting a flex cluster.

use crate::{
    Atlas, Error,
    guard::{Destroy, Doomed},
    specs::check_cluster_name,
};

/// A request to delete a flex cluster; made by [`FlexClusters::delete`](super::FlexClusters::delete).
#[derive(Clone, Debug)]
pub struct DeleteFlexCluster {
    pub(super) atlas: Atlas,
    pub(super) name: String,
}

impl Destroy for DeleteFlexCluster {
    type Output = ();

    fn doomed(&self) -> Doomed {
        let fate = "would be deleted, with all of its data and its snapshots";
        Doomed { kind: "flex cluster", name: self.name.clone(), fate }
    }

    fn check(&self) -> Result<(), Error> {
        check_cluster_name("cluster", &self.name)
    }

    async fn destroy(self) -> Result<(), Error> {
        let operation = self.atlas.low().flex_clusters().delete_flex_cluster().group_id(self.atlas.project_id());
        operation.name(self.name).send().await.map_err(Error::from_call)?;
        Ok(())
    }
}
