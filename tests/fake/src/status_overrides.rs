//! The statuses of success that the service was seen to answer with where its document says another.

use http::StatusCode;

/// Operations with the status that they answer. The rest of the answer is as the document says of the other one.
const STATUSES: &[(&str, StatusCode)] = &[
    ("createGroup", StatusCode::CREATED),
    ("createGroupAccessListEntry", StatusCode::CREATED),
    ("createGroupPrivateEndpointEndpointService", StatusCode::CREATED),
    ("createOrgLiveMigrationLinkToken", StatusCode::CREATED),
    ("createOrgTeam", StatusCode::CREATED),
    ("createUser", StatusCode::CREATED),
    ("deleteGroup", StatusCode::ACCEPTED),
    ("toggleGroupAwsCustomDns", StatusCode::ACCEPTED),
    ("toggleGroupPrivateEndpointRegionalMode", StatusCode::ACCEPTED),
    ("updateGroupAuditLog", StatusCode::ACCEPTED),
];

/// The status of an operation whose document says `documented`.
pub(crate) fn status(operation: &str, documented: StatusCode) -> StatusCode {
    let observed = STATUSES.iter().find(|(id, _)| *id == operation);
    observed.map_or(documented, |&(_, status)| status)
}

#[cfg(test)]
mod tests {
    use super::STATUSES;
    use crate::document::Document;

    #[test]
    fn every_operation_is_one_and_answers_so() {
        let document = Document::embedded().unwrap();
        for &(id, status) in STATUSES {
            let operation = document.operation(id).unwrap();
            let success = operation.success(operation.newest().unwrap()).unwrap();
            assert_eq!(success.status, status, "{id}");
        }
    }
}
