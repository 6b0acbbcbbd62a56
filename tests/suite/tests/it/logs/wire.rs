//! Requests for logs.

use atlas_api::{Atlas, logs::LogName};
use chrono::{TimeZone, Utc};

use crate::support::sent_at;

#[tokio::test]
async fn a_download_names_the_host_and_the_log() {
    let plain = async |atlas: Atlas| drop(atlas.logs().download("host.example.com", LogName::Mongos).await);
    insta::assert_json_snapshot!(sent_at(plain).await);
}

#[tokio::test]
async fn the_period_is_in_seconds_of_utc() {
    let from = Utc.timestamp_opt(1_749_900_000, 999_000_000).unwrap();
    let until = Utc.timestamp_opt(1_749_990_000, 0).unwrap();
    let bounded = async |atlas: Atlas| {
        drop(atlas.logs().download("host.example.com", "mongodb-audit-log").from(from).until(until).await);
    };
    let wire = sent_at(bounded).await;
    assert_eq!(wire["query"], serde_json::json!(["endDate=1749990000", "startDate=1749900000"]));
}
