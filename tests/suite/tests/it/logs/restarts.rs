//! Downloads that are interrupted and restart.

use std::{fs, io::Read};

use atlas_api::{Atlas, RetryPolicy, logs::LogDownload};
use atlas_fake::{FakeAtlas, Fault};
use chrono::{DateTime, TimeDelta, Utc};
use flate2::read::MultiGzDecoder;
use serde_json::json;

use crate::support::{builder, client};

const HOST: &str = "orders-shard-00-00.abcde.example.com";
const OPERATION: &str = "downloadGroupClusterLog";
const COUNT: u32 = 4_000;

fn start() -> DateTime<Utc> {
    "2025-06-01T00:00:00Z".parse().unwrap()
}

/// Returns the lines of the log: 7 lines a second, every fifth without a date and equal to others.
fn lines() -> Vec<String> {
    let line = |number: u32| {
        if number % 5 == 4 {
            return format!("  at frame {}", number % 3);
        }
        let at = start() + TimeDelta::milliseconds(i64::from(number) * 143);
        // Numbers that do not compress well, so that half of a file has many lines.
        let message = format!("{number} {:08x}", number.wrapping_mul(2_654_435_761));
        json!({ "t": { "$date": at.to_rfc3339() }, "msg": message }).to_string()
    };
    (0..COUNT).map(line).collect()
}

async fn fake() -> FakeAtlas {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    fake.insert(&format!("clusters/{HOST}/logs/mongodb.gz"), json!({ "lines": lines() })).unwrap();
    fake
}

fn download(atlas: &Atlas) -> LogDownload {
    atlas.logs().download(HOST, "mongodb").from(start()).until(start() + TimeDelta::hours(1))
}

/// Returns the seconds, from the start of the log, at which the downloads began.
fn starts(fake: &FakeAtlas) -> Vec<i64> {
    let start = |request: &atlas_fake::RecordedRequest| {
        let (_, value) = request.query().iter().find(|(name, _)| name == "startDate")?;
        (request.status() == 200).then(|| value.parse::<i64>().unwrap() - start().timestamp())
    };
    fake.requests().iter().filter_map(start).collect()
}

async fn read(download: LogDownload) -> (Vec<String>, Option<atlas_api::Error>) {
    let (mut found, mut lines) = (Vec::new(), download.lines());
    while let Some(line) = lines.next().await {
        match line {
            Ok(line) => found.push(line.raw().to_owned()),
            Err(error) => return (found, Some(error)),
        }
    }
    (found, None)
}

#[tokio::test]
async fn an_interrupted_download_returns_each_line_once() {
    for interruptions in [1, 3] {
        let fake = fake().await;
        fake.fault(Fault::cut_body().on(OPERATION).times(interruptions));
        let (found, error) = read(download(&client(&fake))).await;
        assert!(error.is_none(), "{error:?}");
        assert!(found == lines(), "{} of {COUNT} lines", found.len());
        let starts = starts(&fake);
        assert_eq!(starts.len() as u64, 1 + interruptions);
        assert!(starts[0] == 0 && starts[1] > 100 && starts.is_sorted(), "{starts:?}");
    }
}

#[tokio::test]
async fn a_file_of_an_interrupted_download_has_each_line_once() {
    let fake = fake().await;
    fake.fault(Fault::cut_body().on(OPERATION).times(2));
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("mongodb.gz");
    let size = download(&client(&fake)).save(&path).await.unwrap();
    let file = fs::read(&path).unwrap();
    assert_eq!((size, fs::read_dir(directory.path()).unwrap().count()), (file.len() as u64, 1));
    let mut text = String::new();
    MultiGzDecoder::new(&file[..]).read_to_string(&mut text).unwrap();
    assert!(text == lines().join("\n") + "\n", "{} lines", text.lines().count());
    assert_eq!(starts(&fake).len(), 3);
}

#[tokio::test]
async fn a_download_without_retries_does_not_restart() {
    let fake = fake().await;
    fake.fault(Fault::cut_body().on(OPERATION));
    let atlas = client(&fake);
    let (found, error) = read(download(&atlas).retry(RetryPolicy::none())).await;
    assert!(error.unwrap().is_incomplete());
    assert!(found.len() > 100 && found[..] == lines()[..found.len()]);
    let directory = tempfile::tempdir().unwrap();
    let saved = download(&atlas).retry(RetryPolicy::none()).save(directory.path().join("mongodb.gz")).await;
    assert!(saved.unwrap_err().is_incomplete());
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
    assert_eq!(starts(&fake), [0, 0]);
}

#[tokio::test]
async fn a_download_without_new_lines_ends() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    fake.insert(&format!("clusters/{HOST}/logs/mongodb.gz"), json!({ "lines": lines()[..1] })).unwrap();
    fake.fault(Fault::cut_body().on(OPERATION));
    let atlas = builder(&fake).retry(RetryPolicy::default().attempts(4)).build().unwrap();
    let (found, error) = read(download(&atlas)).await;
    assert!(error.unwrap().is_incomplete());
    assert_eq!((found.len(), starts(&fake)), (0, vec![0; 4]));
}
