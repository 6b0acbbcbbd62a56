//! The journal of requests, without secrets.

use std::fs;

use atlas_fake::{FakeAtlas, Fault};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::api::Api;
use crate::client::{Client, VERSION, app, with};

#[tokio::test]
async fn a_request_is_recorded_unchanged() {
    let client = Client::start().await;
    client.post(&app()).await;
    let url = format!("{}?pretty=true&note=a%20b%26c", client.user("%24external/CN=a%2Fb"));
    client.get(&url).await;

    let requests = client.atlas.requests();
    let [challenged, created, missed] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(
        (challenged.status(), challenged.operation_id()),
        (StatusCode::UNAUTHORIZED, Some("listGroupDatabaseUsers"))
    );
    assert_eq!(challenged.header("authorization"), None);

    assert_eq!(created.method(), Method::POST);
    assert_eq!((created.status(), created.operation_id()), (StatusCode::CREATED, Some("createGroupDatabaseUser")));
    assert_eq!((created.header("Accept"), created.header("content-type")), (Some(VERSION), Some(VERSION)));
    assert!(created.header("authorization").unwrap().starts_with("Digest username=\""));
    assert_eq!(created.json(), Some(app()));
    assert_eq!(created.body(), app().to_string().as_bytes());

    let path = format!("/api/atlas/v2/groups/{}/databaseUsers/%24external/CN=a%2Fb", client.atlas.project_id());
    assert_eq!(missed.path(), path);
    assert_eq!(missed.query(), [("pretty".to_owned(), "true".to_owned()), ("note".to_owned(), "a b&c".to_owned())]);
    assert_eq!(missed.query_value("note"), Some("a b&c"));
    assert_eq!((missed.status(), missed.json()), (StatusCode::NOT_FOUND, None));
}

#[tokio::test]
async fn clearing_the_journal_keeps_the_state() {
    let client = Client::start().await;
    client.post(&app()).await;
    assert_eq!(client.atlas.request_count(), 2);
    client.atlas.clear_journal();
    assert_eq!(client.atlas.request_count(), 0);
    assert_eq!(client.get(&client.user("admin/app")).await.0, StatusCode::OK);
    assert_eq!(client.atlas.request_count(), 1);
}

#[tokio::test]
async fn debug_output_has_no_secrets() {
    let client = Client::start().await;
    client.post(&app()).await;
    let printed = format!("{:?} {:?}", client.atlas, client.atlas.requests());
    assert!(printed.contains(client.atlas.project_id()), "{printed}");
    for secret in [client.atlas.private_key(), "correct horse", "Digest username"] {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
}

#[tokio::test]
async fn an_inserted_user_is_validated_and_served() {
    let client = Client::start().await;
    let user = json!({ "databaseName": "admin", "username": "seeded", "roles": [] });
    client.atlas.insert_database_user(user.clone()).unwrap();
    assert_eq!(client.get(&client.user("admin/seeded")).await.0, StatusCode::OK);

    let code = |user| client.atlas.insert_database_user(user).unwrap_err().error_code().to_owned();
    assert_eq!(code(user), "USER_ALREADY_EXISTS");
    assert_eq!(code(json!({ "username": "x", "roles": [] })), "MISSING_ATTRIBUTE");
    assert_eq!(code(json!("x")), "INVALID_JSON");
}

#[tokio::test]
async fn a_response_is_recorded_with_headers_and_body() {
    let client = Client::start().await;
    let (_, user) = client.post(&app()).await;
    let requests = client.atlas.requests();
    assert!(requests[0].response_header("WWW-Authenticate").unwrap().starts_with("Digest realm="));
    assert_eq!(
        requests[1].response_header("Content-Type"),
        Some("application/vnd.atlas.2023-01-01+json;charset=utf-8")
    );
    assert_eq!(requests[1].response_json(), Some(user.clone()));
    assert_eq!(requests[1].response_body(), user.to_string().as_bytes());
    assert_eq!(requests[1].fault(), None);
}

#[tokio::test]
async fn a_limited_journal_drops_the_oldest_requests() {
    let client = Client::of(FakeAtlas::builder().journal_limit(2).start().await.unwrap());
    for name in ["a", "b", "c"] {
        client.get(&client.user(&format!("admin/{name}"))).await;
    }
    let paths: Vec<_> = client.atlas.requests().iter().map(|request| request.path().to_owned()).collect();
    assert_eq!(paths.len(), 2);
    assert!(paths[0].ends_with("/b") && paths[1].ends_with("/c"), "{paths:?}");
}

#[tokio::test]
async fn exchanges_are_written_as_recordings_without_secrets() {
    let client = Client::start().await;
    let (_, user) = client.post(&app()).await;
    client.delete(&format!("{}?pretty=true&apiToken=hidden", client.user("admin/app"))).await;
    client.get(client.atlas.base_url()).await;
    client.atlas.fault(Fault::reset_after().times(1));
    let url = client.users();
    let request =
        client.request(Method::GET, &url).header("authorization", client.authorization(&Method::GET, &url).await);
    request.send().await.unwrap_err();

    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("exchanges.jsonl");
    client.atlas.write_exchanges(&path).unwrap();
    let lines = fs::read_to_string(path).unwrap();
    let exchanges: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(exchanges, client.atlas.exchanges());

    let [_challenged, created, deleted] = exchanges.as_slice() else { panic!("{lines}") };
    let path = format!("/api/atlas/v2/groups/{}/databaseUsers", client.atlas.project_id());
    assert_eq!(
        created,
        &json!({
            "operation_id": "createGroupDatabaseUser",
            "method": "POST",
            "path": path,
            "query": null,
            "request_body": with(app(), json!({ "password": "REDACTED" })),
            "status": 201,
            "response_content_type": "application/vnd.atlas.2023-01-01+json;charset=utf-8",
            "resource_version": "2023-01-01",
            "response_body": user,
        })
    );
    assert_eq!(deleted["query"], json!({ "pretty": "true", "apiToken": "REDACTED" }));
    assert_eq!((&deleted["status"], &deleted["response_body"]), (&json!(204), &Value::Null));
    for secret in ["correct horse", "hidden", "Digest username"] {
        assert!(!lines.contains(secret), "{secret} in {lines}");
    }
}

#[tokio::test]
async fn exchanges_have_no_values_of_headers_even_of_refused_requests() {
    let api = Api::start().await;
    let headers = json!([{ "name": "x-key", "value": "hidden" }]);
    let otel = json!({
        "type": "OTEL_LOG_EXPORT",
        "logTypes": ["MONGOD"],
        "otelEndpoint": "https://logs.example.com",
        "otelSuppliedHeaders": headers,
    });
    api.post("logIntegrations", otel).await;
    let refused = api.post("logIntegrations", json!({ "type": 1, "otelSuppliedHeaders": headers })).await;
    assert_eq!(refused.0, 400);
    api.post("metricIntegrations", json!({ "headers": headers })).await;
    let path = format!("{}/api/atlas/v2/groups/{}/databaseUsers", api.atlas().base_url(), api.atlas().project_id());
    crate::client::http().post(path).body("{\"password\": \"hidden\"").send().await.unwrap();

    let exchanges = Value::from(api.atlas().exchanges());
    assert_eq!(exchanges[1]["request_body"]["otelSuppliedHeaders"][0], json!({ "name": "x-key", "value": "REDACTED" }));
    assert!(!exchanges.to_string().contains("hidden"), "{exchanges}");
}
