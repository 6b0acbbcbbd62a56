//! Types with a name that differs from the one in the API document.

#[doc(inline)]
pub use atlas_gen::types::{
    ActivityFeedLinkResponse as ActivityFeed, AdvancedDiskBackupSnapshotSchedulePolicy as BackupPolicy,
    AlertConfigEventTypeName as AlertConfigEvent, AlertConfigMatchers as AlertMatcher,
    AlertConfigMatchersFieldName as AlertMatcherField, AlertConfigMatchersOperator as AlertMatcherOperator,
    AlertConfigMatchersValue as AlertMatcherValue, AlertConfigMetricThresholdMode as MetricMode,
    AlertConfigMetricThresholdUnits as MetricUnits, AlertConfigThresholdUnits as ThresholdUnits,
    AlertNotificationRoles as NotificationRole, AlertNotificationTypeName as NotificationType, ApiKey as CurrentApiKey,
    ApiKeyUserDetails as ApiKey, AtlasClusterOutageSimulationOutageFilter as SimulatedRegion,
    AutoExportPolicyFrequencyType as AutoExportFrequency, BackupSnapshotRetentionRetentionUnit as RetentionUnit,
    CloudAccessRoleAssignment as RoleAssignment, CloudProviderRegions as ProviderRegions,
    CloudRegionConfigProviderName as CloudProvider, CloudRegionConfigRegionName as RegionName,
    CloudSearchMetrics as SearchMetricNames, ClusterConfigurationValidationError as ClusterProblem,
    ClusterConfigurationValidationResult as ClusterValidation, ClusterOutageSimulation as OutageSimulation,
    ClusterOutageSimulationState as OutageSimulationState, ClusterProcessArgs as AdvancedOptions,
    ClusterProcessArgsMinimumEnabledTlsProtocol as TlsProtocol, ClusterStatus as ChangeStatus,
    ClusterStatusChangeStatus as ChangeStatusState, CollectionRestoreCollectionStateResponse as RestoredCollection,
    CollectionRestoreCollectionStateResponseState as RestoredCollectionState,
    CollectionRestoreJobRequestIndexStrategy as RestoreIndexStrategy,
    CollectionRestoreJobRequestWriteStrategy as RestoreWriteStrategy,
    CollectionRestoreJobResponse as CollectionRestore, CollectionRestoreJobResponseState as CollectionRestoreState,
    CreateOrganizationResponse as CreatedOrganization, CustomDbRole as CustomRole, DataFederationLimit as ProjectLimit,
    DataProtectionSettings as BackupCompliancePolicy, DataProtectionSettingsState as BackupCompliancePolicyState,
    DatabasePrivilegeActionAction as CustomRoleAction, DiskBackupApiPolicyItem as BackupPolicyItem,
    DiskBackupApiPolicyItemFrequencyType as BackupFrequency, DiskBackupCollectionResponse as SnapshotCollection,
    DiskBackupCopySetting as BackupCopySetting, DiskBackupCopySettingCloudProvider as BackupCopyProvider,
    DiskBackupDatabaseResponse as SnapshotDatabase, DiskBackupExportJob as SnapshotExport,
    DiskBackupExportJobState as SnapshotExportState, DiskBackupSnapshotAwsExportBucketResponse as AwsExportBucket,
    DiskBackupSnapshotExportBucketResponse as ExportBucket,
    DiskBackupSnapshotExportBucketResponseCloudProvider as ExportBucketProvider,
    DiskBackupSnapshotSchedule as BackupSchedule, EmployeeAccessGrantGrantType as EmployeeAccess,
    EventTypeDetails as EventType, ExtraRetentionSettingFrequencyType as ExtraRetentionFrequency,
    FlexBackupRestoreJob as FlexRestore, FlexBackupRestoreJobStatus as FlexRestoreStatus,
    FlexBackupSnapshot as FlexSnapshot, FlexBackupSnapshotStatus as FlexSnapshotStatus, FtsMetric as SearchMetric,
    FtsMetricMetricName as SearchMetricName, FtsMetricUnits as SearchMetricUnits, Group as Project,
    GroupEvent as Event, GroupEventEventTypeName as EventTypeName, GroupIpAddresses as ProjectIpAddresses,
    GroupMaintenanceWindow as MaintenanceWindow, GroupRegionUsageRestrictions as RegionUsageRestrictions,
    GroupServiceAccount as ProjectServiceAccount, GroupSettings as ProjectSettings, GroupUser as ProjectUser,
    GroupUserOrgMembershipStatus as MembershipStatus, HardwareSpecEbsVolumeType as VolumeType,
    IndexOptions as RollingIndexOptions, LegacyAtlasCluster as UpgradedCluster,
    LegacyAtlasClusterStateName as UpgradedClusterState, MdbAvailableVersion as AvailableVersion,
    MeasurementDiskPartition as Disk, MeasurementsGeneralAtlas as MeasurementSeries,
    MeasurementsIndexes as SearchIndexSeries, MeasurementsNonIndex as SearchHostSeries,
    MesurementsDatabase as ProcessDatabase, MetricDataPointAtlas as DataPoint, MetricsMeasurementAtlas as Measurement,
    MetricsMeasurementAtlasUnits as MeasurementUnits, NetworkPermissionEntryStatus as AccessListEntryStatus,
    NetworkPermissionEntryStatusStatus as AccessListEntryState,
    ObjectStoragePrivateEndpointRequestRegionName as BackupPrivateEndpointRegion,
    ObjectStoragePrivateEndpointResponse as BackupPrivateEndpoint,
    ObjectStoragePrivateEndpointResponseStatus as BackupPrivateEndpointStatus,
    OrgDelegationSettingsResponse as DelegationSettings, OrgEvent as OrganizationEvent,
    OrgEventEventTypeName as OrganizationEventTypeName, OrgServiceAccount as ServiceAccount,
    OrgServiceAccountRoles as ServiceAccountRole, OrgUser as OrganizationUser,
    OrgUserOrgMembershipStatus as OrganizationMembershipStatus, OrgUserRolesResponse as OrganizationUserRoles,
    OrgUserRolesResponseOrgRoles as OrganizationRole, SampleDatasetStatus as SampleDataLoad,
    SampleDatasetStatusState as SampleDataLoadState, ServiceAccountGroup as ServiceAccountProject,
    ServiceAccountIpAccessListEntry as ServiceAccountAccessListEntry, TeamResponse as TeamSummary,
    UserAccessListResponse as ApiKeyAccessListEntry, UserScopeType as ScopeType,
};

