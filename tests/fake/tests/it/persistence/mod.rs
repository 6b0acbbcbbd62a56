//! Persistent state.

mod compaction;
mod file;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use atlas_fake::FakeAtlas;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::api::{Api, column};
use crate::client::{Client, app, with};
use crate::credentials::status_with_key;

async fn start(path: &Path) -> Client {
    Client::of(FakeAtlas::builder().state_file(path).start().await.unwrap())
}

async fn refused(path: &Path) -> String {
    FakeAtlas::builder().state_file(path).start().await.unwrap_err().to_string()
}

async fn names(client: &Client) -> Vec<String> {
    let (_, body) = client.get(&client.users()).await;
    let users = body["results"].as_array().unwrap().iter();
    users.map(|user| user["username"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_restarted_fake_has_the_same_state() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let client = start(&path).await;
    for name in ["a", "b", "c"] {
        client.post(&with(app(), json!({ "username": name }))).await;
    }
    client.patch(&client.user("admin/a"), &json!({ "description": "changed" })).await;
    client.delete(&client.user("admin/b")).await;
    assert_eq!(client.post(&json!({})).await.0, StatusCode::BAD_REQUEST);
    drop(client);

    let client = start(&path).await;
    assert_eq!(names(&client).await, ["a", "c"]);
    assert_eq!(client.get(&client.user("admin/a")).await.1["description"], "changed");
    client.post(&app()).await;
    drop(client);
    assert_eq!(names(&start(&path).await).await, ["a", "c", "app"]);
}

#[tokio::test]
async fn the_state_file_has_no_credentials_or_passwords() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let client = start(&path).await;
    client.post(&app()).await;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    }
    let text = fs::read_to_string(&path).unwrap();
    for secret in ["correct horse", "Digest", client.atlas.private_key()] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let change: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    assert_eq!(change["body"]["password"], "left-out-of-the-log");
}

#[tokio::test]
async fn changes_are_replayed_at_their_original_time() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let at = |seconds: u64| move || SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000 + seconds);
    let start = |seconds| FakeAtlas::builder().clock(at(seconds)).state_file(&path).start();

    let client = Client::of(start(0).await.unwrap());
    let temporary = json!({ "username": "guest", "deleteAfterDate": "2025-06-15T15:10:00Z" });
    assert_eq!(client.post(&with(app(), temporary)).await.0, StatusCode::CREATED);
    client.post(&app()).await;
    drop(client);
    // A week later the same request would be refused because of its date.
    let client = Client::of(start(7 * 24 * 3600).await.unwrap());
    assert_eq!(names(&client).await, ["app"]);
}

#[tokio::test]
async fn a_snapshot_with_a_list_of_database_users_is_read() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    drop(start(&path).await);
    let text = fs::read_to_string(&path).unwrap();
    let (header, snapshot) = text.split_once('\n').unwrap();
    let user = |name: &str| json!({ "databaseName": "admin", "roles": [], "username": name });
    let expired = with(user("expired"), json!({ "deleteAfterDate": "2025-06-15T15:10:00Z" }));
    let users = json!([user("a"), expired]);
    let project = "5f1a2b3c4d5e6f7a8b9c0d1e";
    let users = json!({ project: users });
    let snapshot = snapshot.trim_end().strip_suffix('}').unwrap();
    fs::write(&path, format!("{header}\n{snapshot},\"database_users\":{users}}}\n")).unwrap();

    let client = start(&path).await;
    assert_eq!(client.atlas.project_id(), project);
    assert_eq!(names(&client).await, ["a"]);
}

