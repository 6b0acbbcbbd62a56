//! Snapshots, restores and the schedule of a cluster.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::api::{Api, column, refusal, refused};

const MINUTE: Duration = Duration::from_secs(60);

async fn with_cluster() -> Api {
    let api = Api::of(FakeAtlas::builder().backup_time(MINUTE)).await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    api
}

#[tokio::test]
async fn a_snapshot_is_taken_step_by_step() {
    let api = with_cluster().await;
    let body = json!({ "description": "Before the move.", "retentionInDays": 5 });
    let (status, snapshot) = api.post("clusters/orders/backup/snapshots", body).await;
    assert_eq!((status, &snapshot["status"], &snapshot["storageSizeBytes"]), (200, &json!("queued"), &json!(0)));
    assert_eq!(snapshot["description"], "Before the move.");
    let path = format!("clusters/orders/backup/snapshots/{}", snapshot["id"].as_str().unwrap());
    let mut states = Vec::new();
    for _ in 0..3 {
        states.push(api.get(&path).await.1["status"].clone());
        api.atlas().advance(MINUTE);
    }
    assert_eq!(states, ["queued", "inProgress", "completed"]);
    assert_eq!(api.delete(&path).await.0, 204);
    let id = snapshot["id"].as_str().unwrap();
    assert_eq!(refusal(api.get(&path).await), refused(404, "SNAPSHOT_NOT_FOUND", &[id, "orders"]));
}

#[tokio::test]
async fn a_restore_keeps_its_target_from_changes_until_it_has_finished() {
    let api = with_cluster().await;
    let snapshot = api.atlas().insert("clusters/orders/backup/snapshots", json!({})).unwrap();
    let job = json!({
        "deliveryType": "automated",
        "snapshotId": snapshot["id"],
        "targetClusterName": "orders",
        "targetGroupId": api.atlas().project_id(),
    });
    let (status, job) = api.post("clusters/orders/backup/restoreJobs", job).await;
    assert_eq!((status, &job["finishedAt"], &job["failed"]), (200, &Value::Null, &json!(false)));
    let path = format!("clusters/orders/backup/restoreJobs/{}", job["id"].as_str().unwrap());
    let change = json!({ "backupEnabled": true });
    let refusal_of_change = refusal(api.patch("clusters/orders", change.clone()).await);
    assert_eq!(refusal_of_change, refused(400, "CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE", &["orders"]));
    assert_eq!(refusal(api.delete(&path).await).1, "CANNOT_CANCEL_AUTOMATED_RESTORE");
    api.atlas().advance(2 * MINUTE);
    assert!(api.get(&path).await.1["finishedAt"].is_string());
    assert_eq!(api.patch("clusters/orders", change).await.0, 200);
}

#[tokio::test]
async fn a_download_has_an_address_when_it_is_ready_and_can_be_cancelled() {
    let api = with_cluster().await;
    let snapshot = api.atlas().insert("clusters/orders/backup/snapshots", json!({})).unwrap();
    let job = json!({ "deliveryType": "download", "snapshotId": snapshot["id"] });
    let (_, job) = api.post("clusters/orders/backup/restoreJobs", job).await;
    let path = format!("clusters/orders/backup/restoreJobs/{}", job["id"].as_str().unwrap());
    assert_eq!(api.get(&path).await.1["deliveryUrl"], json!([]));
    api.atlas().advance(MINUTE);
    assert_eq!(api.get(&path).await.1["deliveryUrl"].as_array().unwrap().len(), 1);
    assert_eq!(api.delete(&path).await.0, 204);
    assert_eq!(api.get(&path).await.1["cancelled"], true);
}

#[tokio::test]
async fn what_is_not_there_is_not_restored() {
    let api = with_cluster().await;
    let job = json!({ "deliveryType": "automated", "snapshotId": "111111111111111111111111" });
    let expected = refused(404, "SNAPSHOT_NOT_FOUND", &["111111111111111111111111", "orders"]);
    assert_eq!(refusal(api.post("clusters/orders/backup/restoreJobs", job).await), expected);
    let nowhere = refusal(api.get("clusters/other/backup/snapshots").await);
    assert_eq!(nowhere, refused(404, "CLUSTER_NOT_FOUND", &["other", api.atlas().project_id()]));
}

#[tokio::test]
async fn a_schedule_is_changed_and_put_back() {
    let api = with_cluster().await;
    let path = "clusters/orders/backup/schedule";
    assert_eq!(api.get(path).await.1["restoreWindowDays"], 7);
    let (_, schedule) = api.patch(path, json!({ "restoreWindowDays": 3, "updateSnapshots": true })).await;
    assert_eq!((&schedule["restoreWindowDays"], &schedule["updateSnapshots"]), (&json!(3), &Value::Null));
    assert_eq!(schedule["policies"][0]["policyItems"][0]["frequencyType"], "hourly");
    assert_eq!(api.delete(path).await.1["restoreWindowDays"], 7);
}

#[tokio::test]
async fn a_flex_cluster_is_restored_from_its_own_snapshots() {
    let api = with_cluster().await;
    api.atlas().insert("flexClusters", json!({ "name": "small" })).unwrap();
    let snapshot = api.atlas().insert("flexClusters/small/backup/snapshots", json!({})).unwrap();
    assert_eq!(column(&api.get("flexClusters/small/backup/snapshots").await.1, "status"), ["COMPLETED"]);
    let body = json!({ "snapshotId": snapshot["id"], "targetDeploymentItemName": "small" });
    let (_, job) = api.post("flexClusters/small/backup/restoreJobs", body).await;
    assert_eq!(job["status"], "PENDING");
    api.atlas().advance(2 * MINUTE);
    assert_eq!(column(&api.get("flexClusters/small/backup/restoreJobs").await.1, "status"), ["COMPLETED"]);
    let wrong_api = refusal(api.get("flexClusters/orders/backup/snapshots").await);
    assert_eq!(wrong_api, refused(400, "CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API", &["orders"]));
}
