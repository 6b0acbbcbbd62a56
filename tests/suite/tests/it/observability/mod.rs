//! The spans and events of calls.

pub(crate) mod recorder;

use std::{net::TcpListener, time::Duration};

use atlas_api::{Method, RetryPolicy, database_users::DatabaseUsersPermissionsSpecs as Specs};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};
use tracing::Instrument;
use tracing_subscriber::filter::LevelFilter;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{any, method},
};

use self::recorder::{Recorded, Recorder};
use crate::support::{PROJECT, builder_of, client, client_of, received};

/// Returns the fields of a call's span: those that all calls have, and `others`.
fn call(operation: &str, method: &str, template: &str, port: u64, others: Value) -> Value {
    let mut fields = json!({
        "otel.name": operation, "otel.kind": "client", "atlas.operation.id": operation,
        "http.request.method": method, "url.template": template,
        "server.address": "127.0.0.1", "server.port": port,
    });
    fields.as_object_mut().unwrap().extend(others.as_object().unwrap().clone());
    fields
}

fn port(address: &str) -> u64 {
    address.rsplit(':').next().unwrap().trim_end_matches('/').parse().unwrap()
}

fn fields(recorded: &Recorded) -> Value {
    Value::Object(recorded.fields.clone())
}

const ONE: &str = "/api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username}";
const ALL: &str = "/api/atlas/v2/groups/{groupId}/databaseUsers";

#[tokio::test]
async fn each_call_is_a_span_with_the_names_of_opentelemetry() {
    let server = MockServer::start().await;
    let user = ResponseTemplate::new(200).set_body_string(r#"{"username":"a"}"#);
    Mock::given(method("GET")).respond_with(user).mount(&server).await;
    let refusal = ResponseTemplate::new(409).set_body_string(r#"{"errorCode":"USER_ALREADY_EXISTS"}"#);
    Mock::given(method("POST")).respond_with(refusal).mount(&server).await;
    let (users, port) = (client_of(&server).database_users(), port(&server.uri()));

    let recorder = Recorder::start(LevelFilter::INFO);
    let outer = tracing::info_span!("outer");
    users.get("a").send().instrument(outer).await.unwrap();
    users.create(Specs::new("reports", "a long password")).await.unwrap_err();

    let [read, write] = &recorder.calls()[..] else { panic!("{:?}", recorder.calls()) };
    assert_eq!((read.level.as_str(), read.parent.as_deref()), ("INFO", Some("outer")));
    let succeeded = json!({ "http.response.status_code": 200, "http.response.body.size": 16 });
    assert_eq!(fields(read), call("getGroupDatabaseUser", "GET", ONE, port, succeeded));

    let sent = received(&server).await.last().unwrap().body.len();
    let failed = json!({
        "http.request.body.size": sent, "http.response.status_code": 409, "http.response.body.size": 35,
        "error.type": "409", "otel.status_code": "ERROR", "atlas.error.code": "USER_ALREADY_EXISTS",
    });
    assert_eq!(write.parent, None);
    assert_eq!(fields(write), call("createGroupDatabaseUser", "POST", ALL, port, failed));
}

#[tokio::test]
async fn a_raw_request_is_recorded_with_the_template_of_its_operation_and_without_its_path() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string("{}")).mount(&server).await;
    let atlas = client_of(&server);
    let recorder = Recorder::start(LevelFilter::TRACE);
    let path = format!("/api/atlas/v2/groups/{PROJECT}/databaseUsers");
    atlas.request(Method::GET, path).query("token", "hunter22").await.unwrap();
    atlas.request(Method::GET, "/api/atlas/v2/brandNew/hunter23").await.unwrap();

    let [known, unknown] = &recorder.calls()[..] else { panic!("{:?}", recorder.calls()) };
    let succeeded = json!({ "http.response.status_code": 200, "http.response.body.size": 2 });
    let port = port(&server.uri());
    assert_eq!(fields(known), call("listGroupDatabaseUsers", "GET", ALL, port, succeeded));
    let mut expected = fields(known);
    for name in ["atlas.operation.id", "url.template"] {
        expected.as_object_mut().unwrap().remove(name);
    }
    expected["otel.name"] = json!("GET");
    assert_eq!(fields(unknown), expected);
}