#[cfg(feature = "ai-models")]
#[doc(inline)]
pub use atlas_gen::types::{AiModelApiKeyResponse as AiModelKey, AiModelRateLimitResponse as AiModelRateLimit};

#[cfg(feature = "billing")]
#[doc(inline)]
pub use atlas_gen::types::{
    CostExplorerFilterRequestBodyGroupBy as CostGrouping, CostExplorerFilterRequestBodyServices as CostService,
    CostExplorerFilterResponse as CostQueryToken, InvoiceLineItemCloudProvider as InvoiceCloudProvider,
    InvoiceMetadataStatusName as InvoiceStatus, InvoiceReportResponse as InvoiceReport,
    InvoiceReportResponseState as InvoiceReportState, OrgAssociatedInvoiceResponse as AssociatedInvoices,
    PublicUsageDetailsLineItem as UsageLineItem, SkuResponse as Sku,
};

#[cfg(feature = "data-federation")]
#[doc(inline)]
pub use atlas_gen::types::{
    BaseAtlasDataLakeRegion as DataFederationRegion, DataFederationTenantQueryLimit as QueryLimit,
    DataFederationTenantQueryLimitOverrunPolicy as QueryOverrunPolicy,
    DataLakeDataProcessRegionCloudProvider as DataFederationProvider,
    DataLakeDatabaseDataSourceSettingsDefaultFormat as DataFormat, DataLakeStoreSettingsRegion as FederatedStoreRegion,
    DataLakeTenant as FederatedDatabase, DataLakeTenantState as FederatedDatabaseState,
    PrivateNetworkEndpointIdEntry as DataFederationEndpoint,
    PrivateNetworkEndpointIdEntryStatus as DataFederationEndpointStatus,
};

