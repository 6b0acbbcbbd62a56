//! Detection of errors about the requested resource itself, as opposed to a parent, by the error code.

use super::{Error, codes};

/// The codes that mean that a resource does not exist, by the end of its path: a collection with a name or an id, or
/// the name of a singleton. Similar words in a code do not imply a similar meaning, so any other code means nothing.
const CODES: [(&str, &[&str]); 39] = [
    (
        "accessList/{}",
        &[
            "API_KEY_ACCESS_LIST_NOT_FOUND",
            "API_KEY_WHITELIST_NOT_FOUND",
            "ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND",
            "ATLAS_WHITELIST_NOT_FOUND",
        ],
    ),
    ("alertConfigs/{}", &["ALERT_CONFIG_NOT_FOUND"]),
    ("alerts/{}", &["ALERT_NOT_FOUND"]),
    ("apiKeys/{}", &["API_KEY_NOT_FOUND"]),
    ("backupCheckpoints/{}", &["CHECKPOINT_NOT_FOUND"]),
    ("cloudProviderAccess/{}", &["CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND"]),
    ("clusters/{}", &["CLUSTER_NAME_NOT_FOUND", "CLUSTER_NOT_FOUND"]),
    ("connections/{}", &["STREAM_CONNECTION_NOT_FOUND_FOR_NAME"]),
    ("containers/{}", &["CLOUD_PROVIDER_CONTAINER_NOT_FOUND"]),
    ("dataFederation/{}", &["DATA_FEDERATION_TENANT_NOT_FOUND_FOR_NAME", "DATA_LAKE_TENANT_NOT_FOUND_FOR_NAME"]),
    ("databaseUsers/{}", &["USERNAME_NOT_FOUND", "USER_NOT_FOUND"]),
    ("deployment", &["ATLAS_SEARCH_DEPLOYMENT_DOES_NOT_EXIST"]),
    ("disks/{}", &["DEVICE_NOT_FOUND"]),
    ("endpoint/{}", &["PRIVATELINK_INTERFACE_ENDPOINT_NOT_FOUND"]),
    (
        "endpointService/{}",
        &["ENDPOINT_SERVICE_NOT_FOUND", "PRIVATELINK_NOT_FOUND", "PRIVATE_ENDPOINT_SERVICE_NOT_FOUND"],
    ),
    ("events/{}", &["EVENT_NOT_FOUND", "ORG_EVENT_NOT_FOUND"]),
    ("exportBuckets/{}", &["EXPORT_BUCKET_NOT_FOUND"]),
    ("flexClusters/{}", &["CLUSTER_NAME_NOT_FOUND", "CLUSTER_NOT_FOUND"]),
    ("groups/{}", &["GROUP_NAME_NOT_FOUND", "GROUP_NOT_FOUND", "PROJECT_NOT_FOUND"]),
    ("indexes/{}", &["ATLAS_SEARCH_INDEX_NOT_FOUND"]),
    ("integrations/{}", &["INTEGRATION_NOT_CONFIGURED"]),
    ("invites/{}", &["INVITATION_NOT_FOUND"]),
    ("invoices/{}", &["INVOICE_NOT_FOUND"]),
    ("limits/{}", &["LIMIT_NOT_FOUND"]),
    ("orgs/{}", &["ORGANIZATION_NOT_FOUND", "ORG_NAME_NOT_FOUND", "ORG_NOT_FOUND"]),
    ("peers/{}", &["PEER_NOT_FOUND"]),
    ("processes/{}", &["HOSTNAME_AND_PORT_NOT_FOUND", "HOST_NOT_FOUND"]),
    ("resourcePolicies/{}", &["RESOURCE_POLICY_NOT_FOUND"]),
    ("restoreJobs/{}", &["RESTORE_JOB_NOT_FOUND", "RESTORE_JOB_NOT_FOUND_IN_GROUP", "TENANT_RESTORE_NOT_FOUND"]),
    ("roles/{}", &["ATLAS_CUSTOM_ROLE_NOT_FOUND"]),
    ("secrets/{}", &["SERVICE_ACCOUNT_SECRET_NOT_FOUND"]),
    ("serverless/{}", &["CLUSTER_NOT_FOUND", "SERVERLESS_INSTANCE_NOT_FOUND"]),
    ("serviceAccounts/{}", &["SERVICE_ACCOUNT_NOT_FOUND"]),
    ("shardedCluster/{}", &["ATLAS_BACKUP_SNAPSHOT_NOT_FOUND", "SNAPSHOT_NOT_FOUND"]),
    ("snapshots/{}", &["ATLAS_BACKUP_SNAPSHOT_NOT_FOUND", "SNAPSHOT_NOT_FOUND", "TENANT_SNAPSHOT_NOT_FOUND"]),
    ("streams/{}", &["STREAM_TENANT_NOT_FOUND_FOR_NAME"]),
    ("teams/{}", &["TEAM_NAME_NOT_FOUND", "TEAM_NOT_FOUND", "TEAM_NOT_IN_GROUP", "TEAM_NOT_IN_ORG"]),
    ("users/{}", &["USERNAME_NOT_FOUND", "USER_NOT_FOUND", "USER_NOT_IN_GROUP", "USER_NOT_IN_ORG"]),
    ("verify/{}", &["LDAP_VERIFY_CONNECTIVITY_REQUEST_NOT_FOUND"]),
];

