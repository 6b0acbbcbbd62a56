//! Classes of error codes, for errors whose status is not specific enough.

use super::codes;

/// Returns whether a code means that the resource to create already exists.
pub(super) fn is_duplicate(code: &str) -> bool {
    code.starts_with("DUPLICATE_") || code.ends_with("_ALREADY_EXISTS")
}

/// Returns whether a code means that the caller's address is not on an access list, or that the access list is missing.
///
/// Some operations still return the old code for a missing access list.
pub(super) fn is_access_list(code: &str) -> bool {
    [codes::IP_ADDRESS_NOT_ON_ACCESS_LIST, codes::ORG_REQUIRES_ACCESS_LIST, "ORG_REQUIRES_WHITELIST"].contains(&code)
}

/// Returns whether a code means that a maintenance is not in the state that the operation requires.
pub(super) fn is_maintenance(code: &str) -> bool {
    code.starts_with("ATLAS_MAINTENANCE_") || code == codes::ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED
}

/// Returns whether a code means that a limit on the number of resources is reached.
pub(super) fn is_limit(code: &str) -> bool {
    code.ends_with("_EXCEEDED") && code.split('_').any(|word| matches!(word, "LIMIT" | "MAX"))
}

/// Returns whether a code means that another change of the cluster is in progress, after which the operation can
/// succeed.
pub(super) fn is_cluster_busy(code: &str) -> bool {
    [
        codes::CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER,
        codes::CLUSTER_RESTART_IN_PROGRESS,
        codes::CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE,
    ]
    .contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_in_one_class_at_most() {
        type Class = fn(&str) -> bool;
        let classes: [Class; 5] = [is_duplicate, is_access_list, is_maintenance, is_cluster_busy, is_limit];
        for (code, expected) in [
            ("DUPLICATE_CLUSTER_NAME", Some(0)),
            ("DUPLICATE_SERVERLESS_INSTANCE_NAME", Some(0)),
            ("USER_ALREADY_EXISTS", Some(0)),
            ("IP_ADDRESS_NOT_ON_ACCESS_LIST", Some(1)),
            ("ORG_REQUIRES_ACCESS_LIST", Some(1)),
            ("ORG_REQUIRES_WHITELIST", Some(1)),
            ("ATLAS_MAINTENANCE_NOT_SCHEDULED", Some(2)),
            ("ATLAS_MAINTENANCE_ALREADY_SCHEDULED", Some(2)),
            ("ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED", Some(2)),
            ("CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE", Some(3)),
            ("CLUSTER_RESTART_IN_PROGRESS", Some(3)),
            ("CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER", Some(3)),
            ("GROUP_USERS_LIMIT_EXCEEDED", Some(4)),
            ("MAX_CLUSTERS_PER_GROUP_EXCEEDED", Some(4)),
            ("SERVICE_ACCOUNT_MAX_SECRETS_EXCEEDED", Some(4)),
            ("CANNOT_CANCEL_AUTOMATED_RESTORE", None),
            ("USER_NOT_FOUND", None),
            ("", None),
        ] {
            assert_eq!(classes.iter().position(|class| class(code)), expected, "{code}");
            assert!(classes.iter().filter(|class| class(code)).count() <= 1, "{code}");
        }
    }
}
