//! The operations whose responses are samples.

/// Catalogs, reports, measurements and commands. A catalog is the same for everyone; a report is computed by the
/// service from data that the fake does not have; a command has no effect that another operation shows.
///
/// The manual of the program lists them by family.
pub(crate) const SAMPLES: &[&str] = &[
    // Catalogs.
    "getDefaultGroupLimit",
    "getSku",
    "getSystemStatus",
    "listControlPlaneIpAddresses",
    "listDefaultGroupLimits",
    "listEventTypes",
    "listSkus",
    // Reports and measurements.
    "generateGroupSandboxClusterDescription",
    "generateOrgInvoiceAndDownloadReport",
    "getFederationSettingIdentityProviderMetadata",
    "getGroupActivityFeed",
    "getGroupClusterCollStatNamespaces",
    "getGroupClusterQueryShapeInsightDetails",
    "getGroupDbAccessHistoryCluster",
    "getGroupDbAccessHistoryProcess",
    "getGroupProcessCollStatNamespaces",
    "getGroupStreamAccountDetails",
    "getOrgActivityFeed",
    "getOrgAssociatedInvoices",
    "inspectGroupStandbyLinkFailoverReadiness",
    "listGroupClusterPerformanceAdvisorDropIndexSuggestions",
    "listGroupClusterPerformanceAdvisorSchemaAdvice",
    "listGroupClusterPerformanceAdvisorSuggestedIndexes",
    "listGroupClusterQueryShapeInsightSummaries",
    "listGroupCollStatMetrics",
    "listGroupHostFtsMetrics",
    "listGroupProcessPerformanceAdvisorNamespaces",
    "listGroupProcessPerformanceAdvisorSlowQueryLogs",
    "listGroupProcessPerformanceAdvisorSuggestedIndexes",
    // Logs.
    "downloadGroupClusterLog",
    "downloadGroupClusterOnlineArchiveQueryLogs",
    "downloadGroupDataFederationQueryLogs",
    "downloadGroupStreamAuditLogs",
    "downloadGroupStreamOperationalLogs",
    // Commands.
    "addGroupAccessUser",
    "createGroupClusterIndexRollingIndex",
    "revokeFederationSettingIdentityProviderJwks",
    "upgradeGroupClusterTenantUpgradeToServerless",
];

/// The reports on the use of a cluster. Nobody uses the clusters of the fake, so their lists are empty.
const UNUSED: &[&str] = &[
    "getGroupClusterCollStatNamespaces",
    "getGroupDbAccessHistoryCluster",
    "getGroupDbAccessHistoryProcess",
    "getGroupProcessCollStatNamespaces",
    "getOrgAssociatedInvoices",
    "listGroupClusterPerformanceAdvisorDropIndexSuggestions",
    "listGroupClusterPerformanceAdvisorSchemaAdvice",
    "listGroupClusterPerformanceAdvisorSuggestedIndexes",
    "listGroupClusterQueryShapeInsightSummaries",
    "listGroupProcessPerformanceAdvisorNamespaces",
    "listGroupProcessPerformanceAdvisorSlowQueryLogs",
    "listGroupProcessPerformanceAdvisorSuggestedIndexes",
];

/// Returns whether the lists in the sample of an operation are empty.
pub(crate) fn have_empty_lists(operation_id: &str) -> bool {
    UNUSED.contains(&operation_id)
}

/// Returns whether the response to an operation is a sample.
pub(crate) fn are(operation_id: &str) -> bool {
    SAMPLES.contains(&operation_id)
}

#[cfg(test)]
mod tests {
    use super::SAMPLES;
    use crate::document::Document;
    use crate::remembered::Role;
    use crate::resources;

    #[test]
    fn every_other_operation_of_the_document_is_stored_or_remembered() {
        let document = Document::embedded().unwrap();
        let is_stored = |id: &str| resources::of_operation(id).is_some() || id.contains("GroupDatabaseUser");
        let samples = document.operations().filter(|operation| !is_stored(&operation.id));
        let samples = samples.filter(|operation| Role::of(&document, operation) == Role::Sample);
        let mut samples: Vec<_> = samples.map(|operation| operation.id.to_string()).collect();
        let mut expected = SAMPLES.to_vec();
        samples.sort_unstable();
        expected.sort_unstable();
        assert_eq!(samples, expected);
    }
}
