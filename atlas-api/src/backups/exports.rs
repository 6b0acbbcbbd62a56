//! Exports of a cluster's snapshots.

use super::{ExportId, ExportSpec, request_by_id};
use crate::{
    List, Request, Response,
    cluster_ref::ClusterRef,
    model::SnapshotExport,
    operation_doc,
    wait::{Wait, states},
};

/// The exports of a cluster's snapshots to buckets; returned by [`Backups::exports`](super::Backups::exports).
#[derive(Clone, Debug)]
pub struct Exports {
    pub(super) cluster: ClusterRef,
}

impl Exports {
    /// Lists the exports of the cluster's snapshots.
    #[doc = operation_doc!("listGroupClusterBackupExports")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for export in atlas.backups("orders").exports().list().all().await? {
    ///     println!("{:?}: {:?}", export.prefix, export.state);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<SnapshotExport> {
        let cluster = self.cluster.clone();
        List::new(&self.cluster.atlas, move |_, api| {
            let (project, cluster) = cluster.path()?;
            Ok(api.cloud_backups().list_backup_exports().group_id(project).cluster_name(cluster))
        })
    }

    /// Fetches an export.
    #[doc = operation_doc!("getGroupClusterBackupExport")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the export or the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let export = atlas.backups("orders").exports().get("5f1a2b3c4d5e6f7a8b9c0d6b").await?;
    /// println!("{:?}", export.state);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<SnapshotExport> {
        request_by_id(&self.cluster, id, |api, project, cluster, id: ExportId| {
            Ok(api.cloud_backups().get_backup_export().group_id(project).cluster_name(cluster).export_id(id))
        })
    }

    /// Starts an export of a snapshot to an [export bucket](super::ExportBuckets); returns its initial state.
    #[doc = operation_doc!("createGroupClusterBackupExport")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) if the snapshot, the bucket or the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::backups::ExportSpec;
    ///
    /// let exports = atlas.backups("orders").exports();
    /// let spec = ExportSpec::new("5f1a2b3c4d5e6f7a8b9c0d1e", "5f1a2b3c4d5e6f7a8b9c0d6a").label("reason", "audit");
    /// let export = exports.start(spec).await?;
    /// exports.wait_until_successful(export.id.as_deref().unwrap_or_default()).await?;
    /// # });
    /// ```
    #[inline]
    pub fn start(&self, spec: ExportSpec) -> Request<SnapshotExport> {
        self.cluster.request(|api, project, cluster| {
            let create = api.cloud_backups().create_backup_export().group_id(project).cluster_name(cluster);
            Ok(create.body(spec.into_body()?))
        })
    }

    /// Waits until an export has succeeded, and returns it.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if the export fails or is canceled.
    pub fn wait_until_successful(&self, id: impl Into<String>) -> Wait<SnapshotExport, Response<SnapshotExport>> {
        let id = id.into();
        let what = format!("the export {id:?} of the cluster {:?}", self.cluster.name);
        self.get(id).wait_for(what, states::EXPORT_SUCCESSFUL).must_exist()
    }
}
