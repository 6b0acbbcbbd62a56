//! Restores and downloads of snapshots.

use super::{DownloadSpec, RestoreId, RestoreSpec, request_by_id};
use crate::{
    Error, Impact, List, ProjectId, Request, Response, Unconfirmed,
    cluster_ref::ClusterRef,
    model::SnapshotRestoreJob,
    operation_doc,
    wait::{Wait, states},
};

/// The restores and downloads of a cluster's backups; returned by [`Backups::restores`](super::Backups::restores).
#[derive(Clone, Debug)]
pub struct Restores {
    pub(super) cluster: ClusterRef,
}

impl Restores {
    /// Lists the restores and downloads of the cluster's backups.
    #[doc = operation_doc!("listGroupClusterBackupRestoreJobs")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for restore in atlas.backups("orders").restores().list().all().await? {
    ///     println!("{:?}", restore.finished_at);
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_snapshot_restore_requests")]
    #[inline]
    pub fn list(&self) -> List<SnapshotRestoreJob> {
        let cluster = self.cluster.clone();
        List::new(&self.cluster.atlas, move |_, api| {
            let (project, cluster) = cluster.path()?;
            Ok(api.cloud_backups().list_backup_restore_jobs().group_id(project).cluster_name(cluster))
        })
    }

    /// Fetches a restore or a download. Wait for its end with [`wait_until`](Request::wait_until) and
    /// [`RESTORE_FINISHED`](crate::wait::states::RESTORE_FINISHED).
    #[doc = operation_doc!("getGroupClusterBackupRestoreJob")]
    /// A restore has a `finished_at` at its end, and a download a `delivery_url`, unless it is `cancelled`, `expired`
    /// or `failed`.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](Error::is_not_found) if the restore or the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::wait::states;
    ///
    /// let get = atlas.backups("orders").restores().get("5f1a2b3c4d5e6f7a8b9c0d1f");
    /// get.wait_until(states::RESTORE_FINISHED).await?;
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<SnapshotRestoreJob> {
        request_by_id(&self.cluster, id, |api, project, cluster, id: RestoreId| {
            let get = api.cloud_backups().get_backup_restore_job().group_id(project);
            Ok(get.cluster_name(cluster).restore_job_id(id))
        })
    }

    /// Waits until a restore has finished or a download is ready, and returns it.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](Error::is_failed_state) if it fails, is canceled or expires.
    pub fn wait_until_finished(&self, id: impl Into<String>) -> Wait<SnapshotRestoreJob, Response<SnapshotRestoreJob>> {
        let id = id.into();
        let what = format!("the restore {id:?} of the cluster {:?}", self.cluster.name);
        self.get(id).wait_for(what, states::RESTORE_FINISHED).must_exist()
    }

    /// Starts a restore to a cluster, which replaces all data of that cluster.
    #[doc = operation_doc!("createGroupClusterBackupRestoreJob")]
    /// [`Confirm::name`](crate::Confirm::name) takes the name of the target. A restore to the cluster of the backup
    /// itself requires [`RestoreSpec::allow_same_cluster`] too. Atlas responds before it restores the data.
    ///
    /// # Errors
    /// [`is_confirmation_required`](Error::is_confirmation_required) if the target is the cluster of the backup itself
    /// and the spec does not allow it; [`is_invalid_argument`](Error::is_invalid_argument) if the spec is invalid or for
    /// a [download](Self::download); [`is_restore_conflict`](Error::is_restore_conflict) during another restore to the
    /// target.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, backups::RestoreSpec};
    ///
    /// let restores = atlas.backups("orders").restores();
    /// let to_another = RestoreSpec::automated("5f1a2b3c4d5e6f7a8b9c0d1e", "staging");
    /// restores.start(to_another).confirm(Confirm::name("staging")).await?;
    ///
    /// let to_itself = RestoreSpec::automated("5f1a2b3c4d5e6f7a8b9c0d1e", "orders").allow_same_cluster();
    /// restores.start(to_itself).confirm(Confirm::name("orders")).await?;
    /// # });
    /// ```
    #[doc(alias("request_snapshot_restore", "request_snapshot_restore_to_group"))]
    #[inline]
    pub fn start(&self, spec: RestoreSpec) -> Unconfirmed<SnapshotRestoreJob> {
        let target = spec.target_cluster().unwrap_or_default();
        let impact = Impact::on("cluster", target, "will have all of its data overwritten by the restore");
        Unconfirmed::new(self.create(spec, RestoreSpec::check_target), impact)
    }

    /// Starts a download of a snapshot. It changes no cluster, so it needs no confirmation.
    #[doc = operation_doc!("createGroupClusterBackupRestoreJob")]
    /// `snapshot` is the id of a snapshot, or a [`RestoreSpec::download`], such as one from a file. Atlas responds
    /// before the files are ready: [wait](Self::wait_until_finished), and then download each [file](Self::file).
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the id is not an id, or the spec is for a
    /// [restore](Self::start) to a cluster; [`is_not_found`](Error::is_not_found) if the snapshot does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let download = atlas.backups("orders").restores().download("5f1a2b3c4d5e6f7a8b9c0d1e").await?;
    /// println!("{:?}", download.id);
    /// # });
    /// ```
    pub fn download(&self, snapshot: impl Into<DownloadSpec>) -> Request<SnapshotRestoreJob> {
        let DownloadSpec(spec) = snapshot.into();
        self.create(spec, |spec, _, _| spec.check_download()).confirmed()
    }

    fn create(
        &self,
        spec: RestoreSpec,
        check: impl FnOnce(&RestoreSpec, ProjectId, &str) -> Result<(), Error>,
    ) -> Request<SnapshotRestoreJob> {
        self.cluster.request(|api, project, cluster| {
            spec.check()?;
            spec.check_time(self.cluster.atlas.now())?;
            check(&spec, project, cluster)?;
            let create = api.cloud_backups().create_backup_restore_job().group_id(project).cluster_name(cluster);
            Ok(create.body(spec.into_body(project)?))
        })
    }

    /// Cancels a restore, or withdraws a download.
    #[doc = operation_doc!("cancelGroupClusterBackupRestoreJob")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](Error::is_not_found) if the restore does not exist. If Atlas cannot stop the restore anymore,
    /// the code is [`CANNOT_CANCEL_AUTOMATED_RESTORE`](crate::codes::CANNOT_CANCEL_AUTOMATED_RESTORE).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let cancel = atlas.backups("orders").restores().cancel("5f1a2b3c4d5e6f7a8b9c0d20");
    /// cancel.confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    #[doc(alias = "cancel_snapshot_restore_request")]
    pub fn cancel(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let request = request_by_id(&self.cluster, &id, |api, project, cluster, id: RestoreId| {
            let cancel = api.cloud_backups().cancel_backup_restore_job().group_id(project);
            Ok(cancel.cluster_name(cluster).restore_job_id(id))
        });
        Unconfirmed::new(request.deletes(), Impact::on("restore", id, "will be canceled, and its download withdrawn"))
    }
}
