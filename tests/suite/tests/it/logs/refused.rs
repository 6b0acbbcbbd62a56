//! What is refused before anything is sent.

use atlas_api::LogDownload;
use atlas_fake::FakeAtlas;
use chrono::{TimeZone, Utc};

use super::{HOST, download};
use crate::support::client;

async fn refused(make: impl FnOnce(atlas_api::Logs) -> LogDownload) -> String {
    let fake = FakeAtlas::start().await.unwrap();
    let request = make(client(&fake).logs());
    let error = request.clone().send().await.unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(request.clone().lines().next().await.unwrap().unwrap_err().to_string(), error.to_string());
    assert_eq!(request.save("never-written.gz").await.unwrap_err().to_string(), error.to_string());
    assert!(fake.requests().is_empty());
    error.to_string()
}

#[tokio::test]
async fn a_name_has_to_stand_in_a_path() {
    assert_eq!(refused(|logs| logs.download("..", "mongodb")).await, r#"host: ".." can't stand in a path"#);
    assert_eq!(refused(|logs| logs.download("", "mongodb")).await, r#"host: "" can't stand in a path"#);
    assert_eq!(refused(|logs| logs.download(HOST, "")).await, r#"log: "" can't stand in a path"#);
    let with_port = refused(|logs| logs.download("host.example.com:27017", "mongodb")).await;
    assert!(with_port.contains("has a port"), "{with_port}");
}

#[tokio::test]
async fn the_beginning_is_before_the_end_and_after_2007() {
    let at = |seconds| Utc.timestamp_opt(seconds, 0).unwrap();
    let error = refused(|logs| logs.download(HOST, "mongodb").from(at(1_700_000_001)).until(at(1_700_000_000))).await;
    assert_eq!(error, "from: 2023-11-14 22:13:21 UTC is after 2023-11-14 22:13:20 UTC, the end");
    let error = refused(|logs| logs.download(HOST, "mongodb").from(at(1_199_145_599))).await;
    assert_eq!(error, "from: Atlas takes no date before 2008");
}

#[tokio::test]
async fn the_same_second_is_both_bounds() {
    let fake = FakeAtlas::start().await.unwrap();
    let at = Utc.timestamp_opt(1_700_000_000, 0).unwrap();
    let log = download(&client(&fake)).from(at).until(at).send().await.unwrap();
    assert_eq!(log.status().as_u16(), 200);
}