#[cfg(feature = "federation")]
#[doc(inline)]
pub use atlas_gen::types::{
    AuthFederationRoleMapping as RoleMapping, ConnectedOrgConfig as ConnectedOrganization,
    ConnectedOrgConfigPostAuthRoleGrants as DefaultRole, ConnectedOrgConfigRoleAssignment as MappedRole,
    FederationIdentityProvider as IdentityProvider, FederationIdentityProviderIdpType as IdentityProviderType,
    FederationIdentityProviderProtocol as IdentityProviderProtocol,
    FederationIdentityProviderStatus as IdentityProviderStatus,
    FederationIdentityProviderUpdateRequestBinding as SamlRequestBinding,
    FederationIdentityProviderUpdateResponseSignatureAlgorithm as SamlSignatureAlgorithm,
    FederationOidcIdentityProvider as OidcIdentityProvider, OrgFederationSettings as FederationSettings,
};

#[cfg(feature = "global-clusters")]
#[doc(inline)]
pub use atlas_gen::types::{GeoSharding as GlobalWrites, ManagedNamespaces as ManagedNamespace};

#[cfg(feature = "integrations")]
#[doc(inline)]
pub use atlas_gen::types::{
    LogIntegrationRequestLogTypes as LogType, LogIntegrationRequestRegion as DatadogRegion,
    LogIntegrationResponse as LogIntegration, LogIntegrationResponseType as LogIntegrationType,
    MetricIntegrationRequestAggregationTemporality as AggregationTemporality,
    MetricIntegrationRequestIntegrationType as MetricIntegrationType,
    MetricIntegrationRequestMetricSelection as MetricSelection, MetricIntegrationRequestProviderType as MetricProvider,
    MetricIntegrationResponse as MetricIntegration, ThirdPartyIntegration as Integration,
    ThirdPartyIntegrationRegion as IntegrationRegion, ThirdPartyIntegrationServiceDiscovery as ServiceDiscovery,
    ThirdPartyIntegrationType as IntegrationType,
};

#[cfg(feature = "live-migration")]
#[doc(inline)]
pub use atlas_gen::types::{
    AvailableClustersDeployment as MigrationDeployment, LiveImportAvailableProject as MigrationProject,
    LiveImportValidation as LiveMigrationValidation, LiveImportValidationStatus as LiveMigrationValidationStatus,
    LiveMigrationResponse as LiveMigration, LiveMigrationResponseStatus as LiveMigrationStatus,
    ShardEntry as MigrationShardedCollection, ShardKeys as MigrationShardKeys, ShardingRequest as MigrationSharding,
    TargetOrg as LinkToken,
};

#[cfg(feature = "mcp")]
#[doc(inline)]
pub use atlas_gen::types::{
    GroupMcpConfigResponse as ProjectMcpConfig, OrgMcpConfigResponse as OrganizationMcpConfig,
    OrgMcpConfigResponseRoles as OrganizationMcpConfigRole,
};

#[cfg(feature = "network-security")]
#[doc(inline)]
pub use atlas_gen::types::{
    AwsCustomDnsEnabled as AwsCustomDns, AwsKmsConfigurationRegion as AwsKeyRegion,
    AzureKeyVaultAzureEnvironment as AzureEnvironment, CloudProviderAccessAwsIamRole as AwsIamRole,
    CloudProviderAccessAzureServicePrincipal as AzureServicePrincipal, CloudProviderAccessFeatureUsage as RoleUsage,
    CloudProviderAccessFeatureUsageFeatureType as RoleUsageType,
    CloudProviderAccessGcpServiceAccount as GcpServiceAccount,
    CloudProviderAccessGcpServiceAccountStatus as GcpServiceAccountStatus,
    CloudProviderAccessRole as CloudProviderRole, CloudProviderAccessRoles as CloudProviderRoles,
    EarPrivateEndpoint as EncryptionPrivateEndpoint, EarPrivateEndpointRegionName as EncryptionPrivateEndpointRegion,
    EarPrivateEndpointStatus as EncryptionPrivateEndpointStatus, EndpointService as PrivateEndpointService,
    EndpointServiceStatus as PrivateEndpointServiceStatus, GcpConsumerForwardingRule as ForwardingRule,
    GcpConsumerForwardingRuleStatus as ForwardingRuleStatus, LdapVerifyConnectivityJobRequest as LdapVerification,
    LdapVerifyConnectivityJobRequestParams as LdapConnection,
    LdapVerifyConnectivityJobRequestStatus as LdapVerificationStatus,
    LdapVerifyConnectivityJobRequestValidation as LdapValidation,
    LdapVerifyConnectivityJobRequestValidationStatus as LdapValidationStatus,
    LdapVerifyConnectivityJobRequestValidationValidationType as LdapValidationType, MongoDbAccessLogs as LoginAttempt,
    MongoDbAccessLogsList as LoginAttempts, NetworkContainerRegion as AzureNetworkRegion,
    NetworkContainerRegionName as AwsNetworkRegion, NetworkContainerRegions as GcpNetworkRegion,
    PrivateLinkEndpoint as PrivateEndpoint, PrivateLinkEndpointConnectionStatus as PrivateEndpointConnectionStatus,
    PrivateLinkEndpointStatus as PrivateEndpointStatus, ProjectSettingItem as RegionalMode,
    UserCert as UserCertificate,
};

