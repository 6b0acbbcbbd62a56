//! Types with a name that differs from the one in the API document.

#[doc(inline)]
pub use atlas_gen::types::{
    ApiKeyUserDetails as ApiKey, BackupSnapshotRetentionRetentionUnit as RetentionUnit,
    CloudAccessRoleAssignment as RoleAssignment, CloudRegionConfigProviderName as CloudProvider,
    CloudRegionConfigRegionName as RegionName, ClusterProcessArgs as AdvancedOptions,
    ClusterProcessArgsMinimumEnabledTlsProtocol as TlsProtocol, CreateOrganizationResponse as CreatedOrganization,
    CustomDbRole as CustomRole, DataFederationLimit as ProjectLimit, DatabasePrivilegeActionAction as CustomRoleAction,
    EventTypeDetails as EventType, Group as Project, GroupEvent as Event, GroupEventEventTypeName as EventTypeName,
    GroupMaintenanceWindow as MaintenanceWindow, GroupRegionUsageRestrictions as RegionUsageRestrictions,
    GroupSettings as ProjectSettings, GroupUser as ProjectUser, GroupUserOrgMembershipStatus as MembershipStatus,
    InvoiceLineItemCloudProvider as InvoiceCloudProvider, InvoiceMetadataStatusName as InvoiceStatus,
    MeasurementDiskPartition as Disk, MeasurementsGeneralAtlas as MeasurementSeries,
    MesurementsDatabase as ProcessDatabase, MetricDataPointAtlas as DataPoint, MetricsMeasurementAtlas as Measurement,
    MetricsMeasurementAtlasUnits as MeasurementUnits, NetworkPermissionEntryStatus as AccessListEntryStatus,
    NetworkPermissionEntryStatusStatus as AccessListEntryState, OrgEvent as OrganizationEvent,
    OrgEventEventTypeName as OrganizationEventTypeName, OrgUser as OrganizationUser,
    OrgUserOrgMembershipStatus as OrganizationMembershipStatus, OrgUserRolesResponse as OrganizationUserRoles,
    OrgUserRolesResponseOrgRoles as OrganizationRole, SearchDeploymentResponse as SearchDeployment,
    SearchIndexResponse as SearchIndex, SearchIndexResponseLatestDefinition as SearchIndexDefinition,
    SearchIndexResponseStatus as SearchIndexStatus, TeamResponse as TeamSummary,
    UserAccessListResponse as ApiKeyAccessListEntry, UserScopeType as ScopeType,
};
