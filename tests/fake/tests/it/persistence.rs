//! State that outlives the fake.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use atlas_fake::FakeAtlas;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::{Client, app, with};

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
    let change = lines.lines().last().unwrap();
    fs::write(&path, format!("{lines}{change}\n")).unwrap();
    let error = refused(&path).await;
    assert!(error.contains("line 4: POST ") && error.contains("was answered 201 and is now 409"), "{error}");
}

#[tokio::test]
async fn a_file_of_another_version_or_with_a_broken_line_is_refused_and_stays() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    start(&path).await.post(&app()).await;
    let whole = fs::read_to_string(&path).unwrap();
    let (header, change) = whole.split_once('\n').unwrap();
    for (text, expected) in [
        (
            format!("{{\"atlas_fake_state\":9}}\n{change}"),
            "line 1 says that another version of the fake wrote this state, 9",
        ),
        (format!("{header}\n{}\n{change}", &change[..40]), "line 2 is no change"),
        (format!("{header}\n{change}{{\"time\":\"yesterday\"}}\n"), "line 4 is no change"),
    ] {
        fs::write(&path, &text).unwrap();
        let error = refused(&path).await;
        assert!(error.contains("state.jsonl: ") && error.contains(expected), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[tokio::test]
async fn the_clock_stays_as_far_ahead_as_it_was_put() {
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
async fn tokens_and_nonces_do_not_outlive_the_fake() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let client = start(&path).await;
    client.post(&app()).await;
    let asked = client.http.post(format!("{}/api/oauth/token", client.atlas.base_url()));
    let asked = asked.basic_auth(client.atlas.client_id(), Some(client.atlas.client_secret()));
    let asked = asked.header("content-type", "application/x-www-form-urlencoded").body("grant_type=client_credentials");
    let (_, token) = crate::client::read(asked.send().await.unwrap()).await;
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

/// Every list that a client can see.
async fn all(client: &Client) -> Vec<Value> {
    let (groups, org) = (client.atlas.project_id(), client.atlas.organization_id());
    let paths = [
        "groups".to_owned(),
        "orgs".to_owned(),
        format!("groups/{groups}/databaseUsers"),
        format!("groups/{groups}/clusters"),
        format!("groups/{groups}/events"),
        format!("groups/{groups}/accessList"),
        format!("orgs/{org}/apiKeys"),
        format!("orgs/{org}/serviceAccounts"),
    ];
    let mut all = Vec::new();
    for path in paths {
        let url = format!("{}/api/atlas/v2/{path}?itemsPerPage=500", client.atlas.base_url());
        let request = client.http.get(url).header("accept", "application/vnd.atlas.2025-03-12+json");
        let (status, body) = crate::client::read(client.send(request).await).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        all.push(serde_json::from_str(&body.to_string().replace(client.atlas.base_url(), "")).unwrap());
    }
    all
}

#[tokio::test]
async fn a_long_log_is_written_anew_at_a_start_and_says_the_same() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let at = |seconds: u64| move || SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000 + seconds);
    let builder = FakeAtlas::builder().cluster_time(Duration::from_secs(600)).state_file(&path);
    let start = |seconds| builder.clone().clock(at(seconds)).start();
    let client = Client::of(start(0).await.unwrap());
    client.post(&with(app(), json!({ "deleteAfterDate": "2025-06-20T00:00:00Z", "username": "guest" }))).await;
    let version = "application/vnd.atlas.2025-03-12+json";
    let base = format!("{}/api/atlas/v2", client.atlas.base_url());
    let (group, org) =
        (format!("groups/{}", client.atlas.project_id()), format!("orgs/{}", client.atlas.organization_id()));
    let mut secret = String::new();
    for (path, body) in [
        (format!("{group}/accessList"), json!([{ "ipAddress": "192.0.2.1" }])),
        (format!("{org}/apiKeys"), json!({ "desc": "ci", "roles": ["ORG_MEMBER"] })),
        (
            format!("{org}/serviceAccounts"),
            json!({ "description": "d", "name": "n", "roles": ["ORG_MEMBER"], "secretExpiresAfterHours": 8 }),
        ),
        (
            format!("{group}/clusters"),
            json!({ "name": "orders", "clusterType": "REPLICASET", "replicationSpecs": [{ "regionConfigs": [{
            "providerName": "AWS", "regionName": "EU_WEST_1", "priority": 7, "electableSpecs": { "instanceSize": "M10", "nodeCount": 3 }
        }] }] }),
        ),
    ] {
        let request =
            client.http.post(format!("{base}/{path}")).header("accept", version).header("content-type", version);
        let (status, body) = crate::client::read(client.send(request.body(body.to_string())).await).await;
        assert_eq!(status.as_u16() / 100, 2, "{path}: {body}");
        secret.extend(body["secrets"][0]["secret"].as_str());
    }
    for number in 0..1001 {
        let change = json!({ "description": format!("number {number}") });
        assert_eq!(client.patch(&client.user("admin/guest"), &change).await.0, StatusCode::OK);
    }
    client.atlas.advance(Duration::from_secs(60));
    let before = all(&client).await;
    let ahead = client.atlas.now();
    drop(client);
    let long = fs::read_to_string(&path).unwrap();

    let client = Client::of(start(5).await.unwrap());
    assert_eq!(all(&client).await, before);
    assert_eq!(client.atlas.now(), ahead + Duration::from_secs(5));
    let short = fs::read_to_string(&path).unwrap();
    assert_eq!((long.lines().count(), short.lines().count()), (1009, 2));
    for secret in ["correct horse", secret.as_str(), "number 999"] {
        assert!(!short.contains(secret), "{secret} in {short}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    }
    assert!(secret.starts_with("mdb_sa_sk_") && secret.len() > 20);
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    assert!(refused(&path).await.contains("another process has this state open"));

    // It goes on from there: ids are new ones, what was under way is still, and changes come behind.
    client.post(&with(app(), json!({ "username": "later" }))).await;
    client.atlas.advance(Duration::from_secs(600));
    let after = all(&client).await;
    assert_eq!(after[3]["results"][0]["stateName"], "IDLE");
    assert_eq!(before[3]["results"][0]["stateName"], "CREATING");
    drop(client);
    assert_eq!(all(&Client::of(start(9).await.unwrap())).await, after);
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_is_replaced_where_a_link_leads_to() {
    let directory = tempfile::tempdir().unwrap();
    let [path, link] = ["state.jsonl", "link"].map(|name| directory.path().join(name));
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let client = Client::of(
        FakeAtlas::builder().state_file(&link).seed(json!({ "databaseUsers": [app()] })).start().await.unwrap(),
    );
    assert_eq!(names(&client).await, ["app"]);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 2);
    // Nobody gets in by the other name.
    assert!(refused(&path).await.contains("another process has this state open"));
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
async fn alerts_of_a_seed_are_there_again() {
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
