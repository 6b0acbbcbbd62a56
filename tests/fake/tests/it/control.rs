//! The control API of a running fake: clock, faults, journal, seed and reset.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, SystemTime};

use atlas_fake::{FakeAtlas, Fault};
use reqwest::header::{ALLOW, CONTENT_TYPE, ORIGIN};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::{Client, app, read, with};
use crate::process::Program;

async fn start() -> Client {
    Client::of(FakeAtlas::builder().page().start().await.unwrap())
}

impl Client {
    /// Sends a request to the control API below `/-/`.
    async fn control(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        control(self.atlas.base_url(), method, path, body).await
    }
}

async fn control(base_url: &str, method: Method, path: &str, body: Value) -> (u16, Value) {
    let mut request = crate::client::http().request(method, format!("{base_url}/-/{path}"));
    if !body.is_null() {
        request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
    }
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or_else(|_| text.into()))
}

#[tokio::test]
async fn the_clock_is_read_and_advanced() {
    let clock = || SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000);
    let client = Client::of(FakeAtlas::builder().page().clock(clock).start().await.unwrap());
    let now = json!({ "now": "2025-06-15T15:06:40.000Z" });
    assert_eq!(client.control(Method::GET, "clock", Value::Null).await, (200, now));
    let advanced = client.control(Method::POST, "clock", json!({ "advance": "1.5h" })).await;
    assert_eq!(advanced, (200, json!({ "now": "2025-06-15T16:36:40.000Z" })));
    assert_eq!(client.atlas.now(), clock() + Duration::from_secs(5400));

    client.post(&with(app(), json!({ "deleteAfterDate": "2025-06-15T17:00:00Z" }))).await;
    assert_eq!(client.get(&client.user("admin/app")).await.0, StatusCode::OK);
    client.control(Method::POST, "clock", json!({ "advance": "24m" })).await;
    assert_eq!(client.get(&client.user("admin/app")).await.0, StatusCode::NOT_FOUND);
    // The clock saturates at its maximum.
    for _ in 0..2 {
        let (status, now) = client.control(Method::POST, "clock", json!({ "advance": "1e13s" })).await;
        assert_eq!((status, &now["now"].as_str().unwrap()[..4]), (200, "3025"));
    }
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
}

#[tokio::test]
async fn faults_are_added_listed_replaced_and_removed() {
    let client = start().await;
    client.atlas.fault(Fault::latency(Duration::from_millis(1)).methods(["PUT"]));
    let specs = ["getGroupDatabaseUser:status=503,times=2,after=1", "*:cut,probability=0.1,seed=7,method=POST"];
    let all = json!({ "faults": ["*:latency=1ms,method=PUT", specs[0], specs[1]] });
    assert_eq!(client.control(Method::POST, "faults", json!({ "faults": specs })).await, (200, all.clone()));
    assert_eq!(client.control(Method::GET, "faults", Value::Null).await, (200, all));
    let statuses = [
        client.get(&client.user("admin/app")).await.0.as_u16(),
        client.get(&client.user("admin/app")).await.0.as_u16(),
    ];
    assert_eq!(statuses, [404, 503]);
    let (_, left) = client.control(Method::GET, "faults", Value::Null).await;
    assert_eq!(left["faults"][1], "getGroupDatabaseUser:status=503,times=1");
    assert_eq!(client.atlas.faults().len(), 3);

    let other = json!({ "faults": ["*:empty=500,times=1"] });
    assert_eq!(client.control(Method::PUT, "faults", other.clone()).await, (200, other));
    assert_eq!(client.get(&client.users()).await, (StatusCode::INTERNAL_SERVER_ERROR, Value::Null));
    assert_eq!(client.control(Method::GET, "faults", Value::Null).await.1, json!({ "faults": [] }));
    client.atlas.fault(Fault::status(500));
    assert_eq!(client.control(Method::DELETE, "faults", Value::Null).await, (204, "".into()));
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
}

