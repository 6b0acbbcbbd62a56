//! Snapshots of replica sets and of sharded clusters.

use atlas_gen::{Call, types::BackupSnapshotRetention};

use super::{SnapshotId, SnapshotSpec, request_by_id};
use crate::{
    Exists, Impact, List, Request, Response, Unconfirmed,
    cluster_ref::ClusterRef,
    model::{CloudBackupSnapshot, RetentionUnit},
    operation_doc,
    specs::check_retention,
    wait::{Wait, states},
};

/// The snapshots of a cluster; returned by [`Backups::snapshots`](super::Backups::snapshots).
///
/// [`take`](Self::take) and [`change_retention`](Self::change_retention) work for a sharded cluster too. For the other
/// methods, use [`ShardedSnapshots`] if `cluster_type` is `SHARDED` or `GEOSHARDED`.
#[derive(Clone, Debug)]
pub struct Snapshots {
    pub(super) cluster: ClusterRef,
}

/// The snapshots of a sharded cluster; returned by [`Backups::sharded_snapshots`](super::Backups::sharded_snapshots).
///
/// They have the ids and the type of other snapshots. A snapshot has a member for each shard.
#[derive(Clone, Debug)]
pub struct ShardedSnapshots {
    pub(super) cluster: ClusterRef,
}

impl Snapshots {
    /// Lists the snapshots of a replica set. See [`ShardedSnapshots::list`] for a sharded cluster.
    #[doc = operation_doc!("listGroupClusterBackupSnapshots")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let mut snapshots = atlas.backups("orders").snapshots().list().stream();
    /// while let Some(snapshot) = snapshots.next().await {
    ///     println!("{:?}", snapshot?.created_at);
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_backup_snapshots_for_cluster")]
    #[inline]
    pub fn list(&self) -> List<CloudBackupSnapshot> {
        let cluster = self.cluster.clone();
        List::new(&self.cluster.atlas, move |_, api| {
            let (project, cluster) = cluster.path()?;
            Ok(api.cloud_backups().list_backup_snapshots().group_id(project).cluster_name(cluster))
        })
    }

    /// Fetches a snapshot. [`wait_until_completed`](Self::wait_until_completed) waits for its end.
    #[doc = operation_doc!("getGroupClusterBackupSnapshot")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the snapshot or the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let snapshot = atlas.backups("orders").snapshots().get("5f1a2b3c4d5e6f7a8b9c0d1e").await?;
    /// println!("{:?}", snapshot.status);
    /// # });
    /// ```
    #[doc(alias = "get_backup_snapshot_for_cluster")]
    pub fn get(&self, id: impl Into<String>) -> Request<CloudBackupSnapshot> {
        request_by_id(&self.cluster, id, |api, project, cluster, id: SnapshotId| {
            let get = api.cloud_backups().get_cluster_backup_snapshot().group_id(project);
            Ok(get.cluster_name(cluster).snapshot_id(id))
        })
    }

    /// Returns whether a snapshot exists: [`get`](Self::get) followed by [`exists`](Request::exists).
    #[doc(alias = "is_existing_snapshot")]
    pub fn exists(&self, id: impl Into<String>) -> Exists {
        self.get(id).exists()
    }

    /// Waits until a snapshot of a replica set is completed, and returns it.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if the snapshot fails.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let snapshots = atlas.backups("orders").snapshots();
    /// let snapshot = snapshots.wait_until_completed("5f1a2b3c4d5e6f7a8b9c0d1e").await?;
    /// println!("{:?} bytes", snapshot.storage_size_bytes);
    /// # });
    /// ```
    pub fn wait_until_completed(
        &self,
        id: impl Into<String>,
    ) -> Wait<CloudBackupSnapshot, Response<CloudBackupSnapshot>> {
        let id = id.into();
        let what = format!("the snapshot {id:?} of the cluster {:?}", self.cluster.name);
        self.get(id).wait_for(what, states::SNAPSHOT_COMPLETED).must_exist()
    }

    /// Takes a snapshot of the cluster, which can be a replica set or a sharded cluster.
    #[doc = operation_doc!("takeGroupClusterBackupSnapshots")]
    /// Atlas responds before it takes the snapshot. The status is `queued`, then `inProgress`, and at last `completed`
    /// or `failed`: wait for it with [`wait_until_completed`](Self::wait_until_completed), or for a sharded cluster with
    /// [`ShardedSnapshots::wait_until_completed`].
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::backups::SnapshotSpec;
    ///
    /// let spec = SnapshotSpec::new().description("before the upgrade").retention_days(7);
    /// let snapshot = atlas.backups("orders").snapshots().take(spec).await?;
    /// println!("{:?}", snapshot.id);
    /// # });
    /// ```
    #[doc(alias = "create_snapshot_for_cluster")]
    #[inline]
    pub fn take(&self, spec: SnapshotSpec) -> Request<CloudBackupSnapshot> {
        self.cluster.request(|api, project, cluster| {
            let take = api.cloud_backups().take_snapshots().group_id(project).cluster_name(cluster);
            Ok(take.body(spec.into_body()?))
        })
    }

