//! Exports of snapshots, and the backup compliance policy.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::api::{Api, column, refusal, refused};

const MINUTE: Duration = Duration::from_secs(60);

async fn with_snapshot() -> (Api, Value) {
    let api = Api::of(FakeAtlas::builder().backup_time(MINUTE)).await;
    api.atlas().insert("clusters", json!({ "name": "orders", "backupEnabled": true })).unwrap();
    let snapshot = api.atlas().insert("clusters/orders/backup/snapshots", json!({})).unwrap();
    (api, snapshot["id"].clone())
}

#[tokio::test]
async fn an_export_to_a_bucket_passes_through_its_states() {
    let (api, snapshot) = with_snapshot().await;
    let bucket = json!({ "bucketName": "exports", "cloudProvider": "AWS", "iamRoleId": "5f1a2b3c4d5e6f7a8b9c0d21" });
    let (status, bucket) = api.post("backup/exportBuckets", bucket).await;
    assert_eq!(status, 200, "{bucket}");
    let id = bucket["_id"].as_str().unwrap();
    let exports = "clusters/orders/backup/exports";
    let unknown = json!({ "exportBucketId": "111111111111111111111111", "snapshotId": snapshot });
    let expected = refused(404, "EXPORT_BUCKET_NOT_FOUND", &["111111111111111111111111"]);
    assert_eq!(refusal(api.post(exports, unknown).await), expected);
    let (_, export) = api.post(exports, json!({ "exportBucketId": id, "snapshotId": snapshot })).await;
    let path = format!("{exports}/{}", export["id"].as_str().unwrap());
    let bucket_path = format!("backup/exportBuckets/{id}");
    assert_eq!(refusal(api.delete(&bucket_path).await), refused(400, "EXPORT_BUCKET_DELETE_FAILED", &[id]));
    let mut states = Vec::new();
    for _ in 0..3 {
        states.push(api.get(&path).await.1["state"].clone());
        api.atlas().advance(MINUTE);
    }
    assert_eq!(states, ["Queued", "InProgress", "Successful"]);
    assert_eq!(api.delete(&bucket_path).await.0, 204);
    assert_eq!(api.get("backup/exportBuckets").await.1["totalCount"], 0);
}

#[tokio::test]
async fn a_private_endpoint_becomes_active() {
    let api = Api::of(FakeAtlas::builder().cluster_time(MINUTE)).await;
    let endpoints = "backup/AWS/privateEndpoints";
    let (_, endpoint) = api.post(endpoints, json!({ "cloudProvider": "AWS", "regionName": "US_WEST_2" })).await;
    assert_eq!((&endpoint["status"], &endpoint["regionName"]), (&json!("INITIATING"), &json!("US_WEST_2")));
    api.atlas().advance(MINUTE);
    assert_eq!(column(&api.get(endpoints).await.1, "status"), ["ACTIVE"]);
    let path = format!("{endpoints}/{}", endpoint["id"].as_str().unwrap());
    assert_eq!(api.delete(&path).await.0, 204);
    assert_eq!(api.get(&path).await.0, 404);
}

#[tokio::test]
async fn a_compliance_policy_protects_backups_until_it_is_disabled() {
    let (api, snapshot) = with_snapshot().await;
    assert_eq!(api.get("backupCompliancePolicy").await, (200, json!({})));
    let policy = json!({
        "authorizedEmail": "someone@example.com",
        "authorizedUserFirstName": "Ada",
        "authorizedUserLastName": "Example",
        "scheduledPolicyItems": [{
            "frequencyInterval": 1,
            "frequencyType": "daily",
            "retentionUnit": "days",
            "retentionValue": 7,
        }],
    });
    let (status, set) = api.call(reqwest::Method::PUT, "backupCompliancePolicy", Some(policy)).await;
    assert_eq!((status, &set["state"], &set["projectId"]), (200, &json!("ENABLING"), &json!(api.atlas().project_id())));
    assert!(set["scheduledPolicyItems"][0]["id"].is_string());
    api.atlas().advance(MINUTE);
    assert_eq!(api.get("backupCompliancePolicy").await.1["state"], "ACTIVE");

    let path = format!("clusters/orders/backup/snapshots/{}", snapshot.as_str().unwrap());
    let code = "CANNOT_DELETE_SNAPSHOT_WITH_BACKUP_COMPLIANCE_POLICY";
    assert_eq!(refusal(api.delete(&path).await), refused(400, code, &[]));
    let code = "CANNOT_DISABLE_CLOUD_BACKUP_WITH_BACKUP_COMPLIANCE_POLICY";
    assert_eq!(refusal(api.patch("clusters/orders", json!({ "backupEnabled": false })).await), refused(400, code, &[]));
    assert_eq!(api.delete("backupCompliancePolicy").await.0, 204);
    assert_eq!(api.delete(&path).await.0, 204);
    let events = column(&api.get("events").await.1, "eventTypeName");
    assert_eq!(
        events[1..],
        ["CPS_DATA_PROTECTION_DISABLED", "CPS_DATA_PROTECTION_ENABLED", "CPS_DATA_PROTECTION_ENABLE_REQUESTED"]
    );
}
