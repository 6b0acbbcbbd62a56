//! The waits for clusters, and for their sample data and simulated outages.

use atlas_api::wait::states;

use super::{Absent, Case, ID, check, outcome, state, state_name};

#[tokio::test]
async fn clusters() {
    check(&[
        Case {
            name: "Clusters::wait_until_idle",
            operation: "getGroupCluster",
            body: state_name,
            pending: "UPDATING",
            succeeded: &["IDLE"],
            failed: &["DELETING", "DELETED"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.clusters().wait_until_idle("sales")),
        },
        Case {
            name: "Clusters::wait_until_deleted",
            operation: "getGroupCluster",
            body: state_name,
            pending: "DELETING",
            succeeded: &[],
            failed: &[],
            absent: Absent::Succeeds,
            wait: |atlas| outcome(atlas.clusters().wait_until_deleted("sales")),
        },
        Case {
            name: "Clusters::wait_until_changes_applied",
            operation: "getGroupClusterStatus",
            body: |status| serde_json::json!({ "changeStatus": status }),
            pending: "PENDING",
            succeeded: &["APPLIED"],
            failed: &[],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.clusters().wait_until_changes_applied("sales")),
        },
        Case {
            name: "FLEX_CLUSTER_IDLE",
            operation: "getGroupFlexCluster",
            body: state_name,
            pending: "CREATING",
            succeeded: &["IDLE"],
            failed: &["DELETING", "DELETED"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.flex_clusters().get("sales").wait_until(states::FLEX_CLUSTER_IDLE)),
        },
        Case {
            name: "FLEX_CLUSTER_DELETED",
            operation: "getGroupFlexCluster",
            body: state_name,
            pending: "DELETING",
            succeeded: &[],
            failed: &[],
            absent: Absent::Succeeds,
            wait: |atlas| outcome(atlas.flex_clusters().get("sales").wait_until(states::FLEX_CLUSTER_DELETED)),
        },
    ])
    .await;
}

#[tokio::test]
async fn sample_data_and_outages() {
    check(&[
        Case {
            name: "Clusters::wait_until_sample_data_loaded",
            operation: "getGroupSampleDatasetLoad",
            body: state,
            pending: "WORKING",
            succeeded: &["COMPLETED"],
            failed: &["FAILED"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.clusters().wait_until_sample_data_loaded(ID)),
        },
        Case {
            name: "Clusters::wait_until_outage_simulated",
            operation: "getGroupClusterOutageSimulation",
            body: state,
            pending: "STARTING",
            succeeded: &["SIMULATING"],
            failed: &["FAILED", "RECOVERY_REQUESTED", "RECOVERING", "COMPLETE"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.clusters().wait_until_outage_simulated("orders")),
        },
        Case {
            name: "Clusters::wait_until_outage_recovered",
            operation: "getGroupClusterOutageSimulation",
            body: state,
            pending: "RECOVERING",
            succeeded: &[],
            failed: &["FAILED"],
            absent: Absent::Succeeds,
            wait: |atlas| outcome(atlas.clusters().wait_until_outage_recovered("orders")),
        },
    ])
    .await;
}