#[tokio::test]
async fn a_retry_is_an_event_in_the_span_of_its_call_even_among_concurrent_calls() {
    let server = MockServer::start().await;
    let limited = ResponseTemplate::new(429).insert_header("retry-after", "7");
    Mock::given(method("POST")).respond_with(limited).up_to_n_times(2).mount(&server).await;
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(502)).up_to_n_times(1).mount(&server).await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string("{}")).mount(&server).await;
    let builder = builder_of(server.uri()).sleep_with(|_| tokio::task::yield_now());
    let users = builder.build().unwrap().database_users();

    let recorder = Recorder::start(LevelFilter::INFO);
    let create = users.create(Specs::new("reports", "a long password"));
    let (created, got) = tokio::join!(create.send(), users.get("a").send());
    assert_eq!((created.unwrap().attempts(), got.unwrap().attempts()), (3, 2));

    let resent: Vec<_> = recorder.calls().iter().map(|call| call.fields["http.request.resend_count"].clone()).collect();
    assert_eq!(resent, [2, 1]);
    let retries = recorder.events("retrying request");
    assert!(retries.iter().all(|retry| retry.level == "INFO"));
    let of = |operation| retries.iter().filter(move |retry| retry.parent.as_deref() == Some(operation)).map(fields);
    let waits = |attempt| json!({ "attempt": attempt, "wait": 7.0, "reason": "rate_limited" });
    assert_eq!(of("createGroupDatabaseUser").collect::<Vec<_>>(), [waits(1), waits(2)]);
    let read: Vec<_> = of("getGroupDatabaseUser").collect();
    assert_eq!((read.len(), &read[0]["attempt"], &read[0]["reason"]), (1, &json!(1), &json!("server_error")));
}

#[tokio::test]
async fn a_call_without_a_response_has_an_error_type() {
    let bind = || TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = |listener: &TcpListener| format!("http://{}", listener.local_addr().unwrap());
    let (refusing, resetting, hanging) = (bind(), bind(), bind());
    let urls = [("connect", &refusing), ("incomplete", &resetting), ("timeout", &hanging)];
    let urls = urls.map(|(kind, listener)| (kind, base_url(listener)));
    drop(refusing);
    // Dropping a connection with unread data resets it.
    std::thread::spawn(move || resetting.accept().unwrap().0.peek(&mut [0]).unwrap());

    for (kind, base_url) in urls {
        let limit = if kind == "timeout" { Duration::from_millis(20) } else { Duration::from_secs(60) };
        let atlas = builder_of(&base_url).retry(RetryPolicy::none()).timeout(limit).build().unwrap();
        let recorder = Recorder::start(LevelFilter::INFO);
        atlas.database_users().get("a").await.unwrap_err();
        let failed = json!({ "error.type": kind, "otel.status_code": "ERROR" });
        let expected = call("getGroupDatabaseUser", "GET", ONE, port(&base_url), failed);
        assert_eq!(fields(&recorder.calls()[0]), expected);
    }
}

#[tokio::test]
async fn a_new_challenge_is_an_event_and_a_cached_one_is_not() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(1);
    let users = client(&fake).database_users();
    let recorder = Recorder::start(LevelFilter::DEBUG);
    for _ in 0..3 {
        users.get("user-1").await.unwrap();
    }
    fake.expire_nonces();
    users.get("user-1").await.unwrap();
    let fetched: Vec<_> = recorder.events("new digest challenge").iter().map(fields).collect();
    assert_eq!(fetched, [json!({ "stale": false }), json!({ "stale": true })]);
}

#[tokio::test]
async fn a_body_is_recorded_only_at_trace_and_without_its_secrets() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string("{}")).mount(&server).await;
    let atlas = client_of(&server);
    for (level, expected) in [(LevelFilter::DEBUG, 0), (LevelFilter::TRACE, 2)] {
        let recorder = Recorder::start(level);
        atlas.database_users().create(Specs::new("reports", "a long password")).await.unwrap();
        let raw = json!({ "username": "reports", "password": "a long password", "brandNew": "a long password" });
        atlas.request(Method::POST, "/api/atlas/v2/x").json(raw).unwrap().await.unwrap();

        let bodies = recorder.events("request");
        assert_eq!(bodies.len(), expected);
        let [created, raw] = &bodies[..] else { continue };
        let body =
            |event: &Recorded| -> Value { serde_json::from_str(event.fields["body"].as_str().unwrap()).unwrap() };
        assert_eq!(body(created)["username"], "reports");
        assert_eq!(body(created)["password"], "[REDACTED]");
        let hidden = "[REDACTED]";
        assert_eq!(body(raw), json!({ "username": "reports", "password": hidden, "brandNew": hidden }));
    }
}
