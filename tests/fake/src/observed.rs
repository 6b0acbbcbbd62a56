//! Facts about single operations that were observed at the service, and that its document does not have.

use http::StatusCode;

/// Operations with their observed status. The rest of the response follows the documented success.
const STATUSES: &[(&str, StatusCode)] = &[
    ("createGroup", StatusCode::CREATED),
    ("createGroupAccessListEntry", StatusCode::CREATED),
    ("createGroupAlertConfig", StatusCode::CREATED),
    ("createGroupPrivateEndpointEndpointService", StatusCode::CREATED),
    ("createOrgLiveMigrationLinkToken", StatusCode::CREATED),
    ("createOrgTeam", StatusCode::CREATED),
    ("createUser", StatusCode::CREATED),
    ("deleteGroup", StatusCode::ACCEPTED),
    ("deleteGroupPrivateEndpointEndpointService", StatusCode::ACCEPTED),
    ("toggleGroupAwsCustomDns", StatusCode::ACCEPTED),
    ("toggleGroupPrivateEndpointRegionalMode", StatusCode::ACCEPTED),
    ("updateGroupAuditLog", StatusCode::ACCEPTED),
];

/// Returns the observed status of an operation, or `documented` if there is none.
pub(crate) fn status(operation: &str, documented: StatusCode) -> StatusCode {
    let observed = STATUSES.iter().find(|(id, _)| *id == operation);
    observed.map_or(documented, |&(_, status)| status)
}

/// The read-only properties that a cluster's body must not have.
const CLUSTER_PROPERTIES: &[&str] = &["connectionStrings", "createDate", "id", "mongoDBVersion", "stateName"];

/// Returns the read-only properties of the root that the service refuses in the body of an operation. It ignores all
/// others.
pub(crate) fn refused_properties(operation: &str) -> &'static [&'static str] {
    match operation {
        "createGroupCluster" | "updateGroupCluster" => CLUSTER_PROPERTIES,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::STATUSES;
    use crate::document::Document;

    #[test]
    fn every_override_applies_to_an_operation_of_the_document() {
        let document = Document::embedded().unwrap();
        for &(id, status) in STATUSES {
            let operation = document.operation(id).unwrap();
            let success = operation.success(operation.newest().unwrap()).unwrap();
            assert_eq!(success.status, status, "{id}");
        }
    }
}
