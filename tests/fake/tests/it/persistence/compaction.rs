//! Compaction of a long state file at a start.

use std::fs;
use std::time::{Duration, SystemTime};

use atlas_fake::FakeAtlas;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::refused;
use crate::client::{Client, app, with};

/// Returns the contents of the main lists.
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
async fn a_long_state_file_is_compacted_at_a_start_without_loss() {
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

    // If compaction fails, the fake starts from the long file.
    let new = directory.path().join(".state.jsonl.atlas-fake-new");
    fs::create_dir(&new).unwrap();
    assert_eq!(all(&Client::of(start(4).await.unwrap())).await, before);
    assert_eq!(fs::read_to_string(&path).unwrap(), long);
    // The file of an interrupted attempt is replaced.
    fs::remove_dir(&new).unwrap();
    fs::write(&new, "{\"atlas_fake_state\":2}\n{\"ids\":").unwrap();

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
    assert!(refused(&path).await.contains("in use by another process"));

    // The state continues: IDs stay unique, scheduled changes happen, and later changes are appended.
    client.post(&with(app(), json!({ "username": "later" }))).await;
    client.atlas.advance(Duration::from_secs(600));
    let after = all(&client).await;
    assert_eq!(after[3]["results"][0]["stateName"], "IDLE");
    assert_eq!(before[3]["results"][0]["stateName"], "CREATING");
    drop(client);
    assert_eq!(all(&Client::of(start(9).await.unwrap())).await, after);
}
