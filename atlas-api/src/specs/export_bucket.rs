//! Specs of export buckets and exports.

use atlas_gen::types::{BackupLabel, DiskBackupExportJobRequest, DiskBackupSnapshotExportBucketRequest};

use crate::{
    Error,
    backups::{ExportBucketId, SnapshotId},
    object_id,
    specs::check_length,
};

/// A bucket for exports of snapshots, to [create](crate::backups::ExportBuckets::create).
///
/// Atlas accesses it with a role that the project has been given at the cloud provider (cloud provider access).
///
/// ```
/// use atlas_api::backups::ExportBucketSpec;
///
/// let role = "5f1a2b3c4d5e6f7a8b9c0d1e";
/// let aws = ExportBucketSpec::aws("exports", role).private_networking(true);
/// let azure = ExportBucketSpec::azure("https://example.blob.core.windows.net/exports", role);
/// let gcp = ExportBucketSpec::gcp("exports", role);
/// # let _ = (aws, azure, gcp);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct ExportBucketSpec {
    body: DiskBackupSnapshotExportBucketRequest,
    /// The name of a container at Azure.
    name: Option<String>,
}

impl ExportBucketSpec {
    /// Returns a bucket at AWS, with the id of an IAM role. The name has 3 to 63 characters.
    pub fn aws(bucket: impl Into<String>, role_id: impl Into<String>) -> Self {
        let body = DiskBackupSnapshotExportBucketRequest::new().cloud_provider("AWS");
        Self { body: body.bucket_name(bucket.into()).iam_role_id(role_id.into()), name: None }
    }

    /// Returns a container at Azure, by its URL of 33 to 2048 characters, with the id of a role.
    pub fn azure(url: impl Into<String>, role_id: impl Into<String>) -> Self {
        let body = DiskBackupSnapshotExportBucketRequest::new().cloud_provider("AZURE");
        Self { body: body.service_url(url.into()).role_id(role_id.into()), name: None }
    }

    /// Returns a bucket at Google Cloud, with the id of a role. The name has 3 to 63 characters.
    pub fn gcp(bucket: impl Into<String>, role_id: impl Into<String>) -> Self {
        let body = DiskBackupSnapshotExportBucketRequest::new().cloud_provider("GCP");
        Self { body: body.bucket_name(bucket.into()).role_id(role_id.into()), name: None }
    }

    /// Sets a name for a container at Azure, of 3 to 63 characters.
    #[doc(alias = "bucketName")]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets whether exports to a bucket at AWS use only a [private endpoint](crate::backups::BackupPrivateEndpoints).
    #[doc(alias = "requirePrivateNetworking")]
    #[inline]
    pub fn private_networking(mut self, required: bool) -> Self {
        self.body = self.body.require_private_networking(required);
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<DiskBackupSnapshotExportBucketRequest, Error> {
        let mut body = self.body;
        if let Some(name) = self.name {
            if body.service_url.is_none() {
                let rule = "only a container at Azure has a name besides its URL; leave it out";
                return Err(Error::invalid_argument("bucket name", rule));
            }
            body = body.bucket_name(name);
        }
        let role = body.iam_role_id.as_deref().or(body.role_id.as_deref());
        object_id::parse("role id", role.unwrap_or_default())?;
        if let Some(name) = &body.bucket_name {
            check_length("bucket name", name, 3..=63)?;
        }
        if let Some(url) = &body.service_url {
            check_length("container URL", url, 33..=2048)?;
        }
        if body.require_private_networking.is_some() && body.iam_role_id.is_none() {
            return Err(Error::invalid_argument("private networking", "only possible at AWS; leave it out"));
        }
        Ok(body)
    }
}

/// An export of a snapshot to a bucket, to [start](crate::backups::Exports::start).
///
/// ```
/// use atlas_api::backups::ExportSpec;
///
/// let spec = ExportSpec::new("5f1a2b3c4d5e6f7a8b9c0d1e", "5f1a2b3c4d5e6f7a8b9c0d2e").label("reason", "audit");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec exports nothing by itself; pass it to `start`"]
pub struct ExportSpec {
    snapshot: String,
    bucket: String,
    labels: Vec<(String, String)>,
}

impl ExportSpec {
    /// Returns an export of a snapshot to an export bucket, by their ids.
    pub fn new(snapshot_id: impl Into<String>, bucket_id: impl Into<String>) -> Self {
        Self { snapshot: snapshot_id.into(), bucket: bucket_id.into(), labels: Vec::new() }
    }

    /// Adds a key and a value, which Atlas writes to the metadata file in the bucket.
    #[doc(alias = "customData")]
    pub fn label(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.labels.push((key.into(), value.into()));
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<DiskBackupExportJobRequest, Error> {
        let (snapshot, bucket): (SnapshotId, ExportBucketId) = (self.snapshot.parse()?, self.bucket.parse()?);
        let body = DiskBackupExportJobRequest::new();
        let mut body = body.snapshot_id(String::from(snapshot)).export_bucket_id(String::from(bucket));
        if !self.labels.is_empty() {
            let label = |(key, value)| BackupLabel::new().key(key).value(value);
            body = body.custom_data(self.labels.into_iter().map(label).collect::<Vec<_>>());
        }
        Ok(body)
    }
}
