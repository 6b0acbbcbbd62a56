//! The snapshots of a sharded cluster.

mod delete;
mod exists;
mod get;
mod list;

pub use self::{
    delete::DeleteShardedSnapshot, exists::ShardedSnapshotExists, get::GetShardedSnapshot, list::ListShardedSnapshots,
};
use super::source::Source;
use crate::Unconfirmed;

/// The snapshots of a sharded cluster; made by [`Backups::sharded_snapshots`](crate::Backups::sharded_snapshots).
///
/// Each method begins a request, which is sent by its `send`.
#[derive(Clone, Debug)]
pub struct ShardedSnapshots {
    source: Source,
}

impl ShardedSnapshots {
    pub(super) fn new(source: Source) -> Self {
        Self { source }
    }

    /// Lists the snapshots of a sharded cluster: all of them, on one page.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/shardedClusters`][op] ·
    /// `listGroupClusterBackupSnapshotShardedClusters` · 2023-01-01. Requires **Project Read Only**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no name of a cluster, before anything is
    /// sent; [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if there is no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0", "clusterType": "SHARDED" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// for snapshot in atlas.backups("Cluster0").sharded_snapshots().list().send().await? {
    ///     println!("{:?} of {:?}", snapshot.status, snapshot.created_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/listGroupClusterBackupSnapshotShardedClusters
    pub fn list(&self) -> ListShardedSnapshots {
        ListShardedSnapshots::new(self.source.clone())
    }

    /// Gets one snapshot.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/shardedCluster/{snapshotId}`][op]
    /// · `getGroupClusterBackupSnapshotShardedCluster` · 2023-01-01. Requires **Project Read Only**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no id or no name of a cluster, before
    /// anything is sent; [`is_not_found`](crate::Error::is_not_found) if there is no such snapshot or no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0", "clusterType": "SHARDED" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// let snapshot = atlas.backups("Cluster0").sharded_snapshots().get("5f1a2b3c4d5e6f7a8b9c0d1e").send().await?;
    /// println!("{:?}", snapshot.status);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/getGroupClusterBackupSnapshotShardedCluster
    pub fn get(&self, id: impl Into<String>) -> GetShardedSnapshot {
        GetShardedSnapshot::new(self.source.clone(), id.into())
    }

    /// Tells whether there is this snapshot.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/shardedCluster/{snapshotId}`][op]
    /// · `getGroupClusterBackupSnapshotShardedCluster` · 2023-01-01. Requires **Project Read Only**.
    ///
    /// There is none if Atlas says `404`, be it for want of the snapshot, of the cluster or of the project.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no id or no name of a cluster, before
    /// anything is sent; and whatever else keeps Atlas from saying yes or no, a `400` too.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0", "clusterType": "SHARDED" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// if atlas.backups("Cluster0").sharded_snapshots().exists("5f1a2b3c4d5e6f7a8b9c0d1e").send().await? {
    ///     println!("it is there");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/getGroupClusterBackupSnapshotShardedCluster
    #[doc(alias = "is_existing_snapshot")]
    pub fn exists(&self, id: impl Into<String>) -> ShardedSnapshotExists {
        ShardedSnapshotExists::new(self.get(id))
    }

    /// Deletes a snapshot. It can't be brought back.
    ///
    /// [`DELETE /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/shardedCluster/{snapshotId}`][op]
    /// · `deleteGroupClusterBackupSnapshotShardedCluster` · 2023-01-01. Requires **Project Backup Manager**.
    ///
    /// # Errors
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) unless it is [confirmed](crate::Confirm), and
    /// then nothing is sent; [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no id or no name of a
    /// cluster; [`is_not_found`](crate::Error::is_not_found) if there is no such snapshot.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0", "clusterType": "SHARDED" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.backups("Cluster0").sharded_snapshots().delete("5f1a2b3c4d5e6f7a8b9c0d1e");
    /// assert!(delete.clone().send().await.unwrap_err().is_confirmation_required());
    /// delete.confirm(Confirm::yes()).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/deleteGroupClusterBackupSnapshotShardedCluster
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<DeleteShardedSnapshot> {
        Unconfirmed::new(DeleteShardedSnapshot::new(self.source.clone(), id.into()))
    }
}
