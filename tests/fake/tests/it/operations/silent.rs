//! The changes that record no event.

use std::collections::BTreeSet;

/// Reasons, each with operations.
const SILENT: &[(&str, &[&str])] = &[
    (
        "the document has no type of event for the change",
        &[
            "acceptGroupStreamVpcPeeringConnection",
            "cancelGroupClusterBackupRestoreJob",
            "createGroupBackupPrivateEndpoint",
            "createGroupClusterCollectionRestoreJob",
            "createGroupClusterGlobalWriteCustomZoneMapping",
            "createGroupClusterGlobalWriteManagedNamespace",
            "createGroupClusterOverloadSimulation",
            "createGroupClusterRestoreJob",
            "createGroupContainer",
            "createGroupMcpConfig",
            "createGroupMcpConfigSecret",
            "createGroupServerlessBackupRestoreJob",
            "createGroupStandbyLink",
            "createGroupStandbyLinkFailover",
            "createGroupStreamConnectionFailoverConnection",
            "createGroupStreamPrivateLinkConnection",
            "createOrgBillingCostExplorerUsageProcess",
            "createOrgInvoiceReport",
            "createOrgLiveMigrationLinkToken",
            "createOrgMcpConfig",
            "createOrgMcpConfigSecret",
            "createOrgSandboxConfig",
            "createUser",
            "deleteGroupBackupPrivateEndpoint",
            "deleteGroupClusterGlobalWriteCustomZoneMapping",
            "deleteGroupClusterGlobalWriteManagedNamespaces",
            "deleteGroupClusterOverloadSimulation",
            "deleteGroupClusterSnapshot",
            "deleteGroupMcpConfig",
            "deleteGroupMcpConfigSecret",
            "deleteGroupStandbyLink",
            "deleteGroupStreamConnectionFailoverConnection",
            "deleteGroupStreamPrivateLinkConnection",
            "deleteGroupStreamVpcPeeringConnection",
            "deleteOrg",
            "deleteOrgLiveMigrationLinkTokens",
            "deleteOrgMcpConfig",
            "deleteOrgMcpConfigSecret",
            "disableGroupManagedSlowMs",
            "disableGroupPrivateIpModePeering",
            "enableGroupManagedSlowMs",
            "pinGroupClusterCollStatPinnedNamespaces",
            "rejectGroupStreamVpcPeeringConnection",
            "resetOrgMaintenanceSettings",
            "toggleGroupAwsCustomDns",
            "unpinGroupClusterCollStatUnpinNamespaces",
            "updateGroupBackupExportBucket",
            "updateGroupClusterCollStatPinnedNamespaces",
            "updateGroupClusterSnapshot",
            "updateGroupClusterSnapshotSchedule",
            "updateGroupClusterSqlInterface",
            "updateGroupContainer",
            "updateGroupInviteById",
            "updateGroupInvites",
            "updateGroupMcpConfig",
            "updateGroupStreamConnectionFailoverConnection",
            "updateGroupStreamPrivateLinkConnection",
            "updateOrgInviteById",
            "updateOrgInvites",
            "updateOrgMaintenanceSettings",
            "updateOrgMcpConfig",
            "updateOrgSandboxConfig",
        ],
    ),
    (
        "the response is a sample",
        &[
            "addGroupAccessUser",
            "createGroupClusterIndexRollingIndex",
            "generateOrgInvoiceAndDownloadReport",
            "revokeFederationSettingIdentityProviderJwks",
            "upgradeGroupClusterTenantUpgradeToServerless",
        ],
    ),
    (
        "the request only validates",
        &[
            "validateGroupClusterConfigurations",
            "validateGroupLiveMigrations",
            "validateOrgResourcePolicies",
            "verifyGroupUserSecurityLdap",
        ],
    ),
    (
        "the smallest request changes nothing that has an event",
        &[
            "disableGroupBackupCompliancePolicy",
            "resetGroupMaintenanceWindow",
            "updateGroup",
            "updateGroupApiKeyRoles",
            "updateGroupServiceAccount",
            "updateGroupSettings",
            "updateOrgApiKey",
            "updateOrgServiceAccount",
            "updateOrgUser",
        ],
    ),
    ("the event is in another organization", &["createOrg"]),
    ("nothing reads the setting", &["setGroupServerlessPerformanceAdvisorAutoIndexing"]),
];

/// Asserts that exactly the known changes recorded no event. A further one needs the name of its event, or has to be
/// named here with the reason.
#[track_caller]
pub(super) fn assert_known(silent: &BTreeSet<&'static str>) {
    let known: BTreeSet<_> = SILENT.iter().flat_map(|(_, operations)| operations.iter().copied()).collect();
    let unknown: Vec<_> = silent.difference(&known).collect();
    let recorded: Vec<_> = known.difference(silent).collect();
    assert!(unknown.is_empty() && recorded.is_empty(), "without an event: {unknown:?}, with one: {recorded:?}");
}