#[tokio::test]
async fn an_advanced_clock_stays_advanced_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let clock = || SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000);
    let start = || FakeAtlas::builder().clock(clock).cluster_time(Duration::from_secs(600)).state_file(&path).start();
    let client = Client::of(start().await.unwrap());
    let clusters = |client: &Client| {
        format!("{}/api/atlas/v2/groups/{}/clusters", client.atlas.base_url(), client.atlas.project_id())
    };
    let version = "application/vnd.atlas.2024-08-05+json";
    let region = json!({ "providerName": "AWS", "regionName": "EU_WEST_1", "priority": 7, "electableSpecs": { "instanceSize": "M10", "nodeCount": 3 } });
    let body =
        json!({ "name": "orders", "clusterType": "REPLICASET", "replicationSpecs": [{ "regionConfigs": [region] }] });
    let request = client.http.post(clusters(&client)).header("accept", version).header("content-type", version);
    assert_eq!(client.send(request.body(body.to_string())).await.status(), StatusCode::CREATED);
    client.atlas.advance(Duration::from_secs(599));
    client.atlas.advance(Duration::from_millis(500));
    drop(client);

    let state = async |client: &Client| {
        let request = client.http.get(format!("{}/orders", clusters(client))).header("accept", version);
        let (_, cluster) = crate::client::read(client.send(request).await).await;
        cluster["stateName"].as_str().unwrap().to_owned()
    };
    let client = Client::of(start().await.unwrap());
    assert_eq!(client.atlas.now(), clock() + Duration::from_millis(599_500));
    assert_eq!(state(&client).await, "CREATING");
    client.atlas.advance(Duration::from_millis(500));
    assert_eq!(state(&client).await, "IDLE");
    drop(client);
    assert_eq!(state(&Client::of(start().await.unwrap())).await, "IDLE");
}

#[tokio::test]
async fn tokens_and_nonces_are_not_persistent() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let client = start(&path).await;
    client.post(&app()).await;
    let request = client.http.post(format!("{}/api/oauth/token", client.atlas.base_url()));
    let request = request.basic_auth(client.atlas.client_id(), Some(client.atlas.client_secret()));
    let request =
        request.header("content-type", "application/x-www-form-urlencoded").body("grant_type=client_credentials");
    let (_, token) = crate::client::read(request.send().await.unwrap()).await;
    let token = token["access_token"].as_str().unwrap().to_owned();
    let target = client.users().replace(client.atlas.base_url(), "");
    let digest = client.authorization(&Method::GET, &client.users()).await;
    drop(client);

    let client = start(&path).await;
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains(&token) && !text.contains("nonce"), "{text}");
    assert_eq!(client.users().replace(client.atlas.base_url(), ""), target);
    for (authorization, challenge) in [(format!("Bearer {token}"), "invalid_token"), (digest, "stale=true")] {
        let request = client.request(Method::GET, &client.users()).header("authorization", authorization);
        let response = request.send().await.unwrap();
        assert!(response.headers()["www-authenticate"].to_str().unwrap().contains(challenge));
    }
}

#[tokio::test]
async fn state_is_not_persistent_by_default() {
    let client = Client::start().await;
    assert_eq!(client.post(&app()).await.0, StatusCode::CREATED);
    assert!(!format!("{:?}", FakeAtlas::builder()).contains("state_file: Some"));
}

#[tokio::test]
async fn a_seed_is_persistent() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let client = start(&path).await;
    let document = json!({ "databaseUsers": [app(), with(app(), json!({ "username": "other" }))] });
    client.atlas.seed(&document).unwrap();
    assert_eq!(names(&client).await, ["app", "other"]);
    drop(client);
    assert_eq!(names(&start(&path).await).await, ["app", "other"]);
}

#[tokio::test]
async fn an_invalid_seed_is_refused_with_its_location() {
    let client = Client::start().await;
    let refused = |document: Value| {
        let error = client.atlas.seed(&document).unwrap_err();
        (error.error_code().to_owned(), error.to_string())
    };
    let (code, text) = refused(json!({ "databaseUsers": [app(), app()] }));
    assert_eq!(code, "USER_ALREADY_EXISTS");
    assert_eq!(text, "databaseUsers[1]: A user with username app already exists. (USER_ALREADY_EXISTS)");
    let (code, text) = refused(json!({ "databaseUsers": [with(app(), json!({ "roles": 1 }))] }));
    assert!(text.starts_with("databaseUsers[0]: ") && code.starts_with("INVALID_"), "{text}");
    assert_eq!(refused(json!({ "databaseUsers": {} })).1, "databaseUsers: The value must be a list. (INVALID_JSON)");
    assert_eq!(refused(json!({ "gadgets": [] })).0, "UNKNOWN_COLLECTION");
    assert_eq!(refused(json!([])).1, "the document: The value must be an object. (INVALID_JSON)");
}