    /// Changes how long Atlas keeps a snapshot, and returns the snapshot. It requires a confirmation.
    #[doc = operation_doc!("updateGroupClusterBackupSnapshot")]
    /// The time starts when the snapshot was taken, so Atlas deletes the snapshot at once if it is older than that.
    /// `value` is at least 1.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id or `value` is 0;
    /// [`is_not_found`](crate::Error::is_not_found) if the snapshot does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, model::RetentionUnit};
    ///
    /// let snapshots = atlas.backups("orders").snapshots();
    /// let change = snapshots.change_retention("5f1a2b3c4d5e6f7a8b9c0d1e", 6, RetentionUnit::Months);
    /// let snapshot = change.confirm(Confirm::yes()).await?;
    /// println!("{:?}", snapshot.expires_at);
    /// # });
    /// ```
    pub fn change_retention(
        &self,
        id: impl Into<String>,
        value: u32,
        unit: RetentionUnit,
    ) -> Unconfirmed<CloudBackupSnapshot> {
        let id = id.into();
        let request = request_by_id(&self.cluster, &id, |api, project, cluster, id: SnapshotId| {
            let value = check_retention("retention", value)?;
            let body = BackupSnapshotRetention::new().retention_unit(unit).retention_value(value);
            let update = api.cloud_backups().update_backup_snapshot().group_id(project);
            Ok(update.cluster_name(cluster).snapshot_id(id).body(body))
        });
        let cluster = &self.cluster.name;
        let effect = format!("of cluster {cluster:?} will be deleted if it is older than its new retention");
        Unconfirmed::new(request, Impact::on("snapshot", id, effect))
    }

    /// Deletes a snapshot of a replica set. See [`ShardedSnapshots::delete`] for a sharded cluster.
    #[doc = operation_doc!("deleteGroupClusterBackupSnapshot")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the snapshot or the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.backups("orders").snapshots().delete("5f1a2b3c4d5e6f7a8b9c0d1e");
    /// delete.confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let request = request_by_id(&self.cluster, &id, |api, project, cluster, id: SnapshotId| {
            let delete = api.cloud_backups().delete_cluster_backup_snapshot().group_id(project);
            Ok(delete.cluster_name(cluster).snapshot_id(id))
        });
        deletion(&self.cluster, request, id)
    }
}

impl ShardedSnapshots {
    /// Fetches all snapshots of a sharded cluster. This list is not paginated.
    #[doc = operation_doc!("listGroupClusterBackupSnapshotShardedClusters")]
    /// # Errors
    /// As [`Snapshots::list`].
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for snapshot in atlas.backups("events").sharded_snapshots().list().await?.iter() {
    ///     println!("{:?}", snapshot.created_at);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> Request<Vec<CloudBackupSnapshot>> {
        let list = self.cluster.request(|api, project, cluster| {
            Ok(api.cloud_backups().list_backup_sharded_clusters().group_id(project).cluster_name(cluster))
        });
        list.map_call(Call::into_items)
    }

    /// Fetches a snapshot of a sharded cluster.
    #[doc = operation_doc!("getGroupClusterBackupSnapshotShardedCluster")]
    /// # Errors
    /// As [`Snapshots::get`].
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let snapshot = atlas.backups("events").sharded_snapshots().get("5f1a2b3c4d5e6f7a8b9c0d1e").await?;
    /// println!("{:?}", snapshot.members);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<CloudBackupSnapshot> {
        request_by_id(&self.cluster, id, |api, project, cluster, id: SnapshotId| {
            let get = api.cloud_backups().get_backup_sharded_cluster().group_id(project);
            Ok(get.cluster_name(cluster).snapshot_id(id))
        })
    }

    /// Returns whether a snapshot exists: [`get`](Self::get) followed by [`exists`](Request::exists).
    #[doc(alias = "is_existing_snapshot")]
    pub fn exists(&self, id: impl Into<String>) -> Exists {
        self.get(id).exists()
    }

    /// Waits until a snapshot of a sharded cluster is completed, and returns it.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if the snapshot fails.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let snapshots = atlas.backups("events").sharded_snapshots();
    /// let snapshot = snapshots.wait_until_completed("5f1a2b3c4d5e6f7a8b9c0d1e").await?;
    /// println!("{:?}", snapshot.members);
    /// # });
    /// ```
    pub fn wait_until_completed(
        &self,
        id: impl Into<String>,
    ) -> Wait<CloudBackupSnapshot, Response<CloudBackupSnapshot>> {
        let id = id.into();
        let what = format!("the snapshot {id:?} of the cluster {:?}", self.cluster.name);
        self.get(id).wait_for(what, states::SNAPSHOT_COMPLETED).must_exist()
    }

    /// Deletes a snapshot of a sharded cluster.
    #[doc = operation_doc!("deleteGroupClusterBackupSnapshotShardedCluster")]
    /// # Errors
    /// As [`Snapshots::delete`].
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.backups("events").sharded_snapshots().delete("5f1a2b3c4d5e6f7a8b9c0d1e");
    /// delete.confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let request = request_by_id(&self.cluster, &id, |api, project, cluster, id: SnapshotId| {
            let delete = api.cloud_backups().delete_backup_sharded_cluster().group_id(project);
            Ok(delete.cluster_name(cluster).snapshot_id(id))
        });
        deletion(&self.cluster, request, id)
    }
}

#[inline]
fn deletion(cluster: &ClusterRef, request: Request<()>, id: String) -> Unconfirmed<()> {
    let effect = format!("of cluster {:?} will be deleted, and cannot be restored anymore", cluster.name);
    Unconfirmed::new(request.deletes(), Impact::on("snapshot", id, effect))
}
