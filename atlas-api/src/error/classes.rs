//! The meanings of error codes, in one table.
//!
//! Predicates, retries and advice depend on this table. A code that is not in it has no meaning beyond its status: a
//! similar name does not imply a similar meaning.

use self::Class::{
    AccessList, ClusterBusy, CountTimeout, Duplicate, Limit, Maintenance, MissingRole, ProjectLimit, RateLimit,
};

/// The meaning of an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// The caller's address is not on an access list, or the access list is missing.
    AccessList,
    /// Another change of the cluster is in progress, after which the operation can succeed.
    ClusterBusy,
    /// Counting the items of a list took too long.
    CountTimeout,
    /// The resource to create, or its name, already exists.
    Duplicate,
    /// A limit on the number of resources is reached.
    Limit,
    /// The maintenance is not in the state that the operation requires.
    Maintenance,
    /// The credentials have no role that allows the operation.
    MissingRole,
    /// A limit on the number of resources is reached that the project can set.
    ProjectLimit,
    /// A rate limit was exceeded. The request was not carried out, even if the status is not `429`.
    RateLimit,
}

/// The codes of each class, in alphabetical order. Some operations still return the old names of access lists.
const CODES: [(Class, &[&str]); 9] = [
    (
        AccessList,
        &[
            "IP_ADDRESS_NOT_ON_ACCESS_LIST",
            "IP_ADDRESS_NOT_ON_WHITELIST",
            "ORG_REQUIRES_ACCESS_LIST",
            "ORG_REQUIRES_WHITELIST",
            "RESOURCE_REQUIRES_ACCESS_LIST",
            "RESOURCE_REQUIRES_WHITELIST",
        ],
    ),
    (
        ClusterBusy,
        &[
            "ATLAS_CLUSTER_RESTORE_IN_PROGRESS",
            "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER",
            "CLUSTER_RESTART_IN_PROGRESS",
            "CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE",
        ],
    ),
    (CountTimeout, &["TIMEOUT_WHILE_PAGING"]),
    (
        Duplicate,
        &[
            "ADDRESS_ALREADY_IN_WHITELIST",
            "ATLAS_CUSTOM_ROLE_NAME_ALREADY_EXISTS",
            "ATLAS_FTS_DUPLICATE_INDEX",
            "CONTAINER_ALREADY_EXISTS",
            "DUPLICATE_CLUSTER_NAME",
            "DUPLICATE_CLUSTER_NAME_PREFIX",
            "DUPLICATE_MANAGED_NAMESPACE",
            "DUPLICATE_POLICY_NAME",
            "DUPLICATE_SERVERLESS_INSTANCE_NAME",
            "GROUP_ALREADY_EXISTS",
            "INTEGRATION_ALREADY_CONFIGURED",
            "PEER_ALREADY_EXISTS",
            "PEER_ALREADY_EXISTS_AZURE",
            "PEER_ALREADY_EXISTS_GCP",
            "PRIVATELINK_ENDPOINT_SERVICE_ALREADY_EXISTS_FOR_REGION",
            "PRIVATELINK_INTERFACE_ENDPOINT_ALREADY_EXISTS",
            "PRIVATE_ENDPOINT_SERVICE_ALREADY_EXISTS_FOR_REGION",
            "STREAM_CONNECTION_NAME_ALREADY_EXISTS",
            "STREAM_PROCESSOR_NAME_ALREADY_EXISTS",
            "STREAM_TENANT_NAME_ALREADY_EXISTS",
            "TEAM_EXISTS_IN_GROUP",
            "TEAM_NAME_NOT_AVAILABLE",
            "USER_ALREADY_EXISTS",
            "USER_ALREADY_IN_TEAM",
        ],
    ),
    (
        Limit,
        &[
            "ATLAS_GENERATED_CERTS_LIMIT_EXCEEDED",
            "COLLECTION_ROLES_LIMIT_EXCEEDED",
            "MAX_ALERT_CONFIGS_PER_GROUP_EXCEEDED",
            "MAX_API_KEYS_PER_ORG_EXCEEDED",
            "MAX_CUSTOM_POLICIES_PER_ORG_EXCEEDED",
            "MAX_GROUPS_PER_ORG_EXCEEDED",
            "MAX_GROUPS_PER_USER_EXCEEDED",
            "MAX_NOTIFICATIONS_PER_ALERT_EXCEEDED",
            "MAX_ORGS_PER_USER_EXCEEDED",
            "MAX_PUBLIC_API_KEY_REACHED",
            "MAX_TEAMS_PER_GROUP_EXCEEDED",
            "MAX_TEAMS_PER_ORG_EXCEEDED",
            "MAX_TEAMS_PER_USER_EXCEEDED",
            "MAX_USERS_PER_GROUP_EXCEEDED",
            "MAX_USERS_PER_ORG_EXCEEDED",
            "MAX_USERS_PER_TEAM_EXCEEDED",
            "PEER_MAXIMUM_REACHED",
            "SERVICE_ACCOUNT_MAX_SECRETS_EXCEEDED",
        ],
    ),
    (
        Maintenance,
        &[
            "ATLAS_MAINTENANCE_ALREADY_SCHEDULED",
            "ATLAS_MAINTENANCE_NOT_SCHEDULED",
            "ATLAS_MAINTENANCE_WINDOW_NOT_DEFINED",
            "ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED",
        ],
    ),
    (
        MissingRole,
        &[
            "NOT_API_KEY_ADMIN",
            "NOT_GROUP_USER_ADMIN",
            "NOT_ORG_GROUP_CREATOR",
            "NOT_ORG_OWNER",
            "NOT_ORG_USER_ADMIN",
            "NOT_USER_ADMIN",
            "USER_CANNOT_ACCESS_GROUP",
            "USER_CANNOT_ACCESS_ORG",
            "USER_UNAUTHORIZED",
        ],
    ),
    (
        ProjectLimit,
        &[
            "ATLAS_NETWORK_PERMISSIONS_LIMIT_EXCEEDED",
            "CROSS_REGION_NETWORK_PERMISSIONS_LIMIT_EXCEEDED",
            "CUSTOM_ROLES_LIMIT_EXCEEDED",
            "GROUP_USERS_LIMIT_EXCEEDED",
            "MAX_CLUSTERS_PER_GROUP_EXCEEDED",
        ],
    ),
    (RateLimit, &["INVITATIONS_RATE_LIMITED_IP", "RATE_LIMITED", "RATE_LIMITED_IP", "RATE_LIMITED_TOKEN_BUCKET"]),
];