#[tokio::test]
async fn ids_are_the_same_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let client = start(&path).await;
    let groups = format!("{}/api/atlas/v2/groups", client.atlas.base_url());
    let organization = client.atlas.organization_id().to_owned();
    let mut created = Vec::new();
    // The second request is refused, but may have used an ID.
    for name in ["shop", "shop", "office"] {
        let body = json!({ "name": name, "orgId": organization });
        let (status, body) = client.write(Method::POST, &groups, body.to_string()).await;
        created.extend(Some(body["id"].clone()).filter(|_| status.is_success()));
    }
    client
        .atlas
        .seed(&json!({ "projects": [{ "name": "seeded", "orgId": organization, "databaseUsers": [app()] }] }))
        .unwrap();
    let shown = |body: Value| {
        let projects = body["results"].as_array().unwrap().iter();
        projects.map(|project| (project["name"].clone(), project["id"].clone())).collect::<Vec<_>>()
    };
    let before = shown(client.get(&groups).await.1);
    assert!(created.iter().all(|id| before.iter().any(|(_, known)| known == id)), "{created:?} in {before:?}");
    assert_eq!(before.last().unwrap().0, "seeded");
    drop(client);

    let client = start(&path).await;
    let groups = format!("{}/api/atlas/v2/groups", client.atlas.base_url());
    assert_eq!(shown(client.get(&groups).await.1), before);
    let users = format!("{groups}/{}/databaseUsers", before.last().unwrap().1.as_str().unwrap());
    assert_eq!(client.get(&users).await.1["totalCount"], 1);
}

#[tokio::test]
async fn seeded_alerts_are_persistent() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let id = "333333333333333333333333";
    let alert = json!({ "eventTypeName": "NO_PRIMARY", "id": id });
    let client = start(&path).await;
    client.atlas.seed(&json!({ "alerts": [alert, {}] })).unwrap();
    let project = format!("{}/api/atlas/v2/groups/{}", client.atlas.base_url(), client.atlas.project_id());
    let (_, before) = client.get(&format!("{project}/alerts")).await;
    assert_eq!((&before["results"][0]["id"], &before["totalCount"]), (&json!(id), &json!(2)));
    drop(client);

    let client = start(&path).await;
    let project = format!("{}/api/atlas/v2/groups/{}", client.atlas.base_url(), client.atlas.project_id());
    let (_, after) = client.get(&format!("{project}/alerts")).await;
    let known = |page: &Value| {
        let alerts = page["results"].as_array().unwrap().iter();
        alerts.map(|alert| (alert["id"].clone(), alert["created"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(known(&after), known(&before));
    let unknown = client.atlas.seed(&json!({ "alarms": [] })).unwrap_err();
    assert_eq!(unknown.error_code(), "UNKNOWN_COLLECTION");
}

#[tokio::test]
async fn scheduled_snapshots_and_events_are_the_same_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let now = Arc::new(AtomicU64::new(1_750_000_000));
    let start = || {
        let clock = Arc::clone(&now);
        let time = move || SystemTime::UNIX_EPOCH + Duration::from_secs(clock.load(Ordering::Relaxed));
        Api::of(FakeAtlas::builder().clock(time).state_file(&path))
    };
    let snapshots = "clusters/orders/backup/snapshots";

    let api = start().await;
    assert_eq!(api.post("clusters", json!({ "name": "orders", "backupEnabled": true })).await.0, 201);
    let (_, key) = api.post(&api.org("apiKeys"), json!({ "desc": "ci", "roles": ["ORG_MEMBER"] })).await;
    now.fetch_add(24 * 3600, Ordering::Relaxed);
    let (_, taken) = api.get(snapshots).await;
    assert_eq!(taken["totalCount"], 4);
    // At the replay, this restore must find the scheduled snapshot.
    let snapshot = &taken["results"][1]["id"];
    let job = json!({ "deliveryType": "download", "snapshotId": snapshot });
    assert_eq!(api.post("clusters/orders/backup/restoreJobs", job).await.0, 200);
    let (_, before) = api.get("events").await;
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains(key["privateKey"].as_str().unwrap()));
    drop(api);

    let api = start().await;
    assert_eq!(column(&api.get(snapshots).await.1, "id"), column(&taken, "id"));
    let (_, after) = api.get("events").await;
    assert_eq!(column(&after, "eventTypeName"), column(&before, "eventTypeName"));
    assert_eq!(column(&after, "id"), column(&before, "id"));
    assert_eq!(status_with_key(&api, &key).await, 200);
}
