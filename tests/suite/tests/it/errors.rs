//! The errors of calls, for every HTTP method.

use std::{error::Error as _, time::Duration};

use atlas_api::{
    Atlas, Confirm, Error, RetryPolicy,
    database_users::{DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::support::{builder_of, client_of, client_without_retries, server_with};

/// Returns the error of each operation of the database users.
async fn failures(atlas: &Atlas) -> Vec<(&'static str, Error)> {
    let users = atlas.database_users();
    let create = users.create(Specs::new("reports", "a long password"));
    vec![
        ("listGroupDatabaseUsers", users.list().await.unwrap_err()),
        ("getGroupDatabaseUser", users.get("reports").await.unwrap_err()),
        ("createGroupDatabaseUser", create.await.unwrap_err()),
        ("updateGroupDatabaseUser", users.update("reports", UpdateSpecs::new().clear_labels()).await.unwrap_err()),
        ("deleteGroupDatabaseUser", users.delete("reports").confirm(Confirm::yes()).await.unwrap_err()),
    ]
}

/// Starts a server that returns `response` to each operation, and checks each error.
async fn check_each_method(response: ResponseTemplate, check: impl Fn(&Error)) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&server).await;
    for (operation, error) in failures(&client_without_retries(&server)).await {
        assert_eq!(error.operation(), Some(operation));
        check(&error);
    }
}

fn refusal(status: u16, code: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({
        "error": status, "errorCode": code, "reason": "Reason", "detail": "The name is too short.", "parameters": ["reports", 7],
    }))
}