/// Codes of any kind of resource.
const UNSPECIFIC: [&str; 2] = ["RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND_FOR_JOB"];

impl Error {
    /// Records whether the error means that the resource with this name or id is absent.
    pub(crate) fn classify_absence(mut self, resource: &str) -> Self {
        self.0.absent = self.is_not_found() && self.is_about(resource);
        self
    }

    /// Returns whether the code of a `404` is about the resource with this name or id.
    fn is_about(&self, resource: &str) -> bool {
        let (Some(error), Some(path)) = (self.api_error(), self.template()) else { return false };
        let in_parameters = error.parameters.iter().any(|parameter| parameter == resource);
        let in_detail = error.detail.as_deref().is_some_and(|detail| mentions(detail, resource));
        let parameters = error.parameters.iter().filter_map(|parameter| parameter.as_str());
        let is_path_in = |text: &str| ends_in_singleton(text, path);
        let is_singleton = parameters.chain(error.detail.as_deref()).any(is_path_in);
        let is_named = (!resource.is_empty() && (in_parameters || in_detail)) || is_singleton;
        error.code.as_deref().is_some_and(|code| is_about_resource(code, path, is_named))
    }

    /// Returns the path template of the operation, or of the operation that a raw request matches.
    fn template(&self) -> Option<&str> {
        match (&self.0.operation, &self.0.request) {
            (Some(operation), _) => Some(operation.path),
            (None, Some(target)) => Some(target.operation?.path),
            (None, None) => None,
        }
    }

    /// Returns whether the error means that the resource is deleted, or that its deletion has begun.
    pub(crate) fn shows_deletion(&self) -> bool {
        self.is_absent() || self.code() == Some(codes::CLUSTER_ALREADY_REQUESTED_DELETION)
    }
}

/// Returns whether `code` means that the resource at `path`, a template with `{names}`, does not exist.
///
/// A code without a specific kind counts only if the error `mentions` the name or id of the resource.
fn is_about_resource(code: &str, path: &str, mentions: bool) -> bool {
    if UNSPECIFIC.contains(&code) {
        return mentions;
    }
    let (name, is_item) = end_of(path);
    let is_own = |end: &str| end.strip_suffix("/{}").map_or((end, false), |name| (name, true)) == (name, is_item);
    CODES.iter().any(|(end, codes)| is_own(end) && codes.contains(&code))
}

/// Returns whether a text ends with a path to the resource of a template that ends with a name, such as `.../deployment`.
fn ends_in_singleton(text: &str, template: &str) -> bool {
    let (name, is_item) = end_of(template);
    let path = text.trim_end_matches(['.', '"', '\'']).strip_suffix(name);
    !is_item && !name.is_empty() && path.is_some_and(|path| path.ends_with('/'))
}

/// Returns the last name in a path that is not a parameter, and whether a parameter follows it.
fn end_of(path: &str) -> (&str, bool) {
    // The status of a resource is absent with the resource.
    let path = path.strip_suffix("/status").unwrap_or(path);
    let mut is_item = false;
    for segment in path.rsplit('/') {
        match segment {
            _ if segment.starts_with('{') => is_item = true,
            // The parameter is a name instead of an id.
            "byName" if is_item => {}
            name => return (name, is_item),
        }
    }
    ("", is_item)
}

