//! The snapshots of a cluster.

mod change_retention;
mod delete;
mod exists;
mod get;
mod list;
mod take;

pub use self::{
    change_retention::ChangeRetention, delete::DeleteSnapshot, exists::SnapshotExists, get::GetSnapshot,
    list::ListSnapshots, take::TakeSnapshot,
};
use super::source::Source;
use crate::{Unconfirmed, model::RetentionUnit};

/// The snapshots of a cluster; made by [`Backups::snapshots`](crate::Backups::snapshots).
///
/// Each method begins a request, which is sent by its `send`.
#[derive(Clone, Debug)]
pub struct Snapshots {
    source: Source,
}

impl Snapshots {
    pub(super) fn new(source: Source) -> Self {
        Self { source }
    }

    /// Lists the snapshots of a replica set: one page of them, or all as a stream. Those of a sharded cluster are
    /// [listed apart](crate::ShardedSnapshots::list).
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots`][op] ·
    /// `listGroupClusterBackupSnapshots` · 2023-01-01. Requires **Project Read Only**.
    ///
    /// A page has 500 snapshots unless another [size](ListSnapshots::page_size) is asked for.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no name of a cluster, a page 0 or a size
    /// outside 1 to 500, before anything is sent; [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if
    /// there is no such cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// let mut snapshots = atlas.backups("Cluster0").snapshots().list().stream();
    /// while let Some(snapshot) = snapshots.next().await {
    ///     let snapshot = snapshot?;
    ///     println!("{:?} of {:?}", snapshot.status, snapshot.created_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/listGroupClusterBackupSnapshots
    #[doc(alias = "get_backup_snapshots_for_cluster")]
    pub fn list(&self) -> ListSnapshots {
        ListSnapshots::new(self.source.clone())
    }

    /// Gets one snapshot.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/{snapshotId}`][op]
    /// · `getGroupClusterBackupSnapshot` · 2023-01-01. Requires **Project Read Only**.
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
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// let snapshot = atlas.backups("Cluster0").snapshots().get("5f1a2b3c4d5e6f7a8b9c0d1e").send().await?;
    /// println!("{:?}", snapshot.status);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/getGroupClusterBackupSnapshot
    pub fn get(&self, id: impl Into<String>) -> GetSnapshot {
        GetSnapshot::new(self.source.clone(), id.into())
    }

    /// Tells whether there is this snapshot.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/{snapshotId}`][op]
    /// · `getGroupClusterBackupSnapshot` · 2023-01-01. Requires **Project Read Only**.
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
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// if atlas.backups("Cluster0").snapshots().exists("5f1a2b3c4d5e6f7a8b9c0d1e").send().await? {
    ///     println!("it is there");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/getGroupClusterBackupSnapshot
    #[doc(alias = "is_existing_snapshot")]
    pub fn exists(&self, id: impl Into<String>) -> SnapshotExists {
        SnapshotExists::new(self.get(id))
    }

    /// Takes a snapshot of the cluster, of a replica set or a sharded cluster alike.
    ///
    /// [`POST /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots`][op] ·
    /// `takeGroupClusterBackupSnapshots` · 2023-01-01. Requires **Project Backup Creator**.
    ///
    /// Atlas answers before the snapshot is taken: its `status` is `queued`, later `inProgress`, in the end `completed` or
    /// `failed`. What is not set is not sent.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no name of a cluster or a retention of 0 days,
    /// before anything is sent; [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if there is no such
    /// cluster.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// let snapshots = atlas.backups("Cluster0").snapshots();
    /// let snapshot = snapshots.take().description("before the upgrade").retention_days(7).send().await?;
    /// println!("{:?}", snapshot.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/takeGroupClusterBackupSnapshots
    #[doc(alias = "create_snapshot_for_cluster")]
    pub fn take(&self) -> TakeSnapshot {
        TakeSnapshot::new(self.source.clone())
    }

    /// Keeps a snapshot for another time than planned, and returns it as it is then. The time counts from when the snapshot
    /// was taken, so that a short one can end it at once.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/{snapshotId}`][op]
    /// · `updateGroupClusterBackupSnapshot` · 2023-01-01. Requires **Project Backup Manager**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no id, no name of a cluster or a `value` of 0,
    /// before anything is sent; [`is_not_found`](crate::Error::is_not_found) if there is no such snapshot.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// use atlas_api::model::RetentionUnit;
    ///
    /// let snapshots = atlas.backups("Cluster0").snapshots();
    /// let snapshot = snapshots.change_retention("5f1a2b3c4d5e6f7a8b9c0d1e", 6, RetentionUnit::Months).send().await?;
    /// println!("{:?}", snapshot.expires_at);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/updateGroupClusterBackupSnapshot
    pub fn change_retention(&self, id: impl Into<String>, value: u32, unit: RetentionUnit) -> ChangeRetention {
        ChangeRetention::new(self.source.clone(), id.into(), value, unit)
    }

    /// Deletes a snapshot. It can't be brought back.
    ///
    /// [`DELETE /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/{snapshotId}`][op]
    /// · `deleteGroupClusterBackupSnapshot` · 2023-01-01. Requires **Project Backup Manager**.
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
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.backups("Cluster0").snapshots().delete("5f1a2b3c4d5e6f7a8b9c0d1e");
    /// assert!(delete.clone().send().await.unwrap_err().is_confirmation_required());
    /// delete.confirm(Confirm::yes()).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/deleteGroupClusterBackupSnapshot
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<DeleteSnapshot> {
        Unconfirmed::new(DeleteSnapshot::new(self.source.clone(), id.into()))
    }
}
