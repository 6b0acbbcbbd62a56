//! Backups of flex clusters.

use atlas_gen::types::FlexBackupSnapshotDownloadCreate;

use super::{RestoreId, RestoreSpec, SnapshotId, request_by_id};
use crate::{
    Impact, List, Request, Response, Unconfirmed,
    cluster_ref::ClusterRef,
    model::{FlexRestore, FlexSnapshot},
    operation_doc,
    wait::{Wait, states},
};

/// The backups of a flex cluster: daily snapshots, and restores; returned by
/// [`Atlas::flex_backups`](crate::Atlas::flex_backups).
///
/// Atlas takes a snapshot each day and keeps it for some days; neither can be changed. A request for a cluster that is
/// not a flex cluster fails with the code `CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API`.
#[derive(Clone, Debug)]
pub struct FlexBackups {
    pub(crate) cluster: ClusterRef,
}

/// The snapshots of a flex cluster; returned by [`FlexBackups::snapshots`].
#[derive(Clone, Debug)]
pub struct FlexSnapshots {
    cluster: ClusterRef,
}

/// The restores and downloads of a flex cluster's snapshots; returned by [`FlexBackups::restores`].
#[derive(Clone, Debug)]
pub struct FlexRestores {
    pub(super) cluster: ClusterRef,
}

impl FlexBackups {
    /// Returns a handle for the snapshots of the cluster.
    #[must_use]
    #[inline]
    pub fn snapshots(&self) -> FlexSnapshots {
        FlexSnapshots { cluster: self.cluster.clone() }
    }

    /// Returns a handle for the restores and downloads of the cluster's snapshots.
    #[must_use]
    #[inline]
    pub fn restores(&self) -> FlexRestores {
        FlexRestores { cluster: self.cluster.clone() }
    }
}

impl FlexSnapshots {
    /// Lists the snapshots of the flex cluster.
    #[doc = operation_doc!("listGroupFlexClusterBackupSnapshots")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for snapshot in atlas.flex_backups("small").snapshots().list().all().await? {
    ///     println!("{:?}: {:?}", snapshot.id, snapshot.finish_time);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<FlexSnapshot> {
        let cluster = self.cluster.clone();
        List::new(&self.cluster.atlas, move |_, api| {
            let (project, cluster) = cluster.path()?;
            Ok(api.flex_snapshots().list_flex_backup_snapshots().group_id(project).name(cluster))
        })
    }

    /// Fetches a snapshot. [`wait_until_completed`](Self::wait_until_completed) waits for its end.
    #[doc = operation_doc!("getGroupFlexClusterBackupSnapshot")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the snapshot or the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let snapshot = atlas.flex_backups("small").snapshots().get("5f1a2b3c4d5e6f7a8b9c0d6c").await?;
    /// println!("{:?}", snapshot.expiration);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<FlexSnapshot> {
        request_by_id(&self.cluster, id, |api, project, cluster, id: SnapshotId| {
            Ok(api.flex_snapshots().get_flex_backup_snapshot().group_id(project).name(cluster).snapshot_id(id))
        })
    }

    /// Waits until a snapshot of a flex cluster is completed, and returns it.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if the snapshot fails.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let snapshots = atlas.flex_backups("small").snapshots();
    /// let snapshot = snapshots.wait_until_completed("5f1a2b3c4d5e6f7a8b9c0d6c").await?;
    /// println!("{:?}", snapshot.finish_time);
    /// # });
    /// ```
    pub fn wait_until_completed(&self, id: impl Into<String>) -> Wait<FlexSnapshot, Response<FlexSnapshot>> {
        let id = id.into();
        let what = format!("the snapshot {id:?} of the flex cluster {:?}", self.cluster.name);
        self.get(id).wait_for(what, states::SNAPSHOT_COMPLETED).must_exist()
    }
}

