//! Measurements and log files.

use std::io::Read;

use atlas_fake::FakeAtlas;
use flate2::read::MultiGzDecoder;
use reqwest::Method;
use serde_json::json;

use crate::api::{Api, refusal, refused};

const PROCESS: &str = "processes/orders-shard-00-00.abcde.example.com:27017";

#[tokio::test]
async fn measurements_cover_the_requested_time_at_the_requested_granularity() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let span = "start=2025-06-15T15:00:00Z&end=2025-06-15T15:10:00Z";
    let path = format!("{PROCESS}/measurements?granularity=PT5M&{span}&m=CONNECTIONS&m=ASSERT_USER");
    let (_, measured) = api.get(&path).await;
    let times: Vec<_> =
        measured["measurements"][0]["dataPoints"].as_array().unwrap().iter().map(|p| &p["timestamp"]).collect();
    assert_eq!(times, ["2025-06-15T15:00:00Z", "2025-06-15T15:05:00Z", "2025-06-15T15:10:00Z"]);
    let names: Vec<_> =
        measured["measurements"].as_array().unwrap().iter().map(|measurement| &measurement["name"]).collect();
    assert_eq!(names, ["CONNECTIONS", "ASSERT_USER"]);
    assert_eq!(measured["processId"], PROCESS.trim_start_matches("processes/"));
    assert_eq!(api.get(&path).await.1, measured);
}

#[tokio::test]
async fn measurements_need_a_known_process_and_a_valid_granularity() {
    let api = Api::start().await;
    let unknown = refusal(api.get("processes/nowhere.example.com:27017/measurements?granularity=PT1M").await);
    assert_eq!((unknown.0, unknown.1.as_str()), (404, "HOST_NOT_FOUND"));
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let without = refusal(api.get(&format!("{PROCESS}/measurements")).await);
    assert_eq!(without, refused(400, "MISSING_QUERY_PARAMETER", &["granularity"]));
    let odd = refusal(api.get(&format!("{PROCESS}/measurements?granularity=often")).await);
    assert_eq!(odd, refused(400, "INVALID_GRANULARITY", &["often"]));
}

#[tokio::test]
async fn a_log_has_the_configured_size() {
    for size in [0, 100, 3 * 64 * 1024, 1_000_003] {
        let api = Api::of(FakeAtlas::builder().log_size(size)).await;
        let gzip = "application/vnd.atlas.2023-02-01+gzip";
        let response =
            api.send(Method::GET, "clusters/orders-shard-00-00.abcde.example.com/logs/mongodb.gz", gzip, None).await;
        assert_eq!((response.status().as_u16(), &response.headers()["content-type"]), (200, &gzip.parse().unwrap()));
        let compressed = response.bytes().await.unwrap();
        let mut text = String::new();
        MultiGzDecoder::new(&compressed[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text.len() as u64, size);
    }
}
