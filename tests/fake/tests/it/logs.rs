//! Logs of hosts: generated and inserted lines, and the period of a download.

use std::io::Read;
use std::time::{Duration, SystemTime};

use atlas_fake::FakeAtlas;
use flate2::read::MultiGzDecoder;
use reqwest::Method;
use serde_json::{Value, json};

use crate::api::{Api, refusal, refused};
use crate::client::read;

const GZIP: &str = "application/vnd.atlas.2023-02-01+gzip";
const HOST: &str = "orders-shard-00-00.abcde.example.com";

/// The time of the fake: 2025-06-15T15:06:40Z.
const NOW: u64 = 1_750_000_000;

async fn with_cluster(size: u64) -> Api {
    let now = || SystemTime::UNIX_EPOCH + Duration::from_secs(NOW);
    let api = Api::of(FakeAtlas::builder().log_size(size).clock(now)).await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    api
}

/// Returns the text of a log.
async fn log(api: &Api, name: &str, query: &str) -> String {
    let response = api.send(Method::GET, &format!("clusters/{HOST}/logs/{name}.gz{query}"), GZIP, None).await;
    assert_eq!((response.status().as_u16(), &response.headers()["content-type"]), (200, &GZIP.parse().unwrap()));
    let compressed = response.bytes().await.unwrap();
    let mut text = String::new();
    MultiGzDecoder::new(&compressed[..]).read_to_string(&mut text).unwrap();
    text
}

/// Returns the dates of a log's lines.
fn dates(text: &str) -> Vec<String> {
    let date = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        line["t"]["$date"].as_str().unwrap().to_owned()
    };
    text.lines().map(date).collect()
}

#[tokio::test]
async fn a_log_has_the_configured_size() {
    for size in [0, 200, 3 * 64 * 1024, 1_000_003] {
        let api = with_cluster(size).await;
        let text = log(&api, "mongodb", "").await;
        assert_eq!(text.len() as u64, size);
        let dates = dates(&text);
        assert!(dates.is_sorted());
        assert!(dates.first().is_none_or(|first| first == "2025-06-14T15:06:40.000+00:00"), "{:?}", dates.first());
        assert!(
            dates.last().is_none_or(|last| last < &"2025-06-15T15:06:40.000+00:00".to_owned()),
            "{:?}",
            dates.last()
        );
    }
}

#[tokio::test]
async fn the_lines_of_a_log_are_in_the_requested_period() {
    let api = with_cluster(4096).await;
    let (start, end) = (NOW - 600, NOW - 300);
    let text = dates(&log(&api, "mongodb", &format!("?startDate={start}&endDate={end}")).await);
    assert_eq!(text.first().unwrap(), "2025-06-15T14:56:40.000+00:00");
    assert!(text.len() > 30 && text.is_sorted() && text.last().unwrap().as_str() < "2025-06-15T15:01:40", "{text:?}");
    let text = dates(&log(&api, "mongodb", &format!("?endDate={end}")).await);
    assert_eq!(text.first().unwrap(), "2025-06-15T14:56:40.000+00:00");
    // The future has no lines.
    assert_eq!(log(&api, "mongodb", &format!("?startDate={}", NOW + 1)).await, "");
    assert_eq!(log(&api, "mongodb", &format!("?startDate={}", i64::MAX)).await, "");
    let text = dates(&log(&api, "mongodb", &format!("?startDate={}&endDate={}", NOW - 60, i64::MAX)).await);
    assert_eq!(text.first().unwrap(), "2025-06-15T15:05:40.000+00:00");
    let text = dates(&log(&api, "mongodb", &format!("?startDate={}", NOW - 60)).await);
    assert!(text.last().unwrap().as_str() < "2025-06-15T15:06:40", "{text:?}");
}

#[tokio::test]
async fn inserted_lines_are_downloaded_in_their_period() {
    let api = with_cluster(4096).await;
    let line = |second: u32| json!({ "t": { "$date": format!("2025-06-15T15:00:{second:02}.000Z") }, "msg": "Slow" });
    let audit = json!({ "ts": { "$date": "2025-06-15T15:00:30Z" }, "atype": "authenticate" });
    let path = |name: &str| format!("clusters/{HOST}/logs/{name}.gz");
    let lines = json!([line(20), line(10).to_string(), "at main", line(50), "at exit"]);
    api.atlas().insert(&path("mongodb"), json!({ "lines": lines })).unwrap();
    api.atlas().insert(&path("mongodb-audit-log"), json!({ "lines": [audit] })).unwrap();
    let (start, end) = (NOW - 400, NOW - 370);
    let query = format!("?startDate={start}&endDate={end}");
    // A line without a date stays behind the line before it.
    assert_eq!(log(&api, "mongodb", &query).await, format!("{}\nat main\n{}\n", line(10), line(20)));
    assert_eq!(log(&api, "mongodb-audit-log", &query).await, format!("{audit}\n"));
    assert_eq!(log(&api, "mongodb-audit-log", &format!("?endDate={}", NOW - 400)).await, "");

    let error = api.atlas().insert(&path("mongodb"), json!({})).unwrap_err();
    assert_eq!(error.error_code(), "MISSING_ATTRIBUTE");
    let error = api.atlas().insert(&path("mongodb"), json!({ "lines": [1] })).unwrap_err();
    assert_eq!(error.error_code(), "INVALID_JSON_ATTRIBUTE");
}

#[tokio::test]
async fn the_log_of_an_unknown_host_is_not_found() {
    let api = with_cluster(4096).await;
    for host in ["nowhere.example.com", "users-shard-00-00.abcde.example.com", "atlas-1a2b3c-shard-09-00.example.net"] {
        let response = api.send(Method::GET, &format!("clusters/{host}/logs/mongodb.gz"), GZIP, None).await;
        let (status, error) = read(response).await;
        let project = api.atlas().project_id();
        assert_eq!(refusal((status.as_u16(), error)), refused(404, "HOST_NOT_FOUND", &[host, project]));
        assert!(api.atlas().insert(&format!("clusters/{host}/logs/mongodb.gz"), json!({ "lines": [] })).is_err());
    }
}
