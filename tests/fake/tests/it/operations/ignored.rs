//! The query parameters that the fake validates and otherwise ignores.

use std::collections::BTreeSet;

/// An operation and its parameters.
type Parameters = (&'static str, &'static [&'static str]);

/// Reasons, each with operations and their parameters.
const IGNORED: &[(&str, &[Parameters])] = &[
    (
        "the response is a sample, or an empty report on the use of a cluster",
        &[
            ("getGroupActivityFeed", &["clusterName", "eventType", "maxDate", "minDate"]),
            ("getGroupClusterCollStatNamespaces", &["end", "period", "start"]),
            ("getGroupClusterQueryShapeInsightDetails", &["processIds", "since", "until"]),
            ("getGroupDbAccessHistoryCluster", &["authResult", "end", "ipAddress", "nLogs", "start"]),
            ("getGroupDbAccessHistoryProcess", &["authResult", "end", "ipAddress", "nLogs", "start"]),
            ("getGroupProcessCollStatNamespaces", &["end", "period", "start"]),
            ("getOrgActivityFeed", &["eventType", "maxDate", "minDate"]),
            ("getOrgAssociatedInvoices", &["includeLinkedOrgs", "month", "year"]),
            ("listGroupClusterPerformanceAdvisorSuggestedIndexes", &["namespaces", "processIds", "since", "until"]),
            (
                "listGroupClusterQueryShapeInsightSummaries",
                &["commands", "nSummaries", "namespaces", "processIds", "queryShapeHashes", "series", "since", "until"],
            ),
            ("listGroupProcessPerformanceAdvisorNamespaces", &["duration", "since"]),
            (
                "listGroupProcessPerformanceAdvisorSlowQueryLogs",
                &["duration", "includeMetrics", "includeOpType", "includeReplicaState", "nLogs", "namespaces", "since"],
            ),
            (
                "listGroupProcessPerformanceAdvisorSuggestedIndexes",
                &[
                    "duration",
                    "includeCount",
                    "itemsPerPage",
                    "nExamples",
                    "nIndexes",
                    "namespaces",
                    "pageNum",
                    "since",
                ],
            ),
        ],
    ),
    (
        "all logs have the same generated lines",
        &[
            ("downloadGroupClusterOnlineArchiveQueryLogs", &["archiveOnly"]),
            ("downloadGroupStreamAuditLogs", &["spName"]),
            ("downloadGroupStreamOperationalLogs", &["spName"]),
        ],
    ),
    (
        "the limits are the same for all callers",
        &[
            ("getRateLimit", &["groupId", "ipAddress", "orgId", "userId"]),
            ("listRateLimits", &["groupId", "ipAddress", "orgId", "userId"]),
        ],
    ),
    (
        "the backups of a cluster are deleted with it",
        &[("deleteGroupCluster", &["retainBackups"]), ("listGroupClusters", &["includeDeletedWithRetainedBackups"])],
    ),
    (
        "the document does not say which snapshots are listed",
        &[("listGroupClusterBackupSnapshots", &["oplogInc", "oplogTs", "pointInTimeUtcSeconds"])],
    ),
    (
        "the document does not say what it changes in the response with one user",
        &[("getGroupUser", &["orgMembershipStatuses"]), ("getOrgUser", &["orgMembershipStatuses"])],
    ),
    (
        "no account is managed by the service",
        &[
            ("listGroupServiceAccounts", &["includeSystemManaged"]),
            ("listOrgServiceAccounts", &["includeSystemManaged"]),
        ],
    ),
    ("no cloud provider has the role", &[("createGroupDataFederation", &["skipRoleValidation"])]),
    (
        "a policy does not change the schedules of clusters",
        &[("updateGroupBackupCompliancePolicy", &["overwriteBackupPolicies"])],
    ),
    ("the response is not a page", &[("updateGroupApiKeyRoles", &["includeCount", "itemsPerPage", "pageNum"])]),
];

/// Asserts that exactly the known parameters were ignored. A further one has to be implemented, or named here with the
/// reason.
#[track_caller]
pub(super) fn assert_known(ignored: &BTreeSet<(&'static str, String)>) {
    let known = IGNORED.iter().flat_map(|(_, operations)| operations.iter());
    let known = known.flat_map(|(operation, names)| names.iter().map(|name| (*operation, (*name).to_owned())));
    let known: BTreeSet<_> = known.collect();
    let unknown: Vec<_> = ignored.difference(&known).collect();
    let implemented: Vec<_> = known.difference(ignored).collect();
    assert!(unknown.is_empty() && implemented.is_empty(), "ignored: {unknown:?}, not ignored: {implemented:?}");
}
