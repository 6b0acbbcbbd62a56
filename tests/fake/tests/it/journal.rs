//! What the fake remembers of its requests, and what it keeps to itself.

use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::client::{Client, VERSION, app};

#[tokio::test]
async fn a_request_is_recorded_as_it_was_sent() {
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
async fn the_journal_can_be_cleared_and_the_state_stays() {
    let client = Client::start().await;
    client.post(&app()).await;
    assert_eq!(client.atlas.request_count(), 2);
    client.atlas.clear_journal();
    assert_eq!(client.atlas.request_count(), 0);
    assert_eq!(client.get(&client.user("admin/app")).await.0, StatusCode::OK);
    assert_eq!(client.atlas.request_count(), 1);
}

#[tokio::test]
async fn secrets_are_printed_nowhere() {
    let client = Client::start().await;
    client.post(&app()).await;
    let printed = format!("{:?} {:?}", client.atlas, client.atlas.requests());
    assert!(printed.contains(client.atlas.project_id()), "{printed}");
    for secret in [client.atlas.private_key(), "correct horse", "Digest username"] {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
}

#[tokio::test]
async fn an_inserted_user_is_served_and_held_to_the_rules() {
    let client = Client::start().await;
    let user = json!({ "databaseName": "admin", "username": "seeded", "roles": [] });
    client.atlas.insert_database_user(user.clone()).unwrap();
    assert_eq!(client.get(&client.user("admin/seeded")).await.0, StatusCode::OK);

    let code = |user| client.atlas.insert_database_user(user).unwrap_err().error_code().to_owned();
    assert_eq!(code(user), "USER_ALREADY_EXISTS");
    assert_eq!(code(json!({ "username": "x", "roles": [] })), "MISSING_ATTRIBUTE");
    assert_eq!(code(json!("x")), "INVALID_JSON");
}
