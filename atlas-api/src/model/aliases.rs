//! Types with a name that differs from the one in the API document.

#[doc(inline)]
pub use atlas_gen::types::{
    BackupSnapshotRetentionRetentionUnit as RetentionUnit, CloudRegionConfigProviderName as CloudProvider,
    CloudRegionConfigRegionName as RegionName, ClusterProcessArgs as AdvancedOptions,
    ClusterProcessArgsMinimumEnabledTlsProtocol as TlsProtocol, DataFederationLimit as ProjectLimit, Group as Project,
    GroupRegionUsageRestrictions as RegionUsageRestrictions, GroupSettings as ProjectSettings,
    GroupUser as ProjectUser, GroupUserOrgMembershipStatus as MembershipStatus,
    NetworkPermissionEntryStatus as AccessListEntryStatus, NetworkPermissionEntryStatusStatus as AccessListEntryState,
    UserScopeType as ScopeType,
};
