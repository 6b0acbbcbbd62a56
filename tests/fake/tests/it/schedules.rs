//! Scheduled snapshots.

use std::time::{Duration, SystemTime};

use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::api::{Api, column, refusal, refused};

const HOUR: Duration = Duration::from_secs(3600);

/// Returns a fake at 2025-06-15T15:06:40Z with a cluster that has backups.
async fn backed_up() -> Api {
    let builder = FakeAtlas::builder().clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000));
    let api = Api::of(builder).await;
    assert_eq!(api.post("clusters", json!({ "name": "orders", "backupEnabled": true })).await.0, 201);
    api
}

const SCHEDULE: &str = "clusters/orders/backup/schedule";
const SNAPSHOTS: &str = "clusters/orders/backup/snapshots";

#[tokio::test]
async fn a_schedule_takes_the_snapshots_of_a_day() {
    let api = backed_up().await;
    assert_eq!(api.get(SCHEDULE).await.1["nextSnapshot"], "2025-06-15T15:16:00Z");
    api.atlas().advance(24 * HOUR);
    let (_, page) = api.get(SNAPSHOTS).await;
    assert_eq!(
        column(&page, "createdAt"),
        ["2025-06-15T15:16:00Z", "2025-06-15T21:16:00Z", "2025-06-16T03:16:00Z", "2025-06-16T09:16:00Z"]
    );
    assert_eq!(column(&page, "frequencyType"), ["hourly", "hourly", "daily", "hourly"]);
    assert_eq!(column(&page, "status"), ["completed"; 4]);
    assert_eq!(column(&page, "expiresAt")[0], "2025-06-22T15:16:00Z");
    let items = api.get(SCHEDULE).await.1["policies"][0]["policyItems"].clone();
    assert_eq!(page["results"][2]["policyItems"][0], items[1]["id"]);
    let again = api.get(SNAPSHOTS).await.1;
    assert_eq!(column(&again, "id"), column(&page, "id"));
}

#[tokio::test]
async fn snapshots_are_deleted_after_their_retention() {
    let api = backed_up().await;
    let items =
        json!([{ "frequencyType": "daily", "frequencyInterval": 1, "retentionUnit": "days", "retentionValue": 3 }]);
    let (status, schedule) = api.patch(SCHEDULE, json!({ "policies": [{ "policyItems": items }] })).await;
    assert_eq!(status, 200);
    assert!(schedule["policies"][0]["policyItems"][0]["id"].is_string());
    api.atlas().advance(10 * 24 * HOUR);
    let days = ["2025-06-23T03:16:00Z", "2025-06-24T03:16:00Z", "2025-06-25T03:16:00Z"];
    assert_eq!(column(&api.get(SNAPSHOTS).await.1, "createdAt"), days);
    api.atlas().advance(24 * HOUR);
    assert_eq!(column(&api.get(SNAPSHOTS).await.1, "createdAt")[..2], days[1..]);
}

#[tokio::test]
async fn clusters_without_backups_and_paused_clusters_have_no_snapshots() {
    let api = backed_up().await;
    api.patch("clusters/orders", json!({ "paused": true })).await;
    api.atlas().insert("clusters", json!({ "name": "users" })).unwrap();
    api.atlas().advance(24 * HOUR);
    assert_eq!(api.get(SNAPSHOTS).await.1["totalCount"], 0);
    assert_eq!(api.get("clusters/users/backup/snapshots").await.1["totalCount"], 0);
}

#[tokio::test]
async fn an_invalid_schedule_is_refused() {
    let api = backed_up().await;
    let (_, schedule) = api.get(SCHEDULE).await;
    let policy = &schedule["policies"][0]["id"];
    let item = schedule["policies"][0]["policyItems"][0].clone();
    let other = "111111111111111111111111";
    let with_item = |id: &str, kind: &str| {
        let mut item = item.clone();
        item["id"] = id.into();
        item["frequencyType"] = kind.into();
        json!({ "policies": [{ "id": policy, "policyItems": [item] }] })
    };
    let id = item["id"].as_str().unwrap();
    for (body, expected) in [
        (json!({ "policies": [{ "id": other, "policyItems": [] }] }), refused(400, "INVALID_POLICY_ID", &[other])),
        (json!({ "policies": [] }), refused(400, "INVALID_NUM_OF_POLICIES", &[])),
        (with_item(other, "hourly"), refused(400, "INVALID_POLICY_ITEM_ID", &[other])),
        (with_item(id, "daily"), refused(400, "INVALID_FREQUENCY_TYPE_CHANGE", &[id])),
        (json!({ "referenceHourOfDay": 24 }), refused(400, "INVALID_REFERENCE_HOUR_OF_DAY", &[])),
        (json!({ "restoreWindowDays": 0 }), refused(400, "INVALID_RESTORE_WINDOW", &[])),
    ] {
        assert_eq!(refusal(api.patch(SCHEDULE, body).await), expected);
    }
    assert_eq!(api.get(SCHEDULE).await.1, schedule);
}

#[tokio::test]
async fn a_flex_cluster_has_daily_snapshots_for_eight_days() {
    let api = backed_up().await;
    api.atlas().insert("flexClusters", json!({ "name": "small" })).unwrap();
    let path = "flexClusters/small/backup/snapshots";
    api.atlas().advance(47 * HOUR);
    assert_eq!(column(&api.get(path).await.1, "finishTime"), ["2025-06-16T15:06:40Z"]);
    api.atlas().advance(10 * 24 * HOUR);
    let (_, page) = api.get(path).await;
    assert_eq!(page["totalCount"], 8);
    assert_eq!(page["results"][7]["finishTime"], "2025-06-26T15:06:40Z");
}

#[tokio::test]
async fn loading_a_sample_dataset_takes_the_cluster_time() {
    let api = Api::of(FakeAtlas::builder().cluster_time(HOUR)).await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let (status, loading) = api.call(reqwest::Method::POST, "sampleDatasetLoad/orders", None).await;
    assert_eq!((status, &loading["state"]), (201, &json!("WORKING")));
    let path = format!("sampleDatasetLoad/{}", loading["_id"].as_str().unwrap());
    assert_eq!(api.get(&path).await.1["clusterName"], "orders");
    api.atlas().advance(HOUR);
    assert_eq!(api.get(&path).await.1["state"], "COMPLETED");
    let nowhere = api.call(reqwest::Method::POST, "sampleDatasetLoad/nowhere", None).await;
    assert_eq!(refusal(nowhere).1, "CLUSTER_NOT_FOUND");
}
