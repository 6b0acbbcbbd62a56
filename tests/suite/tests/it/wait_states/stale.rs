//! Waits that begin before Atlas shows the change: the first observed state is an old, failed one.

use std::time::Duration;

use atlas_api::{Atlas, Error};
use atlas_fake::SetResponse;
use serde_json::{Value, json};

use super::{INTERVAL, Outcome, check_elapsed, outcome, start, state, state_name, status};
use crate::support::client;

const ID: &str = super::ID;

/// A wait whose resource can be in a failed state before the change.
struct Stale {
    /// The operation that is polled.
    operation: &'static str,
    failed: Value,
    pending: Value,
    succeeded: Value,
    wait: fn(&Atlas) -> Outcome,
}

fn waits() -> [Stale; 6] {
    [
        Stale {
            operation: "getGroupClusterSearchIndex",
            failed: status("FAILED"),
            pending: status("BUILDING"),
            succeeded: status("READY"),
            wait: |atlas| outcome(atlas.search_indexes("orders").wait_until_ready(ID)),
        },
        Stale {
            operation: "getGroupClusterSearchDeployment",
            failed: json!({}),
            pending: state_name("UPDATING"),
            succeeded: state_name("IDLE"),
            wait: |atlas| outcome(atlas.search_nodes("orders").wait_until_idle()),
        },
        Stale {
            operation: "getGroupStreamProcessor",
            failed: state("FAILED"),
            pending: state("CREATED"),
            succeeded: state("STARTED"),
            wait: |atlas| outcome(atlas.streams().processors("factory").wait_until_started("solar")),
        },
        Stale {
            operation: "getGroupPeer",
            failed: json!({ "statusName": "FAILED" }),
            pending: json!({ "statusName": "INITIATING" }),
            succeeded: json!({ "statusName": "AVAILABLE" }),
            wait: |atlas| outcome(atlas.network_peerings().wait_until_available(ID)),
        },
        Stale {
            operation: "getGroupStreamPrivateLinkConnection",
            failed: state("FAILED"),
            pending: state("DELETING"),
            succeeded: state("DELETED"),
            wait: |atlas| outcome(atlas.streams().private_links().wait_until_deleted(ID)),
        },
        Stale {
            operation: "getGroupCluster",
            failed: state_name("DELETING"),
            pending: state_name("CREATING"),
            succeeded: state_name("IDLE"),
            wait: |atlas| outcome(atlas.clusters().wait_until_idle("orders")),
        },
    ]
}

/// Waits for a resource with these responses, and returns the result and the number of polls.
async fn run(operation: &str, bodies: &[&Value], wait: fn(&Atlas) -> Outcome) -> (Result<(), Error>, usize) {
    let fake = start().await;
    for body in bodies {
        fake.respond(operation, SetResponse::json(200, body).times(1));
    }
    let begun = fake.now();
    let result = wait(&client(&fake)).await;
    let polls = fake.requests().iter().filter(|request| request.status() != 401).count();
    check_elapsed(&fake, begun, (polls as u64 - 1) * INTERVAL, operation);
    (result, polls)
}

#[tokio::test]
async fn a_failed_state_from_before_the_change_does_not_end_the_wait() {
    for Stale { operation, failed, pending, succeeded, wait } in waits() {
        let (result, polls) = run(operation, &[&failed, &pending, &succeeded], wait).await;
        assert_eq!((result.map_err(|error| error.to_string()), polls), (Ok(()), 3), "{operation}");
        let (result, polls) = run(operation, &[&failed, &succeeded], wait).await;
        assert_eq!((result.map_err(|error| error.to_string()), polls), (Ok(()), 2), "{operation}");
    }
}

#[tokio::test]
async fn a_failed_state_that_persists_or_follows_another_one_ends_the_wait() {
    for Stale { operation, failed, pending, wait, .. } in waits() {
        for bodies in [[&failed, &failed], [&pending, &failed]] {
            let (result, polls) = run(operation, &bodies, wait).await;
            assert_eq!((result.unwrap_err().is_failed_state(), polls), (true, 2), "{operation}");
        }
    }
}

#[tokio::test]
async fn a_failed_job_ends_the_wait_at_once_and_so_does_any_failure_without_a_change() {
    let job = |atlas: &Atlas| outcome(atlas.backups("orders").snapshots().wait_until_completed(ID));
    let (result, polls) = run("getGroupClusterBackupSnapshot", &[&status("failed")], job).await;
    assert_eq!((result.unwrap_err().is_failed_state(), polls), (true, 1));
    let unchanged =
        |atlas: &Atlas| outcome(atlas.search_indexes("orders").wait_until_ready(ID).stable_for(Duration::ZERO));
    let (result, polls) = run("getGroupClusterSearchIndex", &[&status("FAILED")], unchanged).await;
    assert_eq!((result.unwrap_err().is_failed_state(), polls), (true, 1));
}