#[cfg(feature = "online-archives")]
#[doc(inline)]
pub use atlas_gen::types::{
    BackupOnlineArchive as OnlineArchive, BackupOnlineArchiveCreateCollectionType as OnlineArchiveCollectionType,
    BackupOnlineArchiveState as OnlineArchiveState, CreateDataProcessRegionCloudProvider as ArchiveProvider,
    CreateDataProcessRegionRegion as ArchiveRegion, Criteria as OnlineArchiveCriteria,
    CriteriaDateFormat as ArchiveDateFormat, CriteriaType as ArchiveCriteriaType,
};

#[cfg(feature = "performance")]
#[doc(inline)]
pub use atlas_gen::types::{
    CollStatsLatencyNamespaceMetric as CollectionMetric,
    CollStatsLatencyNamespaceMetricMetricName as CollectionMetricName,
    CollStatsLatencyNamespaceMetricUnits as CollectionMetricUnits,
    CollStatsLatencyNamespaceMetrics as CollectionMetricNames, CollStatsRankedNamespaces as RankedNamespaces,
    DropIndexSuggestionsIndex as DroppableIndex, DropIndexSuggestionsResponse as DropSuggestions,
    MeasurementsCollStatsLatencyCluster as ClusterCollectionSeries,
    MeasurementsCollStatsLatencyHost as CollectionSeries, NamespaceObj as QueriedNamespace,
    Namespaces as QueriedNamespaces, PerformanceAdvisorIndex as SuggestedIndex,
    PerformanceAdvisorResponse as SuggestedIndexes, PerformanceAdvisorSlowQuery as SlowQuery,
    PerformanceAdvisorSlowQueryList as SlowQueries, PerformanceAdvisorSlowQueryMetrics as SlowQueryMetrics,
    QueryShapeResponse as QueryShape, QueryShapeResponseStatus as QueryShapeStatus,
    QueryStatsDetailsResponse as QueryShapeDetails, QueryStatsSummary as QueryShapeSummary,
    QueryStatsSummaryCommand as QueryShapeCommand, QueryStatsSummaryListResponse as QueryShapeSummaries,
    SchemaAdvisorItemRecommendation as SchemaRecommendation, SchemaAdvisorResponse as SchemaAdvice,
};

#[cfg(feature = "policies")]
#[doc(inline)]
pub use atlas_gen::types::RateLimitEndpointSetResponse as EndpointSetRateLimit;

#[cfg(feature = "search")]
#[doc(inline)]
pub use atlas_gen::types::{
    SearchDeploymentResponse as SearchDeployment, SearchIndexResponse as SearchIndex,
    SearchIndexResponseLatestDefinition as SearchIndexDefinition, SearchIndexResponseStatus as SearchIndexStatus,
};

#[cfg(feature = "streams")]
#[doc(inline)]
pub use atlas_gen::types::{
    AccountDetails as StreamAccount, BaseStreamsRegion as StreamRegion, StreamConfigTier as StreamTier,
    StreamsConnection as StreamConnection, StreamsConnectionState as StreamConnectionState,
    StreamsConnectionType as StreamConnectionType, StreamsFailoverConnection as StreamFailoverConnection,
    StreamsPrivateLinkConnection as StreamPrivateLink,
    StreamsPrivateLinkConnectionAuthenticationScheme as StreamPrivateLinkAuthentication,
    StreamsProcessor as CreatedStreamProcessor, StreamsProcessorWithStats as StreamProcessor,
    StreamsStartProcessorFailoverMode as StreamFailoverMode, StreamsTenant as StreamWorkspace,
    VpcPeeringConnection as StreamVpcPeering, VpcPeeringConnectionLocalStatus as StreamVpcPeeringStatus,
};
