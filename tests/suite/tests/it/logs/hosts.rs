//! Logs of all hosts of a cluster or of a project.

use std::{
    fs,
    sync::{Arc, Mutex},
};

use atlas_api::{Error, logs::HostLogs};
use atlas_fake::{FakeAtlas, Fault};
use serde_json::json;

use crate::support::client;

const OPERATION: &str = "downloadGroupClusterLog";

/// Starts a fake with a replica set `orders` and a sharded cluster `events`, whose logs have two lines.
async fn fake() -> FakeAtlas {
    let fake = FakeAtlas::builder().log_size(400).start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    fake.insert("clusters", json!({ "name": "events", "clusterType": "SHARDED" })).unwrap();
    fake
}

fn host(cluster: &str, part: &str, number: u32) -> String {
    format!("{cluster}-{part}-0{number}.abcde.example.com")
}

fn shard(cluster: &str, number: u32) -> String {
    host(cluster, "shard-00", number)
}

/// Returns the hosts of the log's lines, sorted, and those of the errors.
async fn hosts_of_lines(logs: HostLogs) -> (Vec<String>, Vec<Error>) {
    let (mut hosts, mut errors, mut lines) = (Vec::new(), Vec::new(), logs.lines());
    while let Some(line) = lines.next().await {
        match line {
            Ok(line) => {
                assert!(line.line().message().is_some_and(|message| message.starts_with("An example")));
                hosts.push(line.host().to_owned());
            }
            Err(error) => errors.push(error),
        }
    }
    hosts.sort();
    hosts.dedup();
    (hosts, errors)
}

#[tokio::test]
async fn each_log_is_that_of_the_processes_that_write_it() {
    let fake = fake().await;
    let logs = client(&fake).logs();
    let orders: Vec<_> = (0..3).map(|number| shard("orders", number)).collect();
    let (hosts, _) = hosts_of_lines(logs.download_for_cluster("orders", "mongodb")).await;
    assert_eq!(hosts, orders);
    let (hosts, _) = hosts_of_lines(logs.download_for_cluster("orders", "mongos")).await;
    assert_eq!(hosts, Vec::<String>::new());
    let (routers, _) = hosts_of_lines(logs.download_for_project("mongos")).await;
    assert!(!routers.is_empty() && routers.iter().all(|host| host.starts_with("events-")), "{routers:?}");
    let (all, errors) = hosts_of_lines(logs.download_for_project("mongodb")).await;
    assert_eq!(errors.len(), 0);
    assert!(all.ends_with(&orders) && all.len() > 3, "{all:?}");
}

#[tokio::test]
async fn files_are_named_after_their_hosts_and_the_progress_ends_with_all_of_them() {
    let fake = fake().await;
    let directory = tempfile::tempdir().unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let observer = Arc::clone(&seen);
    let logs = client(&fake).logs().download_for_cluster("orders", "mongodb");
    let logs = logs.on_progress(move |progress| observer.lock().unwrap().push(progress));
    let saved = logs.save(directory.path()).await.unwrap();
    let expected: Vec<_> = (0..3).map(|number| shard("orders", number)).collect();
    assert_eq!(saved.iter().map(|log| log.host().to_owned()).collect::<Vec<_>>(), expected);
    for log in &saved {
        assert_eq!(log.path(), directory.path().join(format!("{}-mongodb.gz", log.host())));
        assert_eq!(fs::metadata(log.path()).unwrap().len(), log.size());
    }
    let seen = seen.lock().unwrap();
    assert_eq!((seen[0].hosts, seen[0].hosts_done, seen[0].bytes), (3, 0, 0));
    let last = seen.last().unwrap();
    assert_eq!((last.hosts_done, last.bytes), (3, saved.iter().map(|log| log.size()).sum()));
    assert!(seen.is_sorted_by_key(|progress| (progress.hosts_done, progress.bytes)));
}

#[tokio::test]
async fn a_host_that_fails_does_not_stop_the_others() {
    let fake = fake().await;
    let atlas = client(&fake);
    let once = || Fault::status(400).on(OPERATION).times(1);
    fake.fault(once());
    let directory = tempfile::tempdir().unwrap();
    let error = atlas.logs().download_for_cluster("orders", "mongodb").prefetch(1).save(directory.path()).await;
    let error = error.unwrap_err();
    let failed = shard("orders", 0);
    assert_eq!((error.host(), error.is_bad_request()), (Some(&*failed), true));
    assert!(error.to_string().starts_with(&format!("{OPERATION} for host {failed} failed")), "{error}");
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 2);

    fake.fault(once());
    let logs = atlas.logs().download_for_cluster("orders", "mongodb").prefetch(1);
    let (hosts, errors) = hosts_of_lines(logs).await;
    assert_eq!(hosts, [shard("orders", 1), shard("orders", 2)]);
    assert_eq!(errors.iter().map(Error::host).collect::<Vec<_>>(), [Some(&*failed)]);
}

#[tokio::test]
async fn a_cluster_that_does_not_exist_is_not_found() {
    let fake = fake().await;
    let logs = client(&fake).logs();
    let error = logs.download_for_cluster("oders", "mongodb").save(".").await.unwrap_err();
    assert!(error.is_not_found() && error.to_string().contains("oders"), "{error}");
    let (hosts, errors) = hosts_of_lines(logs.download_for_cluster("oders", "mongodb")).await;
    assert_eq!((hosts.len(), errors.len()), (0, 1));
}

#[tokio::test]
async fn invalid_arguments_are_rejected_before_anything_is_sent() {
    let fake = fake().await;
    let logs = client(&fake).logs();
    let early = chrono::DateTime::from_timestamp(0, 0).unwrap();
    for (logs, expected) in [
        (logs.download_for_project("mongodb").prefetch(0), "prefetch: 0 is out of bounds; expected 1 to 100"),
        (logs.download_for_project("mongodb").prefetch(101), "prefetch: 101 is out of bounds; expected 1 to 100"),
        (
            logs.download_for_project("mongodb").from(early),
            "from: 1970-01-01 00:00:00 UTC is too early; use a date from 2008-01-01 on",
        ),
    ] {
        let error = logs.save(".").await.unwrap_err();
        assert!(error.is_invalid_argument());
        assert!(error.to_string().ends_with(expected), "{error}");
    }
    assert_eq!(fake.request_count(), 0);
}
