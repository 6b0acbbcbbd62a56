//! Conditions without a method of the facade, and the waits of any request.

use atlas_api::{Atlas, Method, RawRequest, wait::states};

use super::{Absent, Case, ID, check, outcome, state, status};

/// Returns the `GET` request of a resource in the project.
fn get(atlas: &Atlas, path: &str) -> RawRequest {
    let project = atlas.project_id().unwrap();
    atlas.request(Method::GET, format!("/api/atlas/v2/groups/{project}/{path}"))
}

fn archive(atlas: &Atlas) -> RawRequest {
    get(atlas, &format!("clusters/orders/onlineArchives/{ID}"))
}

fn snapshot(atlas: &Atlas) -> RawRequest {
    get(atlas, &format!("clusters/orders/backup/snapshots/{ID}"))
}

fn processor(atlas: &Atlas) -> RawRequest {
    get(atlas, "streams/factory/processor/solar")
}

#[tokio::test]
async fn any_request() {
    let case = |name, wait| Case {
        name,
        operation: "getGroupClusterBackupSnapshot",
        body: status,
        pending: "queued",
        succeeded: &["completed"],
        failed: &["failed"],
        absent: Absent::NotFound,
        wait,
    };
    let deleted = |name, wait| Case { succeeded: &[], failed: &[], absent: Absent::Succeeds, ..case(name, wait) };
    check(&[
        case("Request::wait_until", |atlas| {
            let get = atlas.backups("orders").snapshots().get(ID);
            outcome(get.wait_until(states::SNAPSHOT_COMPLETED))
        }),
        case("RawRequest::wait_until", |atlas| outcome(snapshot(atlas).wait_until(states::SNAPSHOT_COMPLETED))),
        deleted("Request::wait_until_deleted", |atlas| {
            outcome(atlas.backups("orders").snapshots().get(ID).wait_until_deleted())
        }),
        deleted("RawRequest::wait_until_deleted", |atlas| outcome(snapshot(atlas).wait_until_deleted())),
    ])
    .await;
}

#[tokio::test]
async fn online_archives() {
    let archive = |name, pending, succeeded, wait| Case {
        name,
        operation: "getGroupClusterOnlineArchive",
        body: state,
        pending,
        succeeded,
        failed: &["ORPHANED", "DELETED"],
        absent: Absent::NotFound,
        wait,
    };
    check(&[
        archive("ONLINE_ARCHIVE_ACTIVE", "PENDING", &["IDLE", "ACTIVE"], |atlas| {
            outcome(self::archive(atlas).wait_until(states::ONLINE_ARCHIVE_ACTIVE))
        }),
        archive("ONLINE_ARCHIVE_PAUSED", "PAUSING", &["PAUSED"], |atlas| {
            outcome(self::archive(atlas).wait_until(states::ONLINE_ARCHIVE_PAUSED))
        }),
    ])
    .await;
}

#[tokio::test]
async fn stream_processors() {
    let case = |name, pending, succeeded, wait| Case {
        name,
        operation: "getGroupStreamProcessor",
        body: state,
        pending,
        succeeded,
        failed: &["FAILED"],
        absent: Absent::NotFound,
        wait,
    };
    check(&[
        case("STREAM_PROCESSOR_CREATED", "CREATING", &["CREATED"], |atlas| {
            outcome(processor(atlas).wait_until(states::STREAM_PROCESSOR_CREATED))
        }),
        case("STREAM_PROCESSOR_STARTED", "CREATED", &["STARTED"], |atlas| {
            outcome(processor(atlas).wait_until(states::STREAM_PROCESSOR_STARTED))
        }),
        case("STREAM_PROCESSOR_STOPPED", "STARTED", &["STOPPED"], |atlas| {
            outcome(processor(atlas).wait_until(states::STREAM_PROCESSOR_STOPPED))
        }),
        Case {
            failed: &[],
            absent: Absent::Succeeds,
            ..case("STREAM_PROCESSOR_DELETED", "STOPPED", &[], |atlas| {
                outcome(processor(atlas).wait_until(states::STREAM_PROCESSOR_DELETED))
            })
        },
    ])
    .await;
}
