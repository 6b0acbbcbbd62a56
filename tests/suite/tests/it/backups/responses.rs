//! Responses about backups.

use atlas_api::{
    Confirm,
    backups::{RestoreSpec, SnapshotSpec},
    model::{CloudBackupSnapshotStatus, CloudBackupSnapshotType},
    wait::states,
};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use super::{RESTORE, SNAPSHOT, server_with_bodies};
use crate::support::{client_of, client_without_waits, received};

/// Starts a server that returns this status and body.
async fn server(status: u16, body: Value) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(status).set_body_json(body)).mount(&server).await;
    server
}

fn error_body(status: u16, code: &str) -> Value {
    json!({ "error": status, "errorCode": code, "detail": "No.", "parameters": [], "reason": "" })
}

#[tokio::test]
async fn a_new_snapshot_has_an_id_and_a_status() {
    let body = json!({ "id": SNAPSHOT, "status": "queued", "type": "replicaSet", "frequencyType": "ondemand" });
    let server = server(200, body).await;
    let snapshot = client_of(&server).backups("Cluster0").snapshots().take(SnapshotSpec::new()).await.unwrap();
    assert_eq!(snapshot.id.as_deref(), Some(SNAPSHOT));
    assert_eq!(snapshot.status, Some(CloudBackupSnapshotStatus::Queued));
    assert_eq!(snapshot.frequency_type.as_ref().map(|kind| kind.as_str()), Some("ondemand"));
}

#[tokio::test]
async fn snapshots_of_both_kinds_have_the_same_type() {
    let page = json!({ "results": [
        { "id": SNAPSHOT, "type": "shardedCluster", "snapshotIds": [RESTORE], "configServerType": "EMBEDDED" },
    ] });
    let server = server(200, page).await;
    let backups = client_of(&server).backups("Cluster0");
    let sharded = backups.sharded_snapshots().list().await.unwrap();
    assert_eq!(sharded.len(), 1);
    assert_eq!(sharded[0].type_, Some(CloudBackupSnapshotType::ShardedCluster));
    assert_eq!(sharded[0].snapshot_ids, Some(vec![RESTORE.to_owned()]));
    assert_eq!(backups.snapshots().list().await.unwrap().items(), sharded.as_slice());
}

#[tokio::test]
async fn a_list_of_another_kind_is_not_an_empty_list() {
    for (body, expected) in
        [(json!({}), true), (json!({ "totalCount": 0 }), true), (json!({ "results": "none" }), false)]
    {
        let server = server(200, body.clone()).await;
        let backups = client_of(&server).backups("Cluster0");
        let list = backups.sharded_snapshots().list().await;
        let page = backups.snapshots().list().await;
        assert_eq!(page.is_ok(), expected, "{body}");
        match list {
            Ok(list) => assert!(expected && list.is_empty(), "{body}"),
            Err(error) => assert!(!expected && error.is_decode(), "{body}: {error}"),
        }
    }
}

#[tokio::test]
async fn only_a_404_about_the_snapshot_means_that_it_does_not_exist() {
    for (status, code, exists) in [
        (404, "SNAPSHOT_NOT_FOUND", Some(false)),
        (404, "RESOURCE_NOT_FOUND", None),
        (404, "CLUSTER_NOT_FOUND", None),
        (404, "GROUP_NOT_FOUND", None),
        (400, "CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API", None),
        (403, "USER_UNAUTHORIZED", None),
    ] {
        let server = server(status, error_body(status, code)).await;
        let backups = client_of(&server).backups("Cluster0");
        for result in [backups.snapshots().exists(SNAPSHOT).await, backups.sharded_snapshots().exists(SNAPSHOT).await] {
            match result {
                Ok(result) => assert_eq!(Some(result), exists, "{code}"),
                Err(error) => assert_eq!((error.code(), exists), (Some(code), None)),
            }
        }
    }
    let mut body = error_body(404, "RESOURCE_NOT_FOUND");
    body["parameters"] = json!([SNAPSHOT]);
    let server = server(404, body).await;
    assert!(!client_of(&server).backups("Cluster0").snapshots().exists(SNAPSHOT).await.unwrap());
}

#[tokio::test]
async fn a_snapshot_in_a_response_exists() {
    let server = server(200, json!({ "id": SNAPSHOT })).await;
    let backups = client_of(&server).backups("Cluster0");
    assert!(backups.snapshots().exists(SNAPSHOT).await.unwrap());
    assert!(backups.sharded_snapshots().exists(SNAPSHOT).await.unwrap());
}

#[tokio::test]
async fn a_restore_has_its_target_and_its_outcome() {
    let body = json!({
        "id": RESTORE, "deliveryType": "automated", "targetClusterName": "Cluster1", "cancelled": false,
        "expired": false, "failed": true, "desiredTimestamp": { "date": null, "increment": null },
    });
    let server = server(200, body).await;
    let start = client_of(&server).backups("Cluster0").restores().start(RestoreSpec::automated(SNAPSHOT, "Cluster1"));
    let restore = start.confirm(Confirm::name("Cluster1")).await.unwrap();
    assert_eq!(restore.target_cluster_name.as_deref(), Some("Cluster1"));
    assert_eq!((restore.failed, restore.cancelled, restore.finished_at), (Some(true), Some(false), None));
}

#[tokio::test]
async fn errors_keep_their_code_and_their_detail() {
    for code in ["CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE", "CANNOT_CANCEL_AUTOMATED_RESTORE"] {
        let server = server(400, error_body(400, code)).await;
        let restores = client_of(&server).backups("Cluster0").restores();
        let started = restores.start(RestoreSpec::automated(SNAPSHOT, "Cluster1")).confirm(Confirm::yes()).await;
        let canceled = restores.cancel(RESTORE).confirm(Confirm::yes()).await;
        for error in [started.unwrap_err(), canceled.unwrap_err()] {
            assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
            assert_eq!((error.code(), error.detail()), (Some(code), Some("No.")));
        }
    }
}

#[tokio::test]
async fn snapshots_and_restores_are_waited_for() {
    let server = server_with_bodies(&[
        json!({ "id": SNAPSHOT, "status": "queued" }),
        json!({ "id": SNAPSHOT, "status": "inProgress" }),
        json!({ "id": SNAPSHOT, "status": "completed" }),
    ])
    .await;
    let get = client_without_waits(&server).backups("Cluster0").snapshots().get(SNAPSHOT);
    let snapshot = get.wait_until(states::SNAPSHOT_COMPLETED).await.unwrap().unwrap();
    assert_eq!(snapshot.status, Some(CloudBackupSnapshotStatus::Completed));
    assert_eq!(received(&server).await.len(), 3);

    let finished = json!({ "id": RESTORE, "finishedAt": "2025-06-15T15:06:40Z" });
    let server = server_with_bodies(&[json!({ "id": RESTORE }), finished]).await;
    let get = client_without_waits(&server).backups("Cluster0").restores().get(RESTORE);
    let restore = get.wait_until(states::RESTORE_FINISHED).await.unwrap().unwrap();
    assert_eq!(restore.finished_at, Some(crate::support::now().into()));
    assert_eq!(received(&server).await.len(), 2);

    let server = server_with_bodies(&[json!({ "id": RESTORE, "failed": true })]).await;
    let get = client_without_waits(&server).backups("Cluster0").restores().get(RESTORE);
    let error = get.wait_until(states::RESTORE_FINISHED).await.unwrap_err();
    assert!(error.is_failed_state());
    assert_eq!(error.state(), Some("failed"));
}
