//! What Atlas answers of backups.

use atlas_api::{
    Confirm,
    model::{CloudBackupSnapshotStatus, CloudBackupSnapshotType},
    specs::RestoreSpec,
};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use super::{RESTORE, SNAPSHOT};
use crate::support::client_of;

async fn answering(status: u16, body: Value) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(status).set_body_json(body)).mount(&server).await;
    server
}

fn refusal(status: u16, code: &str) -> Value {
    json!({ "error": status, "errorCode": code, "detail": "No.", "parameters": [], "reason": "" })
}

#[tokio::test]
async fn a_snapshot_that_was_asked_for_has_its_id_and_its_status() {
    let body = json!({ "id": SNAPSHOT, "status": "queued", "type": "replicaSet", "frequencyType": "ondemand" });
    let server = answering(200, body).await;
    let snapshot = client_of(&server).backups("Cluster0").snapshots().take().send().await.unwrap();
    assert_eq!(snapshot.id.as_deref(), Some(SNAPSHOT));
    assert_eq!(snapshot.status, Some(CloudBackupSnapshotStatus::Queued));
    assert_eq!(snapshot.frequency_type.as_ref().map(|kind| kind.as_str()), Some("ondemand"));
}

#[tokio::test]
async fn snapshots_of_both_kinds_are_of_one_type() {
    let page = json!({ "results": [
        { "id": SNAPSHOT, "type": "shardedCluster", "snapshotIds": [RESTORE], "configServerType": "EMBEDDED" },
    ] });
    let server = answering(200, page).await;
    let backups = client_of(&server).backups("Cluster0");
    let sharded = backups.sharded_snapshots().list().send().await.unwrap();
    assert_eq!(sharded.items()[0].type_, Some(CloudBackupSnapshotType::ShardedCluster));
    assert_eq!(sharded.items()[0].snapshot_ids, Some(vec![RESTORE.to_owned()]));
    assert!(!sharded.has_next());
    assert_eq!(backups.snapshots().list().send().await.unwrap().items(), sharded.items());
}

#[tokio::test]
async fn only_a_404_says_that_there_is_no_snapshot() {
    for (status, code, exists) in [
        (404, "RESOURCE_NOT_FOUND", Some(false)),
        (400, "CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API", None),
        (403, "USER_UNAUTHORIZED", None),
    ] {
        let server = answering(status, refusal(status, code)).await;
        let backups = client_of(&server).backups("Cluster0");
        for answer in [
            backups.snapshots().exists(SNAPSHOT).send().await,
            backups.sharded_snapshots().exists(SNAPSHOT).send().await,
        ] {
            match answer {
                Ok(answer) => assert_eq!(Some(answer), exists),
                Err(error) => assert_eq!((error.code(), exists), (Some(code), None)),
            }
        }
    }
    let server = answering(200, json!({ "id": SNAPSHOT })).await;
    assert!(client_of(&server).backups("Cluster0").snapshots().exists(SNAPSHOT).send().await.unwrap());
}

#[tokio::test]
async fn a_restore_has_its_target_and_how_it_ended() {
    let body = json!({
        "id": RESTORE, "deliveryType": "automated", "targetClusterName": "Cluster1", "cancelled": false,
        "expired": false, "failed": true, "desiredTimestamp": { "date": null, "increment": null },
    });
    let server = answering(200, body).await;
    let start = client_of(&server).backups("Cluster0").restores().start(RestoreSpec::automated(SNAPSHOT, "Cluster1"));
    let restore = start.confirm(Confirm::name("Cluster1")).send().await.unwrap();
    assert_eq!(restore.target_cluster_name.as_deref(), Some("Cluster1"));
    assert_eq!((restore.failed, restore.cancelled, restore.finished_at), (Some(true), Some(false), None));
}

#[tokio::test]
async fn refusals_keep_their_code_and_their_detail() {
    for code in ["CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE", "CANNOT_CANCEL_AUTOMATED_RESTORE"] {
        let server = answering(400, refusal(400, code)).await;
        let restores = client_of(&server).backups("Cluster0").restores();
        let started = restores.start(RestoreSpec::automated(SNAPSHOT, "Cluster1")).confirm(Confirm::yes()).send().await;
        let cancelled = restores.cancel(RESTORE).confirm(Confirm::yes()).send().await;
        for error in [started.unwrap_err(), cancelled.unwrap_err()] {
            assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
            assert_eq!((error.code(), error.detail()), (Some(code), Some("No.")));
        }
    }
}