/// Returns whether a text mentions a resource by its name or id. A name that is a plain word counts only in quotes.
fn mentions(text: &str, resource: &str) -> bool {
    let is_plain = resource.chars().all(char::is_alphabetic);
    text.match_indices(resource).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + resource.len()..].chars().next());
        let is_quote =
            |char: Option<char>| char.is_some_and(|char| matches!(char, '"' | '\'' | '`' | '“' | '”' | '‘' | '’'));
        let is_outside =
            |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric() && !matches!(char, '-' | '_'));
        if is_plain { is_quote(before) && is_quote(after) } else { is_outside(before) && is_outside(after) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLUSTER: &str = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}";
    const SNAPSHOT: &str = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/{snapshotId}";
    const USER: &str = "/api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username}";
    const STREAM: &str = "/api/atlas/v2/groups/{groupId}/streams/{tenantName}/connections/{connectionName}";

    #[test]
    fn only_a_code_about_the_resource_itself_means_its_absence() {
        for (code, path, expected) in [
            ("CLUSTER_NOT_FOUND", CLUSTER, true),
            ("GROUP_NOT_FOUND", CLUSTER, false),
            ("PROJECT_NOT_FOUND", CLUSTER, false),
            ("SNAPSHOT_NOT_FOUND", SNAPSHOT, true),
            ("ATLAS_BACKUP_SNAPSHOT_NOT_FOUND", SNAPSHOT, true),
            ("CLUSTER_NOT_FOUND", SNAPSHOT, false),
            ("GROUP_NOT_FOUND", SNAPSHOT, false),
            ("USER_NOT_FOUND", USER, true),
            ("GROUP_NOT_FOUND", "/api/atlas/v2/groups/{groupId}", true),
            ("ORG_NOT_FOUND", "/api/atlas/v2/orgs/{orgId}/teams/{teamId}", false),
            ("ORGANIZATION_NOT_FOUND", "/api/atlas/v2/orgs/{orgId}/teams/{teamId}", false),
            ("TEAM_NOT_FOUND", "/api/atlas/v2/orgs/{orgId}/teams/{teamId}", true),
            ("TEAM_NOT_IN_GROUP", "/api/atlas/v2/groups/{groupId}/teams/{teamId}", true),
            ("STREAM_CONNECTION_NOT_FOUND_FOR_NAME", STREAM, true),
            ("STREAM_TENANT_NOT_FOUND_FOR_NAME", STREAM, false),
            (
                "DATA_FEDERATION_TENANT_NOT_FOUND_FOR_NAME",
                "/api/atlas/v2/groups/{groupId}/dataFederation/{tenantName}",
                true,
            ),
            (
                "ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND",
                "/api/atlas/v2/groups/{groupId}/accessList/{entryValue}",
                true,
            ),
            (
                "ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND",
                "/api/atlas/v2/groups/{groupId}/accessList/{entryValue}/status",
                true,
            ),
            ("GROUP_NOT_FOUND", "/api/atlas/v2/groups/{groupId}/accessList/{entryValue}/status", false),
            ("HOST_NOT_FOUND", "/api/atlas/v2/groups/{groupId}/processes/{processId}/databases/{databaseName}", false),
            ("RESOURCE_POLICY_NOT_FOUND", "/api/atlas/v2/orgs/{orgId}/resourcePolicies/{resourcePolicyId}", true),
            (
                "ATLAS_SEARCH_DEPLOYMENT_DOES_NOT_EXIST",
                "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/search/deployment",
                true,
            ),
            ("CLUSTER_NOT_FOUND", "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/search/deployment", false),
            ("ORG_NOT_FOUND", CLUSTER, false),
            ("GROUP_NOT_FOUND", "/api/atlas/v2/orgs/{orgId}/teams/{teamId}", false),
            ("CLUSTER_NOT_FOUND", "/api/atlas/v2/groups/{groupId}/flexClusters/{name}", true),
            (
                "CLUSTER_NOT_FOUND",
                "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/shardedCluster/{snapshotId}",
                false,
            ),
            ("GROUP_NAME_NOT_FOUND", "/api/atlas/v2/groups/byName/{groupName}", true),
            ("PAGE_NOT_FOUND", CLUSTER, false),
            ("ROUTE_NOT_FOUND", CLUSTER, false),
            ("API_KEY_NOT_FOUND", CLUSTER, false),
            ("VERSION_NOT_FOUND", CLUSTER, false),
            // The words are those of the resource, but the code is not in the table.
            ("CLUSTER_DOES_NOT_EXIST", CLUSTER, false),
            ("SOME_CLUSTER_NOT_FOUND", CLUSTER, false),
            ("DATABASE_USER_NOT_FOUND", USER, false),
            ("INTEGRATION_NOT_CONFIGURED", "/api/atlas/v2/groups/{groupId}/integrations/{integrationType}", true),
            // A list exists even if it has no items.
            ("CLUSTER_NOT_FOUND", "/api/atlas/v2/groups/{groupId}/clusters", false),
            ("GROUP_NOT_FOUND", "/api/atlas/v2/groups", false),
            ("TEAM_NAME_NOT_FOUND", "/api/atlas/v2/orgs/{orgId}/teams/byName/{teamName}", true),
            ("USER_NOT_FOUND", CLUSTER, false),
            ("USER_UNAUTHORIZED", USER, false),
            ("", CLUSTER, false),
        ] {
            assert_eq!(is_about_resource(code, path, false), expected, "{code} at {path}");
        }
    }

    #[test]
    fn a_missing_project_or_organization_does_not_mean_that_another_resource_is_absent() {
        for operation in atlas_gen::OPERATIONS {
            for (code, end) in [
                ("GROUP_NOT_FOUND", "/groups/{groupId}"),
                ("PROJECT_NOT_FOUND", "/groups/{groupId}"),
                ("ORG_NOT_FOUND", "/orgs/{orgId}"),
                ("ORGANIZATION_NOT_FOUND", "/orgs/{orgId}"),
            ] {
                let path = operation.path.replace("/byName/{groupName}", "/{groupId}");
                let is_own = path
                    .split("}:")
                    .next()
                    .is_some_and(|path| path.trim_end_matches('}').ends_with(end.trim_end_matches('}')));
                assert_eq!(is_about_resource(code, operation.path, false), is_own, "{code} at {}", operation.path);
            }
        }
    }

    #[test]
    fn each_end_of_a_path_is_that_of_an_operation_and_is_in_the_table_once_and_in_order() {
        assert!(CODES.is_sorted_by_key(|(end, _)| *end));
        for (end, codes) in CODES {
            assert!(codes.is_sorted(), "{end}");
            let name = end.strip_suffix("/{}").map_or((end, false), |name| (name, true));
            assert!(atlas_gen::OPERATIONS.iter().any(|operation| end_of(operation.path) == name), "{end}");
            assert_eq!(CODES.iter().filter(|(other, _)| *other == end).count(), 1, "{end}");
        }
    }

    #[test]
    fn a_text_mentions_an_id_as_a_word_and_a_plain_name_in_quotes() {
        for (text, resource, expected) in [
            ("No resource with id 5f1a exists.", "5f1a", true),
            ("No resource with id 5f1a2b exists.", "5f1a", false),
            ("Cluster my-cluster was not found.", "my-cluster", true),
            ("Cluster my-cluster-2 was not found.", "my-cluster", false),
            ("The requested product resource was not found.", "prod", false),
            ("The requested product resource was not found.", "resource", false),
            ("The resource \"orders\" was not found.", "orders", true),
            ("The resource 'orders' was not found.", "orders", true),
        ] {
            assert_eq!(mentions(text, resource), expected, "{resource} in {text}");
        }
    }

    #[test]
    fn an_unspecific_code_counts_if_the_error_mentions_the_resource() {
        for code in ["RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND_FOR_JOB"] {
            assert!(is_about_resource(code, SNAPSHOT, true), "{code}");
            assert!(!is_about_resource(code, SNAPSHOT, false), "{code}");
        }
    }

    #[test]
    fn the_path_of_a_singleton_names_it() {
        let template = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/outageSimulation";
        for (text, template, expected) in [
            ("Cannot find resource /groups/1/clusters/orders/outageSimulation.", template, true),
            ("/groups/1/clusters/orders/outageSimulation", template, true),
            ("Cannot find resource /groups/1/clusters/orders.", template, false),
            ("No outageSimulation", template, false),
            ("/groups/1/clusters/orders", "/groups/{groupId}/clusters/{clusterName}", false),
        ] {
            assert_eq!(ends_in_singleton(text, template), expected, "{text} {template}");
        }
    }
}
