//! Retries: which requests are retried, when, and how often.

mod connections;

use std::sync::{Arc, Mutex};

use atlas_api::{
    Atlas, AtlasBuilder, Confirm, RetryPolicy,
    database_users::{DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs},
};
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::support::{builder_of, received, server_with};

/// The waits of a client in seconds. They take no time.
#[derive(Clone, Default)]
struct Waits(Arc<Mutex<Vec<f64>>>);

impl Waits {
    fn seconds(&self) -> Vec<f64> {
        self.0.lock().unwrap().clone()
    }
}

/// Returns a client whose waits are recorded and take no time.
fn client(builder: AtlasBuilder) -> (Atlas, Waits) {
    let waits = Waits::default();
    let recording = waits.clone();
    let builder = builder.sleep_with(move |wait| {
        recording.0.lock().unwrap().push(wait.as_secs_f64());
        std::future::ready(())
    });
    (builder.build().unwrap(), waits)
}

fn user() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({ "username": "reports" }))
}

fn proxy_page(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw("<html><h1>Sorry</h1></html>", "text/html")
}

/// Makes a call with each method, all of which fail, and returns the attempts of each error.
async fn attempts_of_each_method(atlas: &Atlas) -> Vec<(&'static str, u32)> {
    let users = atlas.database_users();
    let create = users.create(Specs::new("reports", "a long password"));
    vec![
        ("GET", users.get("reports").await.unwrap_err().attempts()),
        ("DELETE", users.delete("reports").confirm(Confirm::yes()).await.unwrap_err().attempts()),
        ("POST", create.await.unwrap_err().attempts()),
        ("PATCH", users.update("reports", UpdateSpecs::new().clear_labels()).await.unwrap_err().attempts()),
    ]
}

#[tokio::test]
async fn a_post_is_retried_after_a_rate_limit() {
    let limited = ResponseTemplate::new(429).insert_header("retry-after", "7");
    let server = server_with(vec![limited.clone(), limited, user()]).await;
    let (atlas, waits) = client(builder_of(server.uri()));
    let created = atlas.database_users().create(Specs::new("reports", "a long password")).await.unwrap();

    assert_eq!((created.attempts(), waits.seconds()), (3, vec![7.0, 7.0]));
    let requests = received(&server).await;
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert_eq!(request.method.as_str(), "POST");
        let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        assert_eq!(body["username"], "reports");
    }
}

#[tokio::test]
async fn a_rate_limit_with_another_status_is_retried() {
    let body = json!({ "error": 400, "errorCode": "INVITATIONS_RATE_LIMITED_IP" });
    let server = server_with(vec![ResponseTemplate::new(400).set_body_json(body), user()]).await;
    let (atlas, waits) = client(builder_of(server.uri()));
    let created = atlas.database_users().create(Specs::new("reports", "a long password")).await.unwrap();
    assert_eq!((created.attempts(), waits.seconds().len(), received(&server).await.len()), (2, 1, 2));
}

#[tokio::test]
async fn a_token_bucket_error_has_the_wait_in_its_body() {
    let body =
        json!({ "error": 429, "errorCode": "RATE_LIMITED_TOKEN_BUCKET", "parameters": ["/groups", 12, 100, 10, 60] });
    let server = server_with(vec![ResponseTemplate::new(429).set_body_json(body), user()]).await;
    let (atlas, waits) = client(builder_of(server.uri()));
    let user = atlas.database_users().get("reports").await.unwrap();
    assert_eq!((user.attempts(), waits.seconds()), (2, vec![12.0]));
}

#[tokio::test]
async fn a_rate_limit_without_a_wait_is_retried_as_recommended() {
    let server = server_with(vec![ResponseTemplate::new(429)]).await;
    let (atlas, waits) = client(builder_of(server.uri()));
    assert_eq!(attempts_of_each_method(&atlas).await, [("GET", 5), ("DELETE", 5), ("POST", 5), ("PATCH", 5)]);
    for waits in waits.seconds().chunks(4) {
        for (wait, recommended) in waits.iter().zip([10.0, 20.0, 40.0, 40.0]) {
            assert!((recommended..recommended * 1.05).contains(wait), "{waits:?}");
        }
    }
}

#[tokio::test]
async fn a_server_error_is_retried_only_for_idempotent_methods() {
    for status in [500, 502, 503, 504] {
        let server = server_with(vec![proxy_page(status)]).await;
        let (atlas, waits) = client(builder_of(server.uri()));
        assert_eq!(attempts_of_each_method(&atlas).await, [("GET", 5), ("DELETE", 5), ("POST", 1), ("PATCH", 1)]);

        let sent = received(&server).await;
        let count = |method| sent.iter().filter(|request| request.method.as_str() == method).count();
        assert_eq!([count("GET"), count("DELETE"), count("POST"), count("PATCH")], [5, 5, 1, 1]);
        for waits in waits.seconds().chunks(4) {
            assert!(waits.iter().zip([0.5, 1.0, 2.0, 4.0]).all(|(wait, longest)| *wait < longest), "{waits:?}");
        }
    }
}

