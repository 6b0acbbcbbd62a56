//! Requests that are sent again, and those that are not.

mod connections;

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

use atlas_api::{
    Atlas, AtlasBuilder, Confirm, RetryPolicy,
    specs::{DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs},
};
use serde_json::json;
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

use crate::support::builder_of;

/// The seconds that a client has waited, which took no time.
#[derive(Clone, Default)]
struct Waits(Arc<Mutex<Vec<f64>>>);

impl Waits {
    fn seconds(&self) -> Vec<f64> {
        self.0.lock().unwrap().clone()
    }
}

/// A client whose waits are recorded in the place of being waited for.
fn client(builder: AtlasBuilder) -> (Atlas, Waits) {
    let waits = Waits::default();
    let recording = waits.clone();
    let builder = builder.sleep_with(move |wait| {
        recording.0.lock().unwrap().push(wait.as_secs_f64());
        std::future::ready(())
    });
    (builder.build().unwrap(), waits)
}

/// A server that gives these answers in turn, and the last of them from then on.
async fn server(answers: Vec<ResponseTemplate>) -> MockServer {
    let server = MockServer::start().await;
    let requests = AtomicUsize::new(0);
    let respond = move |_: &Request| answers[requests.fetch_add(1, Relaxed).min(answers.len() - 1)].clone();
    Mock::given(any()).respond_with(respond).mount(&server).await;
    server
}

fn user() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({ "username": "reports" }))
}

fn proxy_page(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw("<html><h1>Sorry</h1></html>", "text/html")
}

/// Makes a call with each verb, and returns how many requests it took to fail, as the error says.
async fn attempts_of_each_verb(atlas: &Atlas) -> Vec<(&'static str, u32)> {
    let users = atlas.database_users();
    let create = users.create(Specs::new("reports", "a long password"));
    vec![
        ("GET", users.get("reports").send().await.unwrap_err().attempts()),
        ("DELETE", users.delete("reports").confirm(Confirm::yes()).send().await.unwrap_err().attempts()),
        ("POST", create.send().await.unwrap_err().attempts()),
        ("PATCH", users.update("reports", UpdateSpecs::new()).send().await.unwrap_err().attempts()),
    ]
}

#[tokio::test]
async fn a_rate_limit_is_waited_out_by_a_post_too() {
    let limited = ResponseTemplate::new(429).insert_header("retry-after", "7");
    let server = server(vec![limited.clone(), limited, user()]).await;
    let (atlas, waits) = client(builder_of(server.uri()));
    let created = atlas.database_users().create(Specs::new("reports", "a long password")).send().await.unwrap();

    assert_eq!((created.attempts(), waits.seconds()), (3, vec![7.0, 7.0]));
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert_eq!(request.method.as_str(), "POST");
        let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        assert_eq!(body["username"], "reports");
    }
}

#[tokio::test]
async fn a_token_bucket_says_in_its_body_how_long_to_wait() {
    let body =
        json!({ "error": 429, "errorCode": "RATE_LIMITED_TOKEN_BUCKET", "parameters": ["/groups", 12, 100, 10, 60] });
    let server = server(vec![ResponseTemplate::new(429).set_body_json(body), user()]).await;
    let (atlas, waits) = client(builder_of(server.uri()));
    let user = atlas.database_users().get("reports").send().await.unwrap();
    assert_eq!((user.attempts(), waits.seconds()), (2, vec![12.0]));
}

#[tokio::test]
async fn a_rate_limit_that_says_nothing_is_waited_out_as_advised() {
    let server = server(vec![ResponseTemplate::new(429)]).await;
    let (atlas, waits) = client(builder_of(server.uri()));
    assert_eq!(attempts_of_each_verb(&atlas).await, [("GET", 5), ("DELETE", 5), ("POST", 5), ("PATCH", 5)]);
    for waits in waits.seconds().chunks(4) {
        for (wait, advised) in waits.iter().zip([10.0, 20.0, 40.0, 40.0]) {
            assert!((advised..advised * 1.05).contains(wait), "{waits:?}");
        }
    }
}

#[tokio::test]
async fn a_proxy_s_page_is_asked_for_again_only_where_that_can_not_hurt() {
    for status in [500, 502, 503, 504] {
        let server = server(vec![proxy_page(status)]).await;
        let (atlas, waits) = client(builder_of(server.uri()));
        assert_eq!(attempts_of_each_verb(&atlas).await, [("GET", 5), ("DELETE", 5), ("POST", 1), ("PATCH", 1)]);

        let sent: Vec<_> = server.received_requests().await.unwrap();
        let count = |method| sent.iter().filter(|request| request.method.as_str() == method).count();
        assert_eq!([count("GET"), count("DELETE"), count("POST"), count("PATCH")], [5, 5, 1, 1]);
        for waits in waits.seconds().chunks(4) {
            assert!(waits.iter().zip([0.5, 1.0, 2.0, 4.0]).all(|(wait, longest)| *wait < longest), "{waits:?}");
        }
    }
}

