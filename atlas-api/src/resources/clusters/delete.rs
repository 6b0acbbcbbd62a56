//! Deleting a cluster.

use super::named::{Named, is_flex};
use crate::{
    Error, Unconfirmed,
    guard::{Destroy, Doomed},
};

/// A request to delete a cluster; made by [`Clusters::delete`](super::Clusters::delete).
#[derive(Clone, Debug)]
pub struct DeleteCluster {
    pub(super) cluster: Named,
    pub(super) retain_backups: Option<bool>,
}

impl Unconfirmed<DeleteCluster> {
    /// Whether the snapshots of the cluster are kept, until they expire. Default: Atlas deletes them with the cluster.
    ///
    /// A flex cluster has no such choice; it is not deleted where one was made.
    #[doc(alias = "retainBackups")]
    pub fn retain_backups(self, retained: bool) -> Self {
        self.map(|request| DeleteCluster { retain_backups: Some(retained), ..request })
    }
}

impl Destroy for DeleteCluster {
    type Output = ();

    fn doomed(&self) -> Doomed {
        let fate = match self.retain_backups {
            Some(true) => "would be deleted, with all of its data but its snapshots",
            _ => "would be deleted, with all of its data and its snapshots",
        };
        Doomed { kind: "cluster", name: self.cluster.name.clone(), fate }
    }

    fn check(&self) -> Result<(), Error> {
        self.cluster.check()
    }

    async fn destroy(self) -> Result<(), Error> {
        let Named { atlas, name } = self.cluster;
        let project = atlas.project_id();
        let mut operation = atlas.low().clusters().delete_cluster().group_id(project).cluster_name(name.as_str());
        if let Some(retained) = self.retain_backups {
            operation = operation.retain_backups(retained);
        }
        match operation.send().await.map_err(Error::from_call) {
            Ok(_) => return Ok(()),
            Err(error) if is_flex(&error) && self.retain_backups.is_none() => {}
            Err(error) => return Err(error),
        }
        let operation = atlas.low().flex_clusters().delete_flex_cluster().group_id(project).name(name);
        operation.send().await.map_err(Error::from_call)?;
        Ok(())
    }
}