#[tokio::test]
async fn an_invalid_control_request_changes_nothing_and_returns_the_reason() {
    let client = start().await;
    for (path, body, expected) in [
        ("faults", json!({ "faults": ["*:cut", "*:explode"] }), "*:explode: kind \"explode\": unknown"),
        ("faults", json!({ "fault": "*:cut" }), "body: not valid; expected for example {\"faults\": ["),
        ("faults", json!([]), "body: not valid; expected for example"),
        ("clock", json!({ "advance": "soon" }), "duration \"soon\": not a number with the unit"),
        ("clock", json!({ "advance": "-1s" }), "duration \"-1s\": not a number with the unit"),
        ("clock", json!({}), "body: not valid; expected for example {\"advance\": \"90s\"}"),
        ("seed", json!({ "gadgets": [] }), "gadgets: There is no such collection. (UNKNOWN_COLLECTION)"),
        ("reset", json!([]), "body: not valid; expected for example {}"),
        ("reset", json!({ "seed": {} }), "body: not valid; expected for example {}"),
    ] {
        let (status, error) = client.control(Method::POST, path, body.clone()).await;
        assert!(
            status == 400 && error["error"].as_str().unwrap().starts_with(expected),
            "{path} {body}: {status} {error}"
        );
    }
    assert_eq!(client.atlas.faults().len(), 0);
    assert_eq!(client.control(Method::GET, "other", Value::Null).await.0, 404);
    let url = format!("{}/-/faults", client.atlas.base_url());
    let patch = client.http.patch(url).header(CONTENT_TYPE, "application/json").send().await.unwrap();
    assert_eq!((patch.status().as_u16(), &patch.headers()[ALLOW]), (405, &"GET, POST, PUT, DELETE".parse().unwrap()));
}

#[tokio::test]
async fn the_journal_is_returned_as_recordings_and_cleared() {
    let client = start().await;
    client.post(&app()).await;
    let (status, exchanges) = client.control(Method::GET, "exchanges", Value::Null).await;
    assert_eq!((status, &exchanges), (200, &Value::from(client.atlas.exchanges())));
    assert_eq!((&exchanges[1]["status"], &exchanges[1]["request_body"]["password"]), (&json!(201), &json!("REDACTED")));
    assert_eq!(client.control(Method::DELETE, "journal", Value::Null).await.0, 204);
    assert_eq!(client.control(Method::GET, "exchanges", Value::Null).await.1, json!([]));
    assert_eq!(client.atlas.request_count(), 0);
}

