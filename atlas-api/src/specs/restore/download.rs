//! Spec of a download.

use super::RestoreSpec;
use crate::backups::SnapshotId;

/// A snapshot to [download](crate::backups::Restores::download): converts from the id of the snapshot, and from a
/// [`RestoreSpec`].
///
/// # Examples
/// ```
/// use atlas_api::backups::{DownloadSpec, RestoreSpec};
///
/// let by_id = DownloadSpec::from("5f1a2b3c4d5e6f7a8b9c0d1e");
/// # #[cfg(feature = "serde")]
/// # {
/// let file = r#"{ "deliveryType": "download", "snapshotId": "5f1a2b3c4d5e6f7a8b9c0d1e" }"#;
/// let spec: RestoreSpec = serde_json::from_str(file)?;
/// assert_eq!(DownloadSpec::from(spec), by_id);
/// # }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec downloads nothing by itself; pass it to `download`"]
pub struct DownloadSpec(pub(crate) RestoreSpec);

impl From<RestoreSpec> for DownloadSpec {
    fn from(spec: RestoreSpec) -> Self {
        Self(spec)
    }
}

impl From<&str> for DownloadSpec {
    fn from(snapshot_id: &str) -> Self {
        Self(RestoreSpec::download(snapshot_id))
    }
}

impl From<String> for DownloadSpec {
    fn from(snapshot_id: String) -> Self {
        Self(RestoreSpec::download(snapshot_id))
    }
}

impl From<&String> for DownloadSpec {
    fn from(snapshot_id: &String) -> Self {
        Self(RestoreSpec::download(snapshot_id))
    }
}

impl From<SnapshotId> for DownloadSpec {
    fn from(snapshot_id: SnapshotId) -> Self {
        Self(RestoreSpec::download(snapshot_id))
    }
}
