//! The restores of a cluster's backups.

mod cancel;
mod get;
mod list;
mod start;

pub use self::{cancel::CancelRestore, get::GetRestore, list::ListRestores, start::StartRestore};
use super::source::Source;
use crate::{Unconfirmed, specs::RestoreSpec};

/// The restores of a cluster's backups; made by [`Backups::restores`](crate::Backups::restores).
///
/// Each method begins a request, which is sent by its `send`.
#[derive(Clone, Debug)]
pub struct Restores {
    source: Source,
}

impl Restores {
    pub(super) fn new(source: Source) -> Self {
        Self { source }
    }

    /// Lists the restores: one page of them, or all as a stream.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/restoreJobs`][op] ·
    /// `listGroupClusterBackupRestoreJobs` · 2023-01-01. Requires **Project Backup Manager**.
    ///
    /// A page has 500 restores unless another [size](ListRestores::page_size) is asked for.
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
    /// # fake.insert("clusters/Cluster0/backup/restoreJobs", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e", "deliveryType": "download" }))?;
    /// let mut restores = atlas.backups("Cluster0").restores().list().stream();
    /// while let Some(restore) = restores.next().await {
    ///     let restore = restore?;
    ///     println!("{:?} finished at {:?}", restore.target_cluster_name, restore.finished_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/listGroupClusterBackupRestoreJobs
    #[doc(alias = "get_snapshot_restore_requests")]
    pub fn list(&self) -> ListRestores {
        ListRestores::new(self.source.clone())
    }

    /// Gets one restore.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/restoreJobs/{restoreJobId}`][op]
    /// · `getGroupClusterBackupRestoreJob` · 2023-01-01. Requires **Project Backup Manager**.
    ///
    /// It is over when it has a `finished_at`, for a download a `delivery_url`, or when it is `cancelled`, `expired` or
    /// `failed`.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no id or no name of a cluster, before
    /// anything is sent; [`is_not_found`](crate::Error::is_not_found) if there is no such restore.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// # fake.insert("clusters/Cluster0/backup/restoreJobs", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e", "deliveryType": "download" }))?;
    /// let restore = atlas.backups("Cluster0").restores().get("5f1a2b3c4d5e6f7a8b9c0d1e").send().await?;
    /// println!("{:?}", restore.finished_at);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/getGroupClusterBackupRestoreJob
    pub fn get(&self, id: impl Into<String>) -> GetRestore {
        GetRestore::new(self.source.clone(), id.into())
    }

    /// Starts a restore.
    ///
    /// [`POST /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/restoreJobs`][op] ·
    /// `createGroupClusterBackupRestoreJob` · 2023-01-01. Requires **Project Backup Recovery Operator** or **Project Backup
    /// Export Operator**.
    ///
    /// A restore onto a cluster replaces all data of that cluster, so that it is to be [confirmed](crate::Confirm); its
    /// name for that is the name of the target. One onto the very cluster whose backup it is needs
    /// [`allow_same_cluster`](Unconfirmed::allow_same_cluster) besides. A download touches no cluster, and is sent without
    /// confirmation.
    ///
    /// Atlas answers before the data is restored, and goes on by itself. A target whose project the spec does not say is in
    /// the project of the client.
    ///
    /// # Errors
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) if one of these words is missing, and then
    /// nothing is sent; [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec breaks one of its rules.
    /// Atlas refuses with `CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE` while another restore onto the target goes on.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0" }))?;
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster1" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// # fake.insert("clusters/Cluster0/backup/restoreJobs", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e", "deliveryType": "download" }))?;
    /// use atlas_api::{Confirm, specs::RestoreSpec};
    ///
    /// let restores = atlas.backups("Cluster0").restores();
    /// let onto_another = restores.start(RestoreSpec::automated("5f1a2b3c4d5e6f7a8b9c0d1e", "Cluster1"));
    /// onto_another.confirm(Confirm::name("Cluster1")).send().await?;
    ///
    /// let onto_itself = restores.start(RestoreSpec::automated("5f1a2b3c4d5e6f7a8b9c0d1e", "Cluster0"));
    /// let refused = onto_itself.clone().confirm(Confirm::yes()).send().await.unwrap_err();
    /// assert!(refused.is_confirmation_required());
    /// onto_itself.allow_same_cluster().confirm(Confirm::yes()).send().await?;
    ///
    /// restores.start(RestoreSpec::download("5f1a2b3c4d5e6f7a8b9c0d1e")).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/createGroupClusterBackupRestoreJob
    #[doc(alias = "request_snapshot_restore")]
    #[doc(alias = "request_snapshot_restore_to_group")]
    pub fn start(&self, spec: RestoreSpec) -> Unconfirmed<StartRestore> {
        Unconfirmed::new(StartRestore::new(self.source.clone(), spec))
    }

    /// Cancels a restore, or withdraws a download.
    ///
    /// [`DELETE /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/restoreJobs/{restoreJobId}`][op]
    /// · `cancelGroupClusterBackupRestoreJob` · 2023-01-01. Requires **Project Backup Recovery Operator** or **Project
    /// Backup Export Operator**.
    ///
    /// # Errors
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) unless it is [confirmed](crate::Confirm), and
    /// then nothing is sent; [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no id or no name of a
    /// cluster; [`is_not_found`](crate::Error::is_not_found) if there is no such restore. Atlas refuses with
    /// `CANNOT_CANCEL_AUTOMATED_RESTORE` what it can't stop any more.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("clusters", serde_json::json!({ "name": "Cluster0" }))?;
    /// # fake.insert("clusters/Cluster0/backup/snapshots", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// # fake.insert("clusters/Cluster0/backup/restoreJobs", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e", "deliveryType": "download" }))?;
    /// use atlas_api::Confirm;
    ///
    /// let restores = atlas.backups("Cluster0").restores();
    /// restores.cancel("5f1a2b3c4d5e6f7a8b9c0d1e").confirm(Confirm::yes()).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Cloud-Backups/operation/cancelGroupClusterBackupRestoreJob
    #[doc(alias = "cancel_snapshot_restore_request")]
    pub fn cancel(&self, id: impl Into<String>) -> Unconfirmed<CancelRestore> {
        Unconfirmed::new(CancelRestore::new(self.source.clone(), id.into()))
    }
}
