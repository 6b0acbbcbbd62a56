//! The buckets of a project for exports of snapshots.

use atlas_gen::types::UpdateRequirePrivateNetworkingRequest;

use super::{ExportBucketId, ExportBucketSpec};
use crate::{
    Atlas, Impact, List, Request, Unconfirmed,
    model::{AwsExportBucket, ExportBucket},
    operation_doc,
};

/// The buckets of a project for exports of snapshots; returned by
/// [`Atlas::backup_export_buckets`](crate::Atlas::backup_export_buckets).
///
/// [`Exports::start`](super::Exports::start) exports a snapshot to one.
#[derive(Clone, Debug)]
pub struct ExportBuckets {
    pub(crate) atlas: Atlas,
}

impl ExportBuckets {
    /// Lists the export buckets of the project.
    #[doc = operation_doc!("listGroupBackupExportBuckets")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for bucket in atlas.backup_export_buckets().list().all().await? {
    ///     println!("{:?}: {:?}", bucket.id, bucket.bucket_name);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<ExportBucket> {
        List::new(&self.atlas, |atlas, api| Ok(api.cloud_backups().list_export_buckets().group_id(atlas.project_id()?)))
    }

    /// Fetches an export bucket.
    #[doc = operation_doc!("getGroupBackupExportBucket")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) (`EXPORT_BUCKET_NOT_FOUND`) if the bucket does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let bucket = atlas.backup_export_buckets().get("5f1a2b3c4d5e6f7a8b9c0d6a").await?;
    /// println!("{:?}", bucket.cloud_provider);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<ExportBucket> {
        Request::by_id(&self.atlas, id, |api, project, bucket: ExportBucketId| {
            Ok(api.cloud_backups().get_export_bucket().group_id(project).export_bucket_id(bucket))
        })
    }

    /// Gives the project access to a bucket, after Atlas has checked that its role can write to it.
    #[doc = operation_doc!("createGroupBackupExportBucket")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; an error of Atlas if the role cannot
    /// access the bucket.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::backups::ExportBucketSpec;
    ///
    /// let spec = ExportBucketSpec::aws("exports", "5f1a2b3c4d5e6f7a8b9c0d1e");
    /// let bucket = atlas.backup_export_buckets().create(spec).await?;
    /// println!("{:?}", bucket.id);
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: ExportBucketSpec) -> Request<ExportBucket> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.cloud_backups().create_export_bucket().group_id(project).body(spec.into_body()?))
        })
    }

    /// Sets whether exports to a bucket at AWS use only a private endpoint. Nothing else of a bucket can be changed.
    #[doc = operation_doc!("updateGroupBackupExportBucket")]
    /// # Errors
    /// As [`get`](Self::get); an error of Atlas for a bucket of another provider.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let bucket = atlas.backup_export_buckets().set_private_networking("5f1a2b3c4d5e6f7a8b9c0d6a", true).await?;
    /// assert_eq!(bucket.require_private_networking, Some(true));
    /// # });
    /// ```
    #[doc(alias("update", "requirePrivateNetworking"))]
    pub fn set_private_networking(&self, id: impl Into<String>, required: bool) -> Request<AwsExportBucket> {
        Request::by_id(&self.atlas, id, |api, project, bucket: ExportBucketId| {
            let update = api.cloud_backups().update_backup_export_bucket().group_id(project).export_bucket_id(bucket);
            Ok(update.body(UpdateRequirePrivateNetworkingRequest::new().require_private_networking(required)))
        })
    }

    /// Deletes an export bucket from the project. The bucket at the provider and its content remain.
    #[doc = operation_doc!("deleteGroupBackupExportBucket")]
    /// # Errors
    /// As [`get`](Self::get); an error of Atlas (`EXPORT_BUCKET_DELETE_FAILED`) while the bucket is in use.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.backup_export_buckets().delete("5f1a2b3c4d5e6f7a8b9c0d6a");
    /// delete.confirm(Confirm::name("exports")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let request = Request::by_id(&self.atlas, &*id, |api, project, bucket: ExportBucketId| {
            Ok(api.cloud_backups().delete_export_bucket().group_id(project).export_bucket_id(bucket))
        });
        let name = self.get(&*id).into_json();
        let impact = Impact::on_id("export bucket", id, "will be deleted from the project, but not at the provider");
        Unconfirmed::new(request.deletes(), impact).named_by(name, "bucketName")
    }
}