#[tokio::test]
async fn nonces_and_tokens_are_invalidated() {
    let client = start().await;
    client.get(&client.users()).await;
    assert_eq!(client.control(Method::DELETE, "nonces", Value::Null).await.0, 204);
    let stale = client.send(client.request(Method::GET, &client.users())).await;
    assert!(stale.headers()["www-authenticate"].to_str().unwrap().ends_with("stale=true"));

    let request = client.http.post(format!("{}/api/oauth/token", client.atlas.base_url()));
    let request = request.basic_auth(client.atlas.client_id(), Some(client.atlas.client_secret()));
    let request =
        request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body("grant_type=client_credentials");
    let (_, token) = read(request.send().await.unwrap()).await;
    let with_token =
        || client.request(Method::GET, &client.users()).bearer_auth(token["access_token"].as_str().unwrap());
    assert_eq!(with_token().send().await.unwrap().status(), 200);
    assert_eq!(client.control(Method::DELETE, "tokens", Value::Null).await.0, 204);
    assert_eq!(with_token().send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn a_reset_restores_the_initial_state_with_its_seed() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let seed = json!({ "databaseUsers": [app()] });
    let start = || FakeAtlas::builder().page().seed(seed.clone()).state_file(&path).start();
    let client = Client::of(start().await.unwrap());
    let before = client.get(&client.users()).await;
    assert_eq!(before.1["totalCount"], 1);
    client.delete(&client.user("admin/app")).await;
    let seeded = json!({ "databaseUsers": [with(app(), json!({ "username": "other" }))] });
    assert_eq!(client.control(Method::POST, "seed", seeded).await.0, 204);
    client.atlas.insert("clusters", json!({ "name": "orders" })).unwrap();
    client.atlas.fault(Fault::status(503));
    client.atlas.advance(Duration::from_secs(3600));
    let ahead = client.atlas.now();

    assert_eq!(client.control(Method::POST, "reset", json!({})).await.0, 204);
    assert_eq!((client.atlas.request_count(), client.atlas.faults().len()), (0, 0));
    assert!(client.atlas.now() < ahead);
    let challenged = client.request(Method::GET, &client.users()).send().await.unwrap();
    client.take_challenge(&challenged);
    assert_eq!(client.get(&client.users()).await, before);
    let clusters = format!("{}/api/atlas/v2/groups/{}/clusters", client.atlas.base_url(), client.atlas.project_id());
    assert_eq!(client.get(&clusters).await.1["totalCount"], 0);
    client.delete(&client.user("admin/app")).await;
    drop(client);
    // The state file has the reset too, and is not seeded again.
    let client = Client::of(start().await.unwrap());
    assert_eq!(client.get(&client.users()).await.1["totalCount"], 0);
}

#[tokio::test]
async fn a_page_of_another_site_cannot_change_anything() {
    let client = start().await;
    let address = client.atlas.base_url().strip_prefix("http://").unwrap().to_owned();
    let body = json!({ "faults": ["*:status=503"] }).to_string();
    let send = |host: &str, headers: &str| {
        let mut stream = TcpStream::connect(&address).unwrap();
        let length = body.len();
        write!(
            stream,
            "POST /-/faults HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
        )
        .unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response.split(' ').nth(1).unwrap().to_owned()
    };
    let json = "content-type: application/json\r\n";
    for (host, headers) in [
        // Requests that a form or a script of another site can send without a preflight.
        (address.as_str(), String::new()),
        (address.as_str(), "content-type: text/plain\r\n".to_owned()),
        (address.as_str(), "content-type: application/x-www-form-urlencoded\r\n".to_owned()),
        (address.as_str(), format!("{json}origin: http://example.com\r\n")),
        (address.as_str(), format!("{json}origin: null\r\n")),
        (address.as_str(), format!("{json}origin: http://127.0.0.1:1\r\n")),
        (address.as_str(), format!("{json}sec-fetch-site: cross-site\r\n")),
        (address.as_str(), format!("{json}sec-fetch-site: same-site\r\n")),
        ("rebound.example.com", json.to_owned()),
    ] {
        assert_eq!(send(host, &headers), "403", "{host} {headers}");
    }
    assert_eq!(client.atlas.faults().len(), 0);
    // Other requests need a preflight, which is refused.
    let url = format!("{}/-/faults", client.atlas.base_url());
    let preflight =
        client.http.request(Method::OPTIONS, &url).header(ORIGIN, "http://example.com").send().await.unwrap();
    assert!(preflight.status() == 403 && preflight.headers().keys().all(|name| !name.as_str().starts_with("access-")));

    assert_eq!(send(&address, &format!("{json}origin: http://{address}\r\nsec-fetch-site: same-origin\r\n")), "200");
    assert_eq!(send(&address, json), "200");
    assert_eq!(client.atlas.faults().len(), 2);
}

#[tokio::test]
async fn without_the_page_there_is_no_control_api() {
    let client = Client::start().await;
    assert_eq!(client.control(Method::GET, "clock", Value::Null).await.0, 401);
    assert_eq!(client.control(Method::POST, "reset", json!({})).await.0, 401);
}

#[cfg(unix)]
#[tokio::test]
async fn the_program_has_the_control_api() {
    let mut program = Program::start(&["--fault", "*:status=503,times=1"]);
    let base_url = program.base_url().to_owned();
    let (_, faults) = control(&base_url, Method::GET, "faults", Value::Null).await;
    assert_eq!(faults, json!({ "faults": ["*:status=503,times=1"] }));
    assert_eq!(control(&base_url, Method::DELETE, "faults", Value::Null).await.0, 204);
    let users = program.users();
    let temporary = json!({ "deleteAfterDate": "2100-01-01T00:00:00Z" });
    assert_eq!(program.send(Method::POST, &users, &with(app(), temporary)).await.unwrap().0, 400);
    assert_eq!(program.send(Method::POST, &users, &app()).await.unwrap().0, StatusCode::CREATED);
    assert_eq!(control(&base_url, Method::POST, "clock", json!({ "advance": "90s" })).await.0, 200);
    assert_eq!(control(&base_url, Method::POST, "reset", json!({})).await.0, 204);
    assert_eq!(
        control(&base_url, Method::GET, "state", Value::Null).await.1["projects"][0]["databaseUsers"],
        json!([])
    );
}
