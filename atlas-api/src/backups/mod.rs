//! Backups of clusters: schedules, snapshots, restores, downloads and exports.

mod collection_restores;
mod compliance;
mod contents;
mod download;
mod export_buckets;
mod exports;
mod flex;
mod id;
mod modify_schedule;
mod private_endpoints;
mod restores;
mod schedule;
mod snapshots;

use std::str::FromStr;

use atlas_gen::{Client, OperationBuilder};
pub use chrono::Weekday;

pub use self::{
    collection_restores::{CollectionRestores, RestoredCollectionFilter},
    compliance::CompliancePolicy,
    export_buckets::ExportBuckets,
    exports::Exports,
    flex::{FlexBackups, FlexRestores, FlexSnapshots},
    id::{BackupPrivateEndpointId, CollectionRestoreId, ExportBucketId, ExportId, RestoreId, SnapshotId},
    modify_schedule::ModifySchedule,
    private_endpoints::BackupPrivateEndpoints,
    restores::Restores,
    schedule::Schedule,
    snapshots::{ShardedSnapshots, Snapshots},
};
#[doc(inline)]
pub use crate::specs::{
    BackupCopySpec, BackupScheduleChange, BackupScheduleUpdate, CollectionRestoreSpec, CompliancePolicySpec,
    DeliveryType, DownloadSpec, ExportBucketSpec, ExportSpec, RestoreSpec, Retention, RetentionPolicy, SnapshotSpec,
};
use crate::{Error, ProjectId, Request, cluster_ref::ClusterRef};

/// The backups of a cluster; returned by [`Atlas::backups`](crate::Atlas::backups).
///
/// They are the cloud backups of a dedicated cluster. A request for a flex cluster, which has
/// [backups of its own](FlexBackups), fails with the code `CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API`. A request with an
/// invalid cluster name is not sent.
#[derive(Clone, Debug)]
#[doc(alias = "CloudBackups")]
pub struct Backups {
    pub(crate) cluster: ClusterRef,
}

impl Backups {
    /// Returns a handle for the backup schedule of the cluster.
    #[must_use]
    #[inline]
    pub fn schedule(&self) -> Schedule {
        Schedule { cluster: self.cluster.clone() }
    }

    /// Returns a handle for the snapshots of the cluster. For a sharded cluster, read and delete them with
    /// [`sharded_snapshots`](Self::sharded_snapshots).
    #[must_use]
    #[inline]
    pub fn snapshots(&self) -> Snapshots {
        Snapshots { cluster: self.cluster.clone() }
    }

    /// Returns a handle for the snapshots of a sharded cluster.
    #[must_use]
    #[inline]
    pub fn sharded_snapshots(&self) -> ShardedSnapshots {
        ShardedSnapshots { cluster: self.cluster.clone() }
    }

    /// Returns a handle for the restores of the cluster's backups, to this or another cluster, and for downloads.
    #[must_use]
    #[inline]
    pub fn restores(&self) -> Restores {
        Restores { cluster: self.cluster.clone() }
    }

    /// Returns a handle for the restores of single databases and collections of the cluster's backups.
    #[must_use]
    #[inline]
    pub fn collection_restores(&self) -> CollectionRestores {
        CollectionRestores { cluster: self.cluster.clone() }
    }

    /// Returns a handle for the exports of the cluster's snapshots to buckets.
    #[must_use]
    #[inline]
    pub fn exports(&self) -> Exports {
        Exports { cluster: self.cluster.clone() }
    }
}

/// Returns a request for a resource of a cluster, by its id.
fn request_by_id<Id: FromStr<Err = Error>, B: OperationBuilder>(
    cluster: &ClusterRef,
    id: impl Into<String>,
    build: impl FnOnce(&Client, ProjectId, &str, Id) -> Result<B, Error>,
) -> Request<B::Value> {
    let id = id.into();
    cluster.request(|api, project, cluster| build(api, project, cluster, id.parse()?))
}
