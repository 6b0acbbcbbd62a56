//! Arguments that are rejected before anything is sent.

use atlas_api::logs::{LogDownload, Logs};
use atlas_fake::FakeAtlas;
use chrono::{TimeZone, Utc};

use super::HOST;
use crate::support::{argument_and_rule, client};

async fn rejected(make: impl FnOnce(Logs) -> LogDownload) -> String {
    let fake = FakeAtlas::start().await.unwrap();
    let request = make(client(&fake).logs());
    let error = request.clone().await.unwrap_err();
    assert_eq!(request.preview().unwrap_err().to_string(), error.to_string());
    assert!(error.is_invalid_argument());
    assert_eq!(request.clone().lines().next().await.unwrap().unwrap_err().to_string(), error.to_string());
    assert_eq!(request.save("never-written.gz").await.unwrap_err().to_string(), error.to_string());
    assert!(fake.requests().is_empty());
    argument_and_rule(&error)
}

#[tokio::test]
async fn a_host_and_a_log_are_segments_of_a_path() {
    assert_eq!(
        rejected(|logs| logs.download("..", "mongodb")).await,
        r#"host: ".." cannot be a segment of a path; expected a name"#
    );
    assert_eq!(
        rejected(|logs| logs.download("", "mongodb")).await,
        r#"host: "" cannot be a segment of a path; expected a name"#
    );
    assert_eq!(
        rejected(|logs| logs.download(HOST, "")).await,
        r#"log: "" cannot be a segment of a path; expected a name"#
    );
    assert_eq!(
        rejected(|logs| logs.download("host.example.com:27017", "mongodb")).await,
        r#"host: "host.example.com:27017" has a port; use the host name alone, "host.example.com""#
    );
}

#[tokio::test]
async fn the_period_starts_after_2007_and_before_its_end() {
    let at = |seconds| Utc.timestamp_opt(seconds, 0).unwrap();
    let error = rejected(|logs| logs.download(HOST, "mongodb").from(at(1_700_000_001)).until(at(1_700_000_000))).await;
    assert_eq!(error, "from: 2023-11-14 22:13:21 UTC is after the end, 2023-11-14 22:13:20 UTC; use an earlier date");
    let error = rejected(|logs| logs.download(HOST, "mongodb").from(at(1_199_145_599))).await;
    assert_eq!(error, "from: 2007-12-31 23:59:59 UTC is too early; use a date from 2008-01-01 on");
}

#[tokio::test]
async fn the_period_can_be_one_second() {
    let fake = FakeAtlas::start().await.unwrap();
    let at = Utc.timestamp_opt(1_700_000_000, 0).unwrap();
    fake.insert("clusters", serde_json::json!({ "name": "orders" })).unwrap();
    let download = client(&fake).logs().download("orders-shard-00-00.abcde.example.com", "mongodb");
    let log = download.from(at).until(at).await.unwrap();
    assert_eq!(log.status().as_u16(), 200);
}

#[tokio::test]
async fn the_last_part_of_an_ipv6_address_is_not_a_port() {
    let fake = FakeAtlas::start().await.unwrap();
    let preview = client(&fake).logs().download("2001:db8:0:0:0:0:0:1", "mongodb").preview().unwrap();
    assert!(preview.url().ends_with("/clusters/2001:db8:0:0:0:0:0:1/logs/mongodb.gz"), "{}", preview.url());
}