impl FlexRestores {
    /// Lists the restores and downloads of the flex cluster's snapshots.
    #[doc = operation_doc!("listGroupFlexClusterBackupRestoreJobs")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for restore in atlas.flex_backups("small").restores().list().all().await? {
    ///     println!("{:?}: {:?}", restore.delivery_type, restore.status);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<FlexRestore> {
        let cluster = self.cluster.clone();
        List::new(&self.cluster.atlas, move |_, api| {
            let (project, cluster) = cluster.path()?;
            Ok(api.flex_restore_jobs().list_flex_restore_jobs().group_id(project).name(cluster))
        })
    }

    /// Fetches a restore or a download.
    #[doc = operation_doc!("getGroupFlexClusterBackupRestoreJob")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the restore or the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let restore = atlas.flex_backups("small").restores().get("5f1a2b3c4d5e6f7a8b9c0d6d").await?;
    /// println!("{:?}", restore.status);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<FlexRestore> {
        request_by_id(&self.cluster, id, |api, project, cluster, id: RestoreId| {
            Ok(api.flex_restore_jobs().get_flex_restore_job().group_id(project).name(cluster).restore_job_id(id))
        })
    }

    /// Starts a restore of a snapshot to a cluster, which replaces all data of that cluster.
    #[doc = operation_doc!("createGroupFlexClusterBackupRestoreJob")]
    /// The spec is a [`RestoreSpec::automated`]. [`Confirm::name`](crate::Confirm::name) takes the name of the target. A
    /// restore to the cluster of the snapshot itself requires [`RestoreSpec::allow_same_cluster`] too. Atlas responds
    /// before it restores the data.
    ///
    /// # Errors
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) if the target is the cluster of the snapshot itself
    /// and the spec does not allow it; [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid, or
    /// not for a snapshot; [`is_not_found`](crate::Error::is_not_found) if the snapshot or the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, backups::RestoreSpec};
    ///
    /// let spec = RestoreSpec::automated("5f1a2b3c4d5e6f7a8b9c0d6c", "staging");
    /// let restore = atlas.flex_backups("small").restores().start(spec).confirm(Confirm::name("staging")).await?;
    /// atlas.flex_backups("small").restores().wait_until_completed(restore.id.as_deref().unwrap_or_default()).await?;
    /// # });
    /// ```
    #[inline]
    pub fn start(&self, spec: RestoreSpec) -> Unconfirmed<FlexRestore> {
        let target = spec.target_cluster().unwrap_or_default();
        let impact = Impact::on("cluster", target, "will have all of its data overwritten by the restore");
        let request = self.cluster.request(|api, project, cluster| {
            spec.check()?;
            spec.check_target(project, cluster)?;
            let create = api.flex_restore_jobs().create_flex_restore_job().group_id(project).name(cluster);
            Ok(create.body(spec.into_flex_body()?))
        });
        Unconfirmed::new(request, impact)
    }

    /// Prepares the download of a snapshot. It changes no cluster, so it needs no confirmation.
    #[doc = operation_doc!("downloadGroupFlexClusterBackup")]
    /// The result is a restore with the URL of an archive, `snapshot_url`, which can be downloaded once the restore is
    /// [completed](Self::wait_until_completed) and until `expiration_date`.
    ///
    /// # Errors
    /// As [`FlexSnapshots::get`].
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let restores = atlas.flex_backups("small").restores();
    /// let download = restores.download("5f1a2b3c4d5e6f7a8b9c0d6c").await?;
    /// let ready = restores.wait_until_completed(download.id.as_deref().unwrap_or_default()).await?;
    /// println!("{}", ready.snapshot_url.is_some());
    /// # });
    /// ```
    pub fn download(&self, snapshot: impl Into<String>) -> Request<FlexRestore> {
        request_by_id(&self.cluster, snapshot, |api, project, cluster, id: SnapshotId| {
            let body = FlexBackupSnapshotDownloadCreate::new().snapshot_id(String::from(id));
            Ok(api.flex_snapshots().download_flex_backup().group_id(project).name(cluster).body(body))
        })
    }

    /// Waits until a restore or a download is completed, and returns it.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if it fails.
    pub fn wait_until_completed(&self, id: impl Into<String>) -> Wait<FlexRestore, Response<FlexRestore>> {
        let id = id.into();
        let what = format!("the restore {id:?} of the flex cluster {:?}", self.cluster.name);
        self.get(id).wait_for(what, states::FLEX_RESTORE_COMPLETED).must_exist()
    }
}
