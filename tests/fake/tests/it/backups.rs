//! Snapshots, restore jobs and the backup schedule of a cluster.

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
async fn a_snapshot_passes_through_its_states() {
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
async fn the_target_of_a_restore_cannot_be_changed_until_it_has_finished() {
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
async fn a_download_has_a_url_when_it_is_ready_and_can_be_canceled() {
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
async fn a_restore_needs_an_existing_snapshot_and_cluster() {
    let api = with_cluster().await;
    let job = json!({ "deliveryType": "automated", "snapshotId": "111111111111111111111111" });
    let expected = refused(404, "SNAPSHOT_NOT_FOUND", &["111111111111111111111111", "orders"]);
    assert_eq!(refusal(api.post("clusters/orders/backup/restoreJobs", job).await), expected);
    let nowhere = refusal(api.get("clusters/other/backup/snapshots").await);
    assert_eq!(nowhere, refused(404, "CLUSTER_NOT_FOUND", &["other", api.atlas().project_id()]));
}

#[tokio::test]
async fn a_schedule_is_updated_and_cleared() {
    let api = with_cluster().await;
    let path = "clusters/orders/backup/schedule";
    assert_eq!(api.get(path).await.1["restoreWindowDays"], 7);
    let (_, schedule) = api.patch(path, json!({ "restoreWindowDays": 3, "updateSnapshots": true })).await;
    assert_eq!((&schedule["restoreWindowDays"], &schedule["updateSnapshots"]), (&json!(3), &Value::Null));
    assert_eq!(schedule["policies"][0]["policyItems"][0]["frequencyType"], "hourly");
    let (_, emptied) = api.delete(path).await;
    assert_eq!((&emptied["policies"][0]["policyItems"], &emptied["nextSnapshot"]), (&json!([]), &Value::Null));
    assert_eq!(api.get(path).await.1["policies"], emptied["policies"]);
}

#[tokio::test]
async fn a_flex_cluster_is_restored_from_a_snapshot() {
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

#[tokio::test]
async fn a_download_of_a_flex_cluster_is_a_job_with_a_url() {
    let api = with_cluster().await;
    api.atlas().insert("flexClusters", json!({ "name": "small" })).unwrap();
    let snapshot = api.atlas().insert("flexClusters/small/backup/snapshots", json!({})).unwrap();
    let body = json!({ "snapshotId": snapshot["id"] });
    let (_, job) = api.post("flexClusters/small/backup/download", body).await;
    assert_eq!((&job["deliveryType"], &job["status"]), (&json!("DOWNLOAD"), &json!("PENDING")));
    api.atlas().advance(2 * MINUTE);
    let path = format!("flexClusters/small/backup/restoreJobs/{}", job["id"].as_str().unwrap());
    let (_, ready) = api.get(&path).await;
    assert_eq!(ready["status"], "COMPLETED");
    assert!(ready["snapshotUrl"].is_string());
    let unknown = "111111111111111111111111";
    let (status, code) = (404, "SNAPSHOT_NOT_FOUND");
    let refused = refusal(api.post("flexClusters/small/backup/download", json!({ "snapshotId": unknown })).await);
    assert_eq!((refused.0, &*refused.1), (status, code));
}

#[tokio::test]
async fn a_restore_of_collections_passes_through_its_states() {
    let api = with_cluster().await;
    let snapshot = api.atlas().insert("clusters/orders/backup/snapshots", json!({})).unwrap();
    let jobs = "clusters/orders/collectionRestoreJobs";
    let body = |snapshot: &Value| {
        json!({
            "collectionSuffix": "_may",
            "collections": [{ "sourceNamespace": "sales.orders" }],
            "indexStrategy": "ALL",
            "snapshotId": snapshot,
            "targetClusterName": "orders",
            "targetGroupId": api.atlas().project_id(),
            "writeStrategy": "CREATE_NEW",
        })
    };
    assert_eq!(api.get(jobs).await.1["totalCount"], 0);
    let unknown = api.post(jobs, body(&json!("111111111111111111111111"))).await;
    assert_eq!(refusal(unknown).1, "SNAPSHOT_NOT_FOUND");
    let (_, job) = api.post(jobs, body(&snapshot["id"])).await;
    let path = format!("{jobs}/{}", job["id"].as_str().unwrap());
    let mut states = Vec::new();
    for _ in 0..3 {
        let collection = api.get(&format!("{path}/collections/sales.orders")).await.1;
        assert_eq!(collection["targetNamespace"], "sales.orders_may");
        states.push((api.get(&path).await.1["state"].clone(), collection["state"].clone()));
        api.atlas().advance(MINUTE);
    }
    let expected = [("INITIALIZING", "NOT_STARTED"), ("IN_PROGRESS", "IN_PROGRESS"), ("SUCCESSFUL", "SUCCESSFUL")];
    assert_eq!(states, expected.map(|(job, collection)| (json!(job), json!(collection))));
    assert_eq!(column(&api.get(&format!("{path}/collections?state=FAILED")).await.1, "state"), [""; 0]);
    assert_eq!(api.get(&format!("{path}/collections/sales.none")).await.0, 404);
}

#[tokio::test]
async fn an_unfinished_snapshot_cannot_be_changed_deleted_or_restored() {
    let api = with_cluster().await;
    let snapshots = "clusters/orders/backup/snapshots";
    let (_, snapshot) = api.post(snapshots, json!({ "description": "a", "retentionInDays": 2 })).await;
    let id = snapshot["id"].as_str().unwrap();
    let path = format!("{snapshots}/{id}");
    let second = api.post(snapshots, json!({ "description": "b", "retentionInDays": 2 })).await;
    assert_eq!(refusal(second), refused(400, "UNFINISHED_ON_DEMAND_SNAPSHOT", &[]));
    let longer = json!({ "retentionUnit": "WEEKS", "retentionValue": 2 });
    let refusal_of_change = refusal(api.patch(&path, longer.clone()).await);
    assert_eq!(refusal_of_change, refused(400, "CANNOT_MODIFY_IN_PROGRESS_SNAPSHOT_RETENTION", &[]));
    assert_eq!(refusal(api.delete(&path).await), refused(400, "CANNOT_DELETE_IN_PROGRESS_SNAPSHOT", &[id]));
    let restores = "clusters/orders/backup/restoreJobs";
    let job = |kind: &str| json!({ "deliveryType": kind, "snapshotId": id });
    let code = "CANNOT_START_RESTORE_JOB_FOR_INCOMPLETE_CLUSTER_SNAPSHOT";
    assert_eq!(refusal(api.post(restores, job("automated")).await), refused(409, code, &[id]));
    let code = "CANNOT_DOWNLOAD_INCOMPLETE_SNAPSHOT";
    assert_eq!(refusal(api.post(restores, job("download")).await), refused(409, code, &[id]));

    api.atlas().advance(2 * MINUTE);
    assert_eq!(api.patch(&path, longer).await.0, 200);
    api.atlas().advance(13 * 24 * 60 * MINUTE);
    assert_eq!(api.get(&path).await.0, 200, "the snapshot is now kept for two weeks");
    api.atlas().advance(24 * 60 * MINUTE);
    assert_eq!(api.get(&path).await.0, 404);
}

#[tokio::test]
async fn the_target_of_a_restore_must_exist_and_run_and_is_updating_until_the_end() {
    let api = with_cluster().await;
    let snapshot = api.atlas().insert("clusters/orders/backup/snapshots", json!({})).unwrap();
    api.atlas().insert("clusters", json!({ "name": "copy" })).unwrap();
    api.atlas().insert("clusters", json!({ "name": "asleep", "paused": true })).unwrap();
    let restore = async |target: &str| {
        let job = json!({
            "deliveryType": "automated",
            "snapshotId": snapshot["id"],
            "targetClusterName": target,
            "targetGroupId": api.atlas().project_id(),
        });
        api.post("clusters/orders/backup/restoreJobs", job).await
    };
    assert_eq!(refusal(restore("nowhere").await), refused(404, "CLUSTER_NOT_FOUND", &["nowhere"]));
    assert_eq!(refusal(restore("asleep").await), refused(400, "CLUSTER_PAUSED_CANNOT_RESTORE", &["asleep"]));
    assert_eq!(restore("copy").await.0, 200);
    assert_eq!(api.get("clusters/copy").await.1["stateName"], "UPDATING");
    let expected = refused(400, "CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE", &["copy"]);
    assert_eq!(refusal(restore("copy").await), expected);
    assert_eq!(refusal(api.delete("clusters/copy").await), expected);
    api.atlas().advance(2 * MINUTE);
    assert_eq!(api.get("clusters/copy").await.1["stateName"], "IDLE");
    assert_eq!(restore("copy").await.0, 200);
}

#[tokio::test]
async fn a_point_in_time_restore_needs_continuous_backup() {
    let api = with_cluster().await;
    api.atlas().insert("clusters", json!({ "name": "users", "pitEnabled": true })).unwrap();
    let job = json!({
        "deliveryType": "pointInTime",
        "pointInTimeUTCSeconds": 1_700_000_000,
        "targetClusterName": "orders",
        "targetGroupId": api.atlas().project_id(),
    });
    let refusal = refusal(api.post("clusters/orders/backup/restoreJobs", job.clone()).await);
    assert_eq!(refusal, refused(400, "INVALID_PIT_RESTORE_TIME", &["orders"]));
    assert_eq!(api.post("clusters/users/backup/restoreJobs", job).await.0, 200);
}

#[tokio::test]
async fn a_snapshot_of_a_sharded_cluster_covers_all_replica_sets() {
    let api = with_cluster().await;
    api.atlas().insert("clusters", json!({ "name": "users", "clusterType": "SHARDED" })).unwrap();
    let body = json!({ "description": "a", "retentionInDays": 1 });
    let (_, taken) = api.post("clusters/users/backup/snapshots", body).await;
    let (_, page) = api.get("clusters/users/backup/snapshots/shardedClusters").await;
    assert_eq!(column(&page, "id"), [taken["id"].clone()]);
    let sets: Vec<_> =
        page["results"][0]["members"].as_array().unwrap().iter().map(|member| &member["replicaSetName"]).collect();
    assert_eq!(sets, ["atlas-users-shard-00", "atlas-users-config-0"]);
    assert_eq!(page["results"][0]["snapshotIds"].as_array().unwrap().len(), 2);
    assert_eq!(api.get("clusters/users/backup/snapshots").await.1["totalCount"], 0);
}

#[tokio::test]
async fn a_path_with_an_unknown_cloud_provider_does_not_exist() {
    let api = with_cluster().await;
    let path = "backup/AAA/privateEndpoints";
    for (status, body) in [api.get(path).await, api.post(path, json!({ "regionName": "US_EAST_1" })).await] {
        assert_eq!((status, &body["errorCode"]), (404, &json!("RESOURCE_NOT_FOUND")));
    }
    assert_eq!(api.get("backup/AWS/privateEndpoints").await.1["totalCount"], 0);
}