#[tokio::test]
async fn a_read_gets_over_failures_of_every_kind() {
    let server = server(vec![proxy_page(503), proxy_page(502), ResponseTemplate::new(500), user()]).await;
    let (atlas, _) = client(builder_of(server.uri()));
    let user = atlas.database_users().get("reports").send().await.unwrap();
    assert_eq!((user.username.as_deref(), user.attempts()), (Some("reports"), 4));
}

#[tokio::test]
async fn a_503_that_says_when_to_come_back_is_waited_out_by_a_post_too() {
    let server = server(vec![proxy_page(503).insert_header("retry-after", "1"), user()]).await;
    let (atlas, waits) = client(builder_of(server.uri()));
    let created = atlas.database_users().create(Specs::new("reports", "a long password")).send().await.unwrap();
    assert_eq!((created.attempts(), waits.seconds()), (2, vec![1.0]));
}

#[tokio::test]
async fn the_last_refusal_stands_and_says_how_often_it_was_tried() {
    let refusal = |code: &str| ResponseTemplate::new(500).set_body_json(json!({ "errorCode": code, "detail": "No." }));
    let server = server(vec![refusal("FIRST"), refusal("SECOND"), refusal("THIRD")]).await;
    let (atlas, _) = client(builder_of(server.uri()).retry(RetryPolicy::default().attempts(3)));
    let error = atlas.database_users().get("reports").send().await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some("THIRD"), 3));
    let expected = "getGroupDatabaseUser (3 attempts) was refused: 500 Internal Server Error, THIRD: No.";
    assert_eq!(error.to_string(), expected);

    let error = atlas.database_users().list().stream().next().await.unwrap().unwrap_err();
    assert!(error.to_string().starts_with("listGroupDatabaseUsers (page 1, 3 attempts) was refused"), "{error}");
}

#[tokio::test]
async fn a_wait_beyond_the_time_that_is_left_is_not_begun() {
    let server = server(vec![ResponseTemplate::new(429).insert_header("retry-after", "121")]).await;
    let (atlas, waits) = client(builder_of(server.uri()));
    let error = atlas.database_users().get("reports").send().await.unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!((error.attempts(), waits.seconds()), (1, vec![]));
    assert!(error.to_string().ends_with("(try again after 121 s)"), "{error}");
}

#[tokio::test]
async fn without_retries_each_call_is_one_request() {
    let server = server(vec![ResponseTemplate::new(503).insert_header("retry-after", "0")]).await;
    let (atlas, waits) = client(builder_of(server.uri()).retry(RetryPolicy::none()));
    assert_eq!(attempts_of_each_verb(&atlas).await, [("GET", 1), ("DELETE", 1), ("POST", 1), ("PATCH", 1)]);
    assert_eq!((server.received_requests().await.unwrap().len(), waits.seconds()), (4, vec![]));
}

#[tokio::test]
async fn each_attempt_is_signed_anew_and_a_challenge_is_no_attempt() {
    let challenge = r#"Digest realm="r", nonce="n1", algorithm=MD5, qop="auth""#;
    let unauthorized = ResponseTemplate::new(401).insert_header("www-authenticate", challenge);
    let server = server(vec![unauthorized, proxy_page(502), user()]).await;
    let (atlas, _) = client(builder_of(server.uri()));
    let user = atlas.database_users().get("reports").send().await.unwrap();
    assert_eq!(user.attempts(), 2);

    let requests = server.received_requests().await.unwrap();
    let signed: Vec<_> = requests.iter().map(|request| request.headers.get("authorization")).collect();
    let [None, Some(first), Some(second)] = &signed[..] else { panic!("{signed:?}") };
    assert!(first.to_str().unwrap().contains("nc=00000001"));
    assert!(second.to_str().unwrap().contains("nc=00000002"));
}

#[tokio::test]
async fn an_answer_that_can_not_be_read_is_asked_for_once() {
    let server = server(vec![proxy_page(502), ResponseTemplate::new(200).set_body_string("{")]).await;
    let (atlas, _) = client(builder_of(server.uri()));
    let error = atlas.database_users().get("reports").send().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.attempts(), 2);
}

#[tokio::test]
async fn a_listing_goes_on_over_a_page_that_failed_once() {
    let page = |name: &str| ResponseTemplate::new(200).set_body_json(json!({ "results": [{ "username": name }] }));
    let server = server(vec![page("a"), proxy_page(503), page("b"), ResponseTemplate::new(200)]).await;
    let (atlas, _) = client(builder_of(server.uri()));
    let mut users = atlas.database_users().list().page_size(1).stream();
    let mut names = Vec::new();
    while let Some(user) = users.next().await {
        names.push(user.unwrap().username.unwrap());
    }
    assert_eq!(names, ["a", "b"]);
}