#[tokio::test]
async fn a_read_is_retried_after_server_errors_of_every_kind() {
    let server = server_with(vec![proxy_page(503), proxy_page(502), ResponseTemplate::new(500), user()]).await;
    let (atlas, _) = client(builder_of(server.uri()));
    let user = atlas.database_users().get("reports").await.unwrap();
    assert_eq!((user.username.as_deref(), user.attempts()), (Some("reports"), 4));
}

#[tokio::test]
async fn a_post_is_retried_after_a_503_with_retry_after() {
    let server = server_with(vec![proxy_page(503).insert_header("retry-after", "1"), user()]).await;
    let (atlas, waits) = client(builder_of(server.uri()));
    let created = atlas.database_users().create(Specs::new("reports", "a long password")).await.unwrap();
    assert_eq!((created.attempts(), waits.seconds()), (2, vec![1.0]));
}

#[tokio::test]
async fn the_last_refusal_is_returned_with_the_number_of_attempts() {
    let refusal = |code: &str| ResponseTemplate::new(500).set_body_json(json!({ "errorCode": code, "detail": "No." }));
    let server = server_with(vec![refusal("FIRST"), refusal("SECOND"), refusal("THIRD")]).await;
    let (atlas, _) = client(builder_of(server.uri()).retry(RetryPolicy::default().attempts(3)));
    let error = atlas.database_users().get("reports").await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some("THIRD"), 3));
    let expected = "getGroupDatabaseUser (3 attempts) failed: 500 Internal Server Error, THIRD: No.";
    assert_eq!(error.to_string(), expected);

    let error = atlas.database_users().list().stream().next().await.unwrap().unwrap_err();
    assert!(error.to_string().starts_with("listGroupDatabaseUsers (page 1, 3 attempts) failed"), "{error}");
}

#[tokio::test]
async fn a_wait_beyond_the_maximum_elapsed_time_is_not_started() {
    let server = server_with(vec![ResponseTemplate::new(429).insert_header("retry-after", "121")]).await;
    let (atlas, waits) = client(builder_of(server.uri()));
    let error = atlas.database_users().get("reports").await.unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!((error.attempts(), waits.seconds()), (1, vec![]));
    assert!(error.to_string().ends_with("(try again after 121 s)"), "{error}");
}

#[tokio::test]
async fn without_retries_each_call_is_one_request() {
    let server = server_with(vec![ResponseTemplate::new(503).insert_header("retry-after", "0")]).await;
    let (atlas, waits) = client(builder_of(server.uri()).retry(RetryPolicy::none()));
    assert_eq!(attempts_of_each_method(&atlas).await, [("GET", 1), ("DELETE", 1), ("POST", 1), ("PATCH", 1)]);
    assert_eq!((received(&server).await.len(), waits.seconds()), (4, vec![]));
}

#[tokio::test]
async fn each_attempt_is_signed_separately_and_a_challenge_is_not_an_attempt() {
    let challenge = r#"Digest realm="r", nonce="n1", algorithm=MD5, qop="auth""#;
    let unauthorized = ResponseTemplate::new(401).insert_header("www-authenticate", challenge);
    let server = server_with(vec![unauthorized, proxy_page(502), user()]).await;
    let (atlas, _) = client(builder_of(server.uri()));
    let user = atlas.database_users().get("reports").await.unwrap();
    assert_eq!(user.attempts(), 2);

    let requests = received(&server).await;
    let signed: Vec<_> = requests.iter().map(|request| request.headers.get("authorization")).collect();
    let [None, Some(first), Some(second)] = &signed[..] else { panic!("{signed:?}") };
    assert!(first.to_str().unwrap().contains("nc=00000001"));
    assert!(second.to_str().unwrap().contains("nc=00000002"));
}

#[tokio::test]
async fn a_response_that_cannot_be_decoded_is_not_retried() {
    let server = server_with(vec![proxy_page(502), ResponseTemplate::new(200).set_body_string("{")]).await;
    let (atlas, _) = client(builder_of(server.uri()));
    let error = atlas.database_users().get("reports").await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.attempts(), 2);
}

#[tokio::test]
async fn a_list_continues_after_a_page_that_failed_once() {
    let page = |name: &str| ResponseTemplate::new(200).set_body_json(json!({ "results": [{ "username": name }] }));
    let server = server_with(vec![
        page("a"),
        proxy_page(503),
        page("b"),
        ResponseTemplate::new(200).set_body_json(json!({ "results": [] })),
    ])
    .await;
    let (atlas, _) = client(builder_of(server.uri()));
    let mut users = atlas.database_users().list().page_size(1).stream();
    let mut names = Vec::new();
    while let Some(user) = users.next().await {
        names.push(user.unwrap().username.unwrap());
    }
    assert_eq!(names, ["a", "b"]);
}
