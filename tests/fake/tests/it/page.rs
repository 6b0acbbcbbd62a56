//! The web page at `/`.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, SystemTime};

use atlas_fake::{FakeAtlas, Fault};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::client::{Client, app, http, with};

async fn start() -> Client {
    Client::of(FakeAtlas::builder().page().start().await.unwrap())
}

/// Sends a request with any `Host` header and returns the raw response.
fn raw(atlas: &FakeAtlas, method: &str, path: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(atlas.base_url().strip_prefix("http://").unwrap()).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response
}

async fn json_at(client: &Client, path: &str) -> Value {
    let url = format!("{}{path}", client.atlas.base_url());
    http().get(url).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn the_state_and_the_journal_need_no_credentials_and_have_no_secrets() {
    let client = start().await;
    client.atlas.fault(Fault::status(503).on("getGroupDatabaseUser").times(1));
    client.post(&app()).await;
    client.get(&format!("{}?pretty=true", client.user("admin/app"))).await;

    let state = json_at(&client, "/-/state").await;
    let project = &state["projects"][0];
    assert_eq!(project["id"], client.atlas.project_id());
    assert_eq!(project["databaseUsers"][0]["username"], "app");
    let path = format!("/api/atlas/v2/groups/{}/databaseUsers", client.atlas.project_id());
    let journal = json_at(&client, "/-/journal").await;
    let newest = json!({
        "number": 3,
        "method": "GET",
        "path": format!("{path}/admin/app"),
        "operationId": "getGroupDatabaseUser",
        "status": 503,
        "fault": "status=503",
    });
    assert_eq!((&journal["requests"][0], journal["requests"].as_array().unwrap().len()), (&newest, 3));
    assert_eq!(client.atlas.request_count(), 3);

    let text = format!("{state}{journal}");
    for secret in ["correct horse", "Digest", client.atlas.private_key()] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn the_page_is_served_for_local_host_names_only() {
    let client = start().await;
    let page = raw(&client.atlas, "GET", "/", "localhost:1");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.contains("<title>Atlas fake</title>"), "{page}");
    assert!(page.contains("content-security-policy: default-src 'none'; script-src 'self'"), "{page}");
    for path in ["/", "/-/state", "/-/journal", "/-/page.js"] {
        for host in ["rebound.example.com", "127.0.0.1.example.com:80", ""] {
            let refused = raw(&client.atlas, "GET", path, host);
            assert!(refused.starts_with("HTTP/1.1 403 Forbidden\r\n"), "{refused}");
            assert!(!refused.contains("projects"), "{refused}");
        }
    }
    assert!(raw(&client.atlas, "DELETE", "/-/state", "localhost").starts_with("HTTP/1.1 405 "));
    assert!(raw(&client.atlas, "GET", "/-/other", "localhost").starts_with("HTTP/1.1 404 "));
}

#[tokio::test]
async fn the_page_is_disabled_by_default() {
    let client = Client::start().await;
    for path in ["/", "/-/state", "/-/journal"] {
        let url = format!("{}{path}", client.atlas.base_url());
        assert_eq!(http().get(url).send().await.unwrap().status(), StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn a_long_list_is_truncated_and_shows_its_length() {
    let client = start().await;
    client.atlas.seed_database_users(300);
    for number in 0..25 {
        client.atlas.insert("/groups", json!({ "name": format!("project-{number}") })).unwrap();
    }
    let state = json_at(&client, "/-/state").await;
    assert_eq!((&state["count"], state["projects"].as_array().unwrap().len()), (&json!(26), 20));
    let project = &state["projects"][0];
    assert_eq!(project["counts"], json!({ "clusters": 0, "flexClusters": 0, "databaseUsers": 300 }));
    assert_eq!(project["databaseUsers"].as_array().unwrap().len(), 200);
    let Some(page) = rendered(client.atlas.base_url()) else { return };
    for expected in ["Database users (the first 200 of 300)", "6 more projects are not shown."] {
        assert!(page.contains(expected), "{expected} is not in {page}");
    }
}

#[tokio::test]
async fn the_page_shows_changes() {
    /// The number of reads left before the clock jumps; one request for the state reads the clock four times.
    static LEFT: AtomicU64 = AtomicU64::new(u64::MAX);
    let clock = || {
        let is_early = LEFT.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_ok();
        SystemTime::UNIX_EPOCH + Duration::from_secs(if is_early { 1_750_000_000 } else { 1_750_003_600 })
    };
    let builder = FakeAtlas::builder().page().clock(clock).cluster_time(Duration::from_secs(600));
    let client = Client::of(builder.start().await.unwrap());
    let region = json!({ "providerName": "AWS", "regionName": "EU_WEST_1", "priority": 7, "electableSpecs": { "instanceSize": "M10", "nodeCount": 3 } });
    let cluster =
        json!({ "name": "orders", "clusterType": "REPLICASET", "replicationSpecs": [{ "regionConfigs": [region] }] });
    client.atlas.seed(&json!({ "clusters": [cluster] })).unwrap();
    assert_eq!(json_at(&client, "/-/state").await["projects"][0]["clusters"][0]["stateName"], "CREATING");
    // The first request of the page has the old state, the next has the new.
    LEFT.store(4, Relaxed);
    let Some(page) = rendered(client.atlas.base_url()) else { return };
    assert!(page.contains("<span>IDLE</span>") && !page.contains("CREATING"), "{page}");
}

/// Returns the DOM of the page after its script ran; `None` without Chromium.
fn rendered(url: &str) -> Option<String> {
    let profile = tempfile::tempdir().unwrap();
    let child = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(["--virtual-time-budget=3000", "--dump-dom", url])
        .stderr(Stdio::null())
        .output();
    match child {
        Ok(output) => Some(String::from_utf8(output.stdout).unwrap()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => panic!("program \"chromium\": cannot be started: {error}"),
    }
}

#[tokio::test]
async fn a_browser_shows_the_state_as_escaped_text() {
    let client = start().await;
    client.post(&with(app(), json!({ "username": "<img src=x onerror=alert(1)>" }))).await;
    client.post(&with(app(), json!({ "username": "reports" }))).await;
    let Some(page) = rendered(client.atlas.base_url()) else {
        return writeln!(std::io::stderr(), "skipped: program \"chromium\" not found").unwrap();
    };
    let project = client.atlas.project_id();
    for expected in [
        project,
        "Database users (2)",
        "<span>reports</span>",
        "<span>readWrite@sales</span>",
        "&lt;img src=x onerror=alert(1)&gt;",
        "role=\"region\" aria-label=\"Database users of fake\" tabindex=\"0\"",
        "<span>createGroupDatabaseUser</span>",
        "<small id=\"request-count\">3 requests, the newest first</small>",
        "class=\"live\">live</span>",
    ] {
        assert!(page.contains(expected), "{expected} is not in {page}");
    }
    assert!(!page.contains("<img"), "{page}");
}
