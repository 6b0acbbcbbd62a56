//! What Atlas answers with.
//!
//! These are plain values whose properties are all optional, because Atlas leaves out what its documents call required.
//! An enumeration is open: a value that this version does not know is `Unknown`, with its text.

pub use atlas_gen::types::{
    AccessListEntry, NetworkPermissionEntryStatus as AccessListEntryStatus,
    NetworkPermissionEntryStatusStatus as AccessListEntryState,
};
pub use atlas_gen::types::{
    Alert, AlertConfig, AlertConfigEventTypeName, AlertConfigMatchers, AlertConfigMetricThreshold,
    AlertConfigThreshold, AlertCurrentValue, AlertCurrentValueUnits, AlertEventTypeName, AlertNotification,
    AlertStatus,
};
pub use atlas_gen::types::{
    ApiPrivateDownloadDeliveryUrl, BackupSnapshotRetentionRetentionUnit as RetentionUnit, BsonTimestamp,
    CloudBackupSnapshot, CloudBackupSnapshotCloudProvider, CloudBackupSnapshotConfigServerType,
    CloudBackupSnapshotFrequencyType, CloudBackupSnapshotSnapshotType, CloudBackupSnapshotStatus,
    CloudBackupSnapshotType, DiskBackupRestoreMember, DiskBackupShardedClusterSnapshotMember, SnapshotRestoreJob,
    SnapshotRestoreJobDeliveryType,
};
pub use atlas_gen::types::{
    BiConnector, CloudCluster, CloudRegionConfig, CloudRegionConfigInput,
    CloudRegionConfigProviderName as CloudProvider, CloudRegionConfigRegionName as RegionName, Cluster, ClusterInput,
    ClusterProcessArgs as AdvancedOptions, ClusterProcessArgsMinimumEnabledTlsProtocol as TlsProtocol,
    ClusterStateName, ClusterType, FlexCluster, FlexClusterStateName, HardwareSpec, HardwareSpecInput, OrgGroup,
    ReplicationSpec, ReplicationSpecInput, ResourceTag,
};
pub use atlas_gen::types::{
    ComponentLabel, DatabaseUser, DatabaseUserAwsIamType, DatabaseUserDatabaseName, DatabaseUserLdapAuthType,
    DatabaseUserOidcAuthType, DatabaseUserRole, DatabaseUserRoleRoleName, DatabaseUserX509Type, Link, UserScope,
    UserScopeType as ScopeType,
};
pub use atlas_gen::types::{
    DataFederationLimit as ProjectLimit, Group as Project, GroupRegionUsageRestrictions as RegionUsageRestrictions,
    GroupSettings as ProjectSettings, GroupUser as ProjectUser, GroupUserOrgMembershipStatus as MembershipStatus,
    TeamRole,
};
pub use atlas_gen::types::{Process, ProcessTypeName};
