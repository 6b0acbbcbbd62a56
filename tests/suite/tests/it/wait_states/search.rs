//! The waits for search indexes and search nodes.

use super::{Absent, Case, ID, check, outcome, state_name, status};

#[tokio::test]
async fn search() {
    check(&[
        Case {
            name: "SearchIndexes::wait_until_ready",
            operation: "getGroupClusterSearchIndex",
            body: status,
            pending: "BUILDING",
            succeeded: &["READY", "STEADY"],
            failed: &["FAILED"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.search_indexes("orders").wait_until_ready(ID)),
        },
        Case {
            name: "SearchIndexes::wait_until_deleted",
            operation: "getGroupClusterSearchIndex",
            body: status,
            pending: "DELETING",
            succeeded: &["DOES_NOT_EXIST"],
            failed: &[],
            absent: Absent::Succeeds,
            wait: |atlas| outcome(atlas.search_indexes("orders").wait_until_deleted(ID)),
        },
        Case {
            name: "SearchNodes::wait_until_idle",
            operation: "getGroupClusterSearchDeployment",
            body: state_name,
            pending: "UPDATING",
            succeeded: &["IDLE"],
            failed: &[],
            absent: Absent::FailedState,
            wait: |atlas| outcome(atlas.search_nodes("orders").wait_until_idle()),
        },
        Case {
            name: "SearchNodes::wait_until_deleted",
            operation: "getGroupClusterSearchDeployment",
            body: state_name,
            pending: "UPDATING",
            succeeded: &[],
            failed: &[],
            absent: Absent::Succeeds,
            wait: |atlas| outcome(atlas.search_nodes("orders").wait_until_deleted()),
        },
    ])
    .await;
}
