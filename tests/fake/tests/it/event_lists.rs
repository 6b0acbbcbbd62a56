//! Dates of events, and filters of event lists.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::api::{Api, column, refusal, refused};

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn events_of_scheduled_changes_have_the_scheduled_time() {
    let builder = FakeAtlas::builder()
        .clock(|| std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000))
        .cluster_time(10 * MINUTE)
        .backup_time(MINUTE);
    let api = Api::of(builder).await;
    assert_eq!(api.post("clusters", json!({ "name": "orders" })).await.0, 201);
    api.atlas().advance(60 * MINUTE);
    api.post("clusters/orders/backup/snapshots", json!({ "description": "a", "retentionInDays": 1 })).await;
    api.atlas().advance(60 * MINUTE);
    let (_, page) = api.get("events").await;
    assert_eq!(
        column(&page, "eventTypeName"),
        [
            "CPS_SNAPSHOT_SUCCESSFUL",
            "CPS_SNAPSHOT_STARTED",
            "CPS_ON_DEMAND_SNAPSHOT_REQUESTED",
            "CLUSTER_READY",
            "CLUSTER_CREATED",
        ]
    );
    assert_eq!(
        column(&page, "created"),
        [
            "2025-06-15T16:08:40Z",
            "2025-06-15T16:07:40Z",
            "2025-06-15T16:06:40Z",
            "2025-06-15T15:16:40Z",
            "2025-06-15T15:06:40Z",
        ]
    );
}

#[tokio::test]
async fn events_are_filtered_by_query() {
    let builder = FakeAtlas::builder().clock(|| std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000));
    let api = Api::of(builder).await;
    api.post("clusters", json!({ "name": "orders" })).await;
    api.atlas().advance(MINUTE);
    api.post("clusters", json!({ "name": "users" })).await;
    let count = async |query: &str| api.get(&format!("events?{query}")).await.1["totalCount"].clone();
    assert_eq!(count("").await, 4);
    assert_eq!(count("eventType=CLUSTER_CREATED").await, 2);
    assert_eq!(count("eventType=CLUSTER_CREATED&clusterNames=users").await, 1);
    assert_eq!(count("excludedEventType=CLUSTER_CREATED").await, 2);
    assert_eq!(count("maxDate=2025-06-15T15:06:50Z&eventType=CLUSTER_CREATED").await, 1);
    assert_eq!(count("minDate=2025-06-15T15:06:50Z&eventType=CLUSTER_CREATED").await, 1);
    assert_eq!(api.get("events?itemsPerPage=1&includeRaw=true").await.1["results"][0]["raw"]["_t"], "AUDIT");
    assert_eq!(api.get("events?itemsPerPage=1").await.1["results"][0]["raw"], Value::Null);

    let expected = refused(400, "INVALID_DATE_FORMAT", &["yesterday", "minDate"]);
    assert_eq!(refusal(api.get("events?minDate=yesterday").await), expected);
    let backwards = "events?minDate=2025-06-15T15:06:50Z&maxDate=2025-06-15T15:06:40Z";
    assert_eq!(refusal(api.get(backwards).await), refused(400, "INVALID_DATE_RANGE", &[]));
    let id = "111111111111111111111111";
    let expected = refused(404, "EVENT_NOT_FOUND", &[id, api.atlas().project_id()]);
    assert_eq!(refusal(api.get(&format!("events/{id}")).await), expected);
}