impl Class {
    /// Returns the class of a code; `None` if its meaning is not known.
    pub(crate) fn of(code: &str) -> Option<Self> {
        CODES.iter().find(|(_, codes)| codes.contains(&code)).map(|(class, _)| *class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_the_class_of_its_meaning() {
        for (code, expected) in [
            ("DUPLICATE_CLUSTER_NAME", Some(Duplicate)),
            ("USER_ALREADY_EXISTS", Some(Duplicate)),
            ("ORG_REQUIRES_WHITELIST", Some(AccessList)),
            ("ATLAS_MAINTENANCE_NOT_SCHEDULED", Some(Maintenance)),
            ("CLUSTER_RESTART_IN_PROGRESS", Some(ClusterBusy)),
            ("GROUP_USERS_LIMIT_EXCEEDED", Some(ProjectLimit)),
            ("SERVICE_ACCOUNT_MAX_SECRETS_EXCEEDED", Some(Limit)),
            ("INVITATIONS_RATE_LIMITED_IP", Some(RateLimit)),
            ("RATE_LIMITED", Some(RateLimit)),
            ("USER_UNAUTHORIZED", Some(MissingRole)),
            ("TIMEOUT_WHILE_PAGING", Some(CountTimeout)),
            // Similar names with other meanings.
            ("DUPLICATE_THRESHOLD_FIELD", None),
            ("DUPLICATE_DATABASE_ROLES", None),
            ("DUPLICATE_ADDRESSES_IN_INPUT", None),
            ("HOURLY_BILLING_LIMIT_EXCEEDED", None),
            ("FEATURE_UNSUPPORTED", None),
            ("USER_NOT_FOUND", None),
            ("", None),
        ] {
            assert_eq!(Class::of(code), expected, "{code}");
        }
    }

    #[test]
    fn each_code_is_in_the_table_once_and_in_order() {
        let mut all: Vec<&str> = Vec::new();
        for (class, codes) in CODES {
            assert!(codes.is_sorted(), "{class:?}");
            all.extend(codes);
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
