//! The handles for backups.

use super::Atlas;
use crate::backups::{BackupPrivateEndpoints, Backups, CompliancePolicy, ExportBuckets, FlexBackups};

/// Handles for backups.
impl Atlas {
    /// Returns a handle for the backup compliance policy of the project.
    #[must_use]
    pub fn backup_compliance_policy(&self) -> CompliancePolicy {
        CompliancePolicy { atlas: self.clone() }
    }

    /// Returns a handle for the buckets of the project for exports of snapshots.
    #[must_use]
    pub fn backup_export_buckets(&self) -> ExportBuckets {
        ExportBuckets { atlas: self.clone() }
    }

    /// Returns a handle for the private endpoints of the project for exports of snapshots.
    #[must_use]
    pub fn backup_private_endpoints(&self) -> BackupPrivateEndpoints {
        BackupPrivateEndpoints { atlas: self.clone() }
    }

    /// Returns a handle for the backups of a cluster of the project: its schedule, snapshots, restores and exports.
    #[must_use]
    #[doc(alias = "cloud_backups")]
    pub fn backups(&self, cluster: impl Into<String>) -> Backups {
        Backups { cluster: self.cluster(cluster) }
    }

    /// Returns a handle for the backups of a flex cluster of the project: its snapshots and restores.
    #[must_use]
    pub fn flex_backups(&self, cluster: impl Into<String>) -> FlexBackups {
        FlexBackups { cluster: self.cluster(cluster) }
    }
}
