//! The waits for network peerings and private endpoints.

use atlas_api::{Atlas, private_endpoints::PrivateEndpoints};
use serde_json::json;

use super::{Absent, Case, ID, check, outcome, status};

#[tokio::test]
async fn network_peerings() {
    let peering = |name, pending, wait| Case {
        name,
        operation: "getGroupPeer",
        body: |state| json!({ "statusName": state }),
        pending,
        succeeded: &["AVAILABLE"],
        failed: &["FAILED", "DELETION_FAILED", "DELETING", "TERMINATING"],
        absent: Absent::NotFound,
        wait,
    };
    check(&[
        Case {
            succeeded: &["PENDING_ACCEPTANCE", "WAITING_FOR_USER", "AVAILABLE"],
            ..peering("NetworkPeerings::wait_until_acceptable", "INITIATING", |atlas| {
                outcome(atlas.network_peerings().wait_until_acceptable(ID))
            })
        },
        peering("NetworkPeerings::wait_until_available", "FINALIZING", |atlas| {
            outcome(atlas.network_peerings().wait_until_available(ID))
        }),
        Case {
            succeeded: &[],
            failed: &["DELETION_FAILED"],
            absent: Absent::Succeeds,
            ..peering("NetworkPeerings::wait_until_deleted", "TERMINATING", |atlas| {
                outcome(atlas.network_peerings().wait_until_deleted(ID))
            })
        },
    ])
    .await;
}

#[tokio::test]
async fn private_endpoint_services() {
    check(&[
        Case {
            name: "PrivateEndpointServices::wait_until_available",
            operation: "getGroupPrivateEndpointEndpointService",
            body: status,
            pending: "INITIATING",
            succeeded: &["AVAILABLE", "WAITING_FOR_USER"],
            failed: &["FAILED", "DELETING"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.private_endpoint_services().wait_until_available("AWS", ID)),
        },
        Case {
            name: "PrivateEndpointServices::wait_until_deleted",
            operation: "getGroupPrivateEndpointEndpointService",
            body: status,
            pending: "DELETING",
            succeeded: &[],
            failed: &[],
            absent: Absent::Succeeds,
            wait: |atlas| outcome(atlas.private_endpoint_services().wait_until_deleted("AWS", ID)),
        },
    ])
    .await;
}

/// Returns the endpoints of a service that the fake does not have: its absence is not that of an endpoint.
fn endpoints(atlas: &Atlas) -> PrivateEndpoints {
    atlas.private_endpoints("AWS", ID)
}

#[tokio::test]
async fn private_endpoints() {
    let endpoint = |name, pending, wait| Case {
        name,
        operation: "getGroupPrivateEndpointEndpointServiceEndpoint",
        body: |state| json!({ "connectionStatus": state }),
        pending,
        succeeded: &["AVAILABLE"],
        failed: &["FAILED", "REJECTED", "DELETING", "DELETED"],
        absent: Absent::NotFound,
        wait,
    };
    for case in [
        endpoint("PrivateEndpoints::wait_until_available", "PENDING", |atlas| {
            outcome(endpoints(atlas).wait_until_available("vpce-0123456789abcdef0"))
        }),
        Case {
            succeeded: &["DELETED"],
            failed: &[],
            absent: Absent::Succeeds,
            ..endpoint("PrivateEndpoints::wait_until_deleted", "DELETING", |atlas| {
                outcome(endpoints(atlas).wait_until_deleted("vpce-0123456789abcdef0"))
            })
        },
    ] {
        for state in case.succeeded {
            case.run(Some(state)).await.unwrap();
        }
        for state in case.failed {
            assert_eq!(case.run(Some(state)).await.unwrap_err().state(), Some(*state), "{}", case.name);
        }
        let error = case.run(None).await.unwrap_err();
        assert!(error.is_not_found() && !error.is_absent(), "{}: {error:?}", case.name);
    }
}
