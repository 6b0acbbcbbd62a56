//! State that outlives the fake.

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
async fn the_next_fake_goes_on_where_this_one_ended() {
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
async fn what_is_written_holds_no_secret() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let client = start(&path).await;
    client.post(&app()).await;
    let text = fs::read_to_string(&path).unwrap();
    for secret in ["correct horse", "Digest", client.atlas.private_key()] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let change: Value = serde_json::from_str(text.lines().nth(1).unwrap()).unwrap();
    assert_eq!(change["body"]["password"], "left-out-of-the-log");
}

#[tokio::test]
async fn changes_come_back_at_the_time_at_which_they_were_made() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let at = |seconds: u64| move || SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000 + seconds);
    let start = |seconds| FakeAtlas::builder().clock(at(seconds)).state_file(&path).start();

    let client = Client::of(start(0).await.unwrap());
    let temporary = json!({ "username": "guest", "deleteAfterDate": "2025-06-15T15:10:00Z" });
    assert_eq!(client.post(&with(app(), temporary)).await.0, StatusCode::CREATED);
    client.post(&app()).await;
    drop(client);
    // A week later the date would not be taken any more.
    let client = Client::of(start(7 * 24 * 3600).await.unwrap());
    assert_eq!(names(&client).await, ["app"]);
}

#[tokio::test]
async fn a_torn_last_line_is_cut_off() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    start(&path).await.post(&app()).await;
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{whole}{{\"time\":\"20")).unwrap();
    assert_eq!(names(&start(&path).await).await, ["app"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);
}

#[tokio::test]
async fn a_file_that_is_no_state_or_is_in_use_is_refused_and_stays() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    fs::write(&path, "precious\n").unwrap();
    let error = refused(&path).await;
    assert!(error.contains("state.jsonl: line 1 is not how a state of the fake begins"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious\n");

    fs::remove_file(&path).unwrap();
    let client = start(&path).await;
    assert!(refused(&path).await.contains("another process has this state open"));
    client.post(&app()).await;
    drop(client);
    let lines = fs::read_to_string(&path).unwrap();
    let change = lines.lines().nth(1).unwrap();
    fs::write(&path, format!("{lines}{change}\n")).unwrap();
    let error = refused(&path).await;
    assert!(error.contains("line 3: POST ") && error.contains("was answered 201 and is now 409"), "{error}");
}

#[tokio::test]
async fn nothing_is_written_unless_a_file_is_named() {
    let client = Client::start().await;
    assert_eq!(client.post(&app()).await.0, StatusCode::CREATED);
    assert!(!format!("{:?}", FakeAtlas::builder()).contains("state_file: Some"));
}

#[tokio::test]
async fn a_seed_is_created_and_kept_like_everything_else() {
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
async fn a_seed_that_is_wrong_is_refused_with_its_place() {
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
    assert_eq!(refused(json!({ "databaseUsers": {} })).1, "databaseUsers: It has to be a list. (INVALID_JSON)");
    assert_eq!(refused(json!({ "gadgets": [] })).0, "UNKNOWN_COLLECTION");
    assert_eq!(refused(json!([])).1, "the document: It has to be an object. (INVALID_JSON)");
}

#[tokio::test]
async fn what_comes_back_has_the_ids_that_it_had() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let client = start(&path).await;
    let groups = format!("{}/api/atlas/v2/groups", client.atlas.base_url());
    let organization = client.atlas.organization_id().to_owned();
    let mut created = Vec::new();
    // The second is refused, and may have taken an id all the same.
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
async fn what_was_created_and_what_time_brought_about_is_the_same_after_a_restart() {
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
    // A restore of what nobody but the clock made has to find it again.
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