#[tokio::test]
async fn a_refusal_is_decoded_for_every_method() {
    type Predicate = fn(&Error) -> bool;
    let cases: [(u16, &str, Predicate); 6] = [
        (401, "UNAUTHORIZED", Error::is_unauthorized),
        (403, "FORBIDDEN", Error::is_forbidden),
        (404, "USER_NOT_FOUND", Error::is_not_found),
        (409, "USER_ALREADY_EXISTS", Error::is_conflict),
        (429, "RATE_LIMITED", Error::is_rate_limited),
        (500, "UNEXPECTED_ERROR", Error::is_server_error),
    ];
    for (at, (status, code, _)) in cases.into_iter().enumerate() {
        check_each_method(refusal(status, code), |error| {
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            assert_eq!((error.code(), error.detail()), (Some(code), Some("The name is too short.")));
            assert_eq!(error.parameters(), [Value::from("reports"), Value::from(7)]);
            let holding: Vec<_> = cases.iter().map(|(_, _, predicate)| predicate(error)).collect();
            let expected: Vec<_> = (0..cases.len()).map(|other| other == at).collect();
            assert_eq!(holding, expected, "{status}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_proxy_page_is_a_server_error_with_its_status() {
    let html = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    check_each_method(ResponseTemplate::new(502).set_body_raw(html, "text/html"), |error| {
        assert!(error.is_server_error() && !error.is_decode());
        assert_eq!((error.code(), error.detail()), (None, None));
        assert_eq!(error.body(), Some(html.as_bytes()));
        let operation = error.operation().unwrap();
        let page = if operation == "listGroupDatabaseUsers" { " (page 1)" } else { "" };
        assert_eq!(error.to_string(), format!("{operation}{page} failed: 502 Bad Gateway"));
    })
    .await;
}

#[tokio::test]
async fn an_empty_401_is_an_error_without_a_code() {
    check_each_method(ResponseTemplate::new(401), |error| {
        assert!(error.is_unauthorized());
        assert_eq!((error.code(), error.body()), (None, Some(&b""[..])));
    })
    .await;
}

#[tokio::test]
async fn an_error_gives_advice_if_there_is_any() {
    let after = refusal(429, "RATE_LIMITED").insert_header("retry-after", "30");
    for (response, advice) in [
        (
            refusal(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST"),
            "add the address of this machine to the access list of the API key or the service account",
        ),
        (
            refusal(403, "USER_UNAUTHORIZED"),
            "grant the API key or the service account a role that allows the operation",
        ),
        (after, "try again after 30 s"),
    ] {
        check_each_method(response, |error| {
            assert!(error.to_string().ends_with(&format!(": The name is too short. ({advice})")), "{error}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_field_error_that_atlas_repeats_is_shown_once() {
    let field = |field: &str| json!({ "field": field, "description": "must be a size" });
    let body = json!({ "error": 400, "errorCode": "VALIDATION_ERROR", "detail": "Invalid.", "badRequestDetail": {
        "fields": [field("a"), field("b"), field("a")] } });
    check_each_method(ResponseTemplate::new(400).set_body_json(body), |error| {
        assert_eq!(error.field_errors().len(), 3);
        assert!(error.to_string().ends_with("Invalid. (a: must be a size; b: must be a size)"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn a_refusal_keeps_its_headers() {
    let response = refusal(429, "RATE_LIMITED").insert_header("ratelimit-remaining", "0");
    check_each_method(response, |error| assert_eq!(error.headers().unwrap()["ratelimit-remaining"], "0")).await;
}

#[tokio::test]
async fn an_error_has_the_method_and_the_path_of_its_operation() {
    let server = MockServer::start().await;
    let failures = failures(&client_of(&server)).await;
    let known: Vec<_> = failures.iter().map(|(_, error)| (error.method().unwrap(), error.path().unwrap())).collect();
    let (all, one) = (
        "/api/atlas/v2/groups/{groupId}/databaseUsers",
        "/api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username}",
    );
    assert_eq!(known, [("GET", all), ("GET", one), ("POST", all), ("PATCH", one), ("DELETE", one)]);
}

#[tokio::test]
async fn a_success_that_cannot_be_decoded_is_a_decode_error_with_its_cause() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string("{\"results\": [")).mount(&server).await;
    let error = client_of(&server).database_users().list().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    let expected =
        "listGroupDatabaseUsers (page 1) succeeded (200 OK), but the response cannot be decoded at `results`";
    assert_eq!(error.to_string(), expected);
    assert_eq!((error.json_path(), error.json_position()), (Some("results"), Some((1, 13))));
    assert_eq!(error.source().unwrap().to_string(), "EOF while parsing a list at line 1 column 13");
}

#[tokio::test]
async fn an_undocumented_2xx_is_a_success() {
    let server = MockServer::start().await;
    let users = client_of(&server).database_users();
    for (created, deleted) in [(200, 200), (201, 202), (202, 204)] {
        server.reset().await;
        let user = ResponseTemplate::new(created).set_body_json(json!({ "username": "reports" }));
        Mock::given(wiremock::matchers::method("POST")).respond_with(user).mount(&server).await;
        let nothing = ResponseTemplate::new(deleted).set_body_string("{}");
        Mock::given(wiremock::matchers::method("DELETE")).respond_with(nothing).mount(&server).await;

        let user = users.create(Specs::new("reports", "a long password")).await.unwrap();
        assert_eq!(user.username.as_deref(), Some("reports"));
        users.delete("reports").confirm(Confirm::yes()).await.unwrap();
    }
}

#[tokio::test]
async fn a_refused_connection_is_a_connect_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let atlas = builder_of(base_url).retry(RetryPolicy::none()).build().unwrap();
    for (operation, error) in failures(&atlas).await {
        assert!(error.is_connect() && !error.is_timeout());
        let page = if operation == "listGroupDatabaseUsers" { " (page 1)" } else { "" };
        assert_eq!(error.to_string(), format!("{operation}{page} received no response: cannot connect"));
        assert!(error.source().is_some());
    }
}

#[tokio::test]
async fn a_server_that_does_not_respond_is_a_timeout() {
    // Connections are established, but never accepted.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let builder = || builder_of(&base_url).retry(RetryPolicy::none());
    let limit = Duration::from_millis(20);
    for builder in [builder().timeout(limit), builder().read_timeout(limit)] {
        let error = builder.build().unwrap().database_users().get("reports").await.unwrap_err();
        assert!(error.is_timeout() && !error.is_connect());
        assert_eq!(error.to_string(), "getGroupDatabaseUser received no response within the timeout");
    }
}

#[tokio::test]
async fn an_error_shows_neither_the_body_nor_the_key() {
    let body = json!({ "errorCode": "X", "echo": "hunter22" });
    check_each_method(ResponseTemplate::new(400).set_body_json(body), |error| {
        let shown = format!("{error:?} {error}");
        assert!(!shown.contains("hunter22") && !shown.contains("private-key"), "{shown}");
    })
    .await;
}

#[tokio::test]
async fn a_future_that_is_polled_after_its_result_returns_an_error() {
    let server =
        server_with(vec![ResponseTemplate::new(200).set_body_json(json!({})), ResponseTemplate::new(404)]).await;
    let users = client_of(&server).database_users();
    for is_ok in [true, false] {
        let mut future = users.get("reports").send();
        assert_eq!((&mut future).await.is_ok(), is_ok);
        for _ in 0..2 {
            let error = (&mut future).await.unwrap_err();
            assert_eq!(error.to_string(), "request: polled after completion");
            assert!(error.is_invalid_argument());
        }
    }
}
