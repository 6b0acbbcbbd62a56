//! The options of one call, for each type of request: the requests on the wire, and the attempts.

use std::{net::TcpListener, time::Duration};

use atlas_api::{
    ApiVersion, Atlas, Confirm, Error, Method, RetryPolicy,
    database_users::{DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs},
};
use http::{HeaderName, HeaderValue, header::ACCEPT};
use serde_json::json;
use wiremock::{MockServer, Request, ResponseTemplate};

use crate::support::{PROJECT, builder_of, client_of, client_without_waits, received, server_with};

const ID: &str = "5f1a2b3c4d5e6f7a8b9c0d99";

/// The type of a request, and the number of attempts that it took.
type Sent = (&'static str, Result<u32, Error>);

/// Sends a request of each type with the same options.
macro_rules! send_each {
    ($atlas:expr, |$request:ident| $with_options:expr) => {{
        let atlas: &Atlas = $atlas;
        let users = atlas.database_users();
        let mut sent: Vec<Sent> = Vec::new();
        let $request = users.get("reports");
        sent.push(("Request", $with_options.await.map(|response| response.attempts())));
        let $request = users.get("reports").exists();
        sent.push(("Exists", $with_options.await.map(u32::from)));
        let $request = users.list();
        sent.push(("List", $with_options.await.map(|page| page.attempts())));
        let $request = users.delete("reports");
        let confirmed = $with_options.confirm(Confirm::yes());
        sent.push(("Unconfirmed", confirmed.await.map(|response| response.attempts())));
        let $request = atlas.request(Method::GET, users_path());
        sent.push(("RawRequest", $with_options.await.map(|response| response.attempts())));
        let $request = atlas.request(Method::GET, users_path());
        sent.push(("RawRequest::list", $with_options.list().await.map(|page| page.attempts())));
        sent
    }};
}

/// The number of requests that `send_each` makes if none is retried.
const EACH: usize = 6;

fn users_path() -> String {
    format!("/api/atlas/v2/groups/{PROJECT}/databaseUsers")
}

/// Returns a body that every request can decode.
fn ok() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({ "username": "reports", "results": [] }))
}

fn spec() -> Specs {
    Specs::new("reports", "a long password")
}

#[track_caller]
fn check_attempts(sent: &[Sent], expected: u32) {
    assert_eq!(sent.len(), EACH);
    for (name, result) in sent {
        let attempts = match result {
            Ok(attempts) => *attempts,
            Err(error) => error.attempts(),
        };
        assert_eq!(attempts, expected, "{name}: {result:?}");
    }
}

#[track_caller]
fn check_successes(sent: &[Sent]) {
    for (name, result) in sent {
        assert_eq!(result.as_ref().ok(), Some(&1), "{name}: {result:?}");
    }
}

/// Returns a header of each request that a server received.
async fn headers(server: &MockServer, name: &str) -> Vec<Option<String>> {
    let value = |request: &Request| Some(request.headers.get(name)?.to_str().unwrap().to_owned());
    received(server).await.iter().map(value).collect()
}

#[tokio::test]
async fn a_header_is_sent_with_each_type_of_request() {
    let server = server_with(vec![ok()]).await;
    let (name, value) = (HeaderName::from_static("x-request-id"), HeaderValue::from_static("a1"));
    check_successes(&send_each!(&client_of(&server), |request| request.header(name.clone(), value.clone())));
    assert_eq!(headers(&server, "x-request-id").await, vec![Some("a1".to_owned()); EACH]);

    // It belongs to one call only.
    check_successes(&send_each!(&client_of(&server), |request| request));
    assert_eq!(headers(&server, "x-request-id").await[EACH..], vec![None; EACH]);
}

#[tokio::test]
async fn a_header_replaces_one_of_the_same_name() {
    let server = server_with(vec![ok()]).await;
    let json = || HeaderValue::from_static("application/json");
    check_successes(&send_each!(&client_of(&server), |request| request.header(ACCEPT, json())));
    assert_eq!(headers(&server, "accept").await, vec![Some("application/json".to_owned()); EACH]);
}

#[tokio::test]
async fn a_header_is_sent_with_every_attempt() {
    let server = server_with(vec![ResponseTemplate::new(503), ok()]).await;
    let request = client_without_waits(&server).database_users().get("reports");
    request.header(HeaderName::from_static("x-request-id"), HeaderValue::from_static("a1")).await.unwrap();
    assert_eq!(headers(&server, "x-request-id").await, vec![Some("a1".to_owned()); 2]);
}

#[tokio::test]
async fn a_version_is_requested_with_each_type_of_request() {
    let server = server_with(vec![ok()]).await;
    let version = || ApiVersion::new("2024-08-05").unwrap();
    check_successes(&send_each!(&client_of(&server), |request| request.api_version(version())));
    assert_eq!(headers(&server, "accept").await, vec![Some("application/vnd.atlas.2024-08-05+json".to_owned()); EACH]);

    let create = client_of(&server).database_users().create(spec()).api_version(ApiVersion::PREVIEW);
    create.await.unwrap();
    let media_type = "application/vnd.atlas.preview+json";
    for name in ["accept", "content-type"] {
        assert_eq!(headers(&server, name).await[EACH], Some(media_type.to_owned()));
    }
}

#[tokio::test]
async fn a_timeout_limits_each_type_of_request() {
    // Connections are established, but never accepted.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let atlas = builder_of(base_url).retry(RetryPolicy::none()).build().unwrap();
    let sent = send_each!(&atlas, |request| request.timeout(Duration::from_millis(20)));
    check_attempts(&sent, 1);
    for (name, result) in sent {
        assert!(result.is_err_and(|error| error.is_timeout()), "{name}");
    }
}

#[tokio::test]
async fn a_timeout_replaces_the_one_of_the_client() {
    let server = server_with(vec![ok().set_delay(Duration::from_millis(100))]).await;
    let builder = builder_of(server.uri()).timeout(Duration::from_millis(10)).retry(RetryPolicy::none());
    let atlas = builder.build().unwrap();
    assert!(atlas.database_users().get("reports").await.unwrap_err().is_timeout());
    check_successes(&send_each!(&atlas, |request| request.timeout(Duration::from_secs(60))));
}

#[tokio::test]
async fn a_retry_policy_replaces_the_one_of_the_client() {
    let server = server_with(vec![ResponseTemplate::new(503)]).await;
    let builder = builder_of(server.uri()).sleep_with(|_| std::future::ready(()));
    for (client, call, attempts) in [
        (RetryPolicy::default(), RetryPolicy::none(), 1),
        (RetryPolicy::default(), RetryPolicy::default().attempts(3), 3),
        (RetryPolicy::none(), RetryPolicy::default().attempts(2), 2),
    ] {
        let before = received(&server).await.len();
        let atlas = builder.clone().retry(client).build().unwrap();
        let sent = send_each!(&atlas, |request| request.retry(call));
        check_attempts(&sent, attempts);
        assert_eq!(received(&server).await.len() - before, EACH * attempts as usize);
        assert!(sent.iter().all(|(_, result)| result.as_ref().is_err_and(Error::is_server_error)));
    }
}

#[tokio::test]
async fn a_call_that_is_declared_idempotent_is_retried_with_any_method() {
    for (declared, attempts) in [(false, 1), (true, 5)] {
        let server = server_with(vec![ResponseTemplate::new(500)]).await;
        let atlas = client_without_waits(&server);
        let users = atlas.database_users();
        /// Declares a request idempotent if the case says so.
        macro_rules! declare {
            ($request:expr) => {
                if declared { $request.idempotent() } else { $request }
            };
        }
        let post = declare!(users.create(spec())).await.unwrap_err();
        let patch = declare!(users.update("reports", UpdateSpecs::new().clear_labels())).await.unwrap_err();
        let raw = atlas.request(Method::POST, users_path()).json(json!({})).unwrap();
        let raw = declare!(raw).await.unwrap_err();
        let reject = atlas.guarded(|api| api.streams().reject_vpc_peering_connection().group_id(PROJECT).id(ID));
        let reject = declare!(reject).confirm(Confirm::yes()).await.unwrap_err();
        for (name, error) in [("post", post), ("patch", patch), ("raw", raw), ("guarded post", reject)] {
            assert_eq!((error.attempts(), error.is_server_error()), (attempts, true), "{name}: {error:?}");
            assert!(error.may_have_been_applied(), "{name}");
        }
        assert_eq!(received(&server).await.len(), 4 * attempts as usize);
    }
}

#[tokio::test]
async fn an_idempotent_method_is_retried_without_a_declaration() {
    let server = server_with(vec![ResponseTemplate::new(500)]).await;
    check_attempts(&send_each!(&client_without_waits(&server), |request| request), 5);
    check_attempts(&send_each!(&client_without_waits(&server), |request| request.idempotent()), 5);
}

#[tokio::test]
async fn the_options_of_a_list_apply_to_every_page() {
    let page = |name: &str, rel: &str| {
        let links = json!([{ "rel": rel, "href": "" }]);
        ResponseTemplate::new(200).set_body_json(json!({ "results": [{ "username": name }], "links": links }))
    };
    let server = server_with(vec![page("a", "next"), page("b", "next"), page("c", "self")]).await;
    let list = client_of(&server).database_users().list().page_size(1);
    let list = list.header(HeaderName::from_static("x-request-id"), HeaderValue::from_static("a1"));
    let users = list.api_version(ApiVersion::new("2024-08-05").unwrap()).all().await.unwrap();
    let names: Vec<_> = users.iter().map(|user| user.username.as_deref().unwrap()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(headers(&server, "x-request-id").await, vec![Some("a1".to_owned()); 3]);
    let accept = "application/vnd.atlas.2024-08-05+json";
    assert_eq!(headers(&server, "accept").await, vec![Some(accept.to_owned()); 3]);
}

#[tokio::test]
async fn the_options_of_a_request_apply_to_every_poll_of_a_wait() {
    let absent = ResponseTemplate::new(404).set_body_json(json!({ "error": 404, "errorCode": "USER_NOT_FOUND" }));
    let server = server_with(vec![ok(), ok(), absent]).await;
    let user = client_without_waits(&server).database_users().get("reports");
    let user = user.header(HeaderName::from_static("x-request-id"), HeaderValue::from_static("a1"));
    user.wait_until_deleted().await.unwrap();
    assert_eq!(headers(&server, "x-request-id").await, vec![Some("a1".to_owned()); 3]);
}

#[tokio::test]
async fn the_options_of_a_request_apply_to_its_second_request() {
    let flex = json!({ "error": 400, "errorCode": "CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API" });
    let cluster = ResponseTemplate::new(200).set_body_json(json!({ "name": "orders" }));
    let server = server_with(vec![ResponseTemplate::new(400).set_body_json(flex), cluster]).await;
    let get = client_of(&server).clusters().get("orders");
    let get = get.header(HeaderName::from_static("x-request-id"), HeaderValue::from_static("a1"));

    let preview = get.preview().unwrap();
    assert_eq!(preview.headers()["x-request-id"], "a1");
    assert_eq!(preview.fallback().unwrap().headers()["x-request-id"], "a1");

    get.await.unwrap();
    let paths: Vec<_> = received(&server).await.iter().map(|request| request.url.path().to_owned()).collect();
    let group = format!("/api/atlas/v2/groups/{PROJECT}");
    assert_eq!(paths, [format!("{group}/clusters/orders"), format!("{group}/flexClusters/orders")]);
    assert_eq!(headers(&server, "x-request-id").await, vec![Some("a1".to_owned()); 2]);
}

#[tokio::test]
async fn a_preview_has_the_options_and_sends_nothing() {
    let server = server_with(vec![ok()]).await;
    let users = client_of(&server).database_users();
    let version = || ApiVersion::new("2024-08-05").unwrap();
    let accept = "application/vnd.atlas.2024-08-05+json";
    for preview in [
        users.get("reports").api_version(version()).preview(),
        users.get("reports").exists().api_version(version()).preview(),
        users.list().api_version(version()).preview(),
        users.delete("reports").api_version(version()).preview(),
        users.delete("reports").api_version(version()).confirm(Confirm::yes()).preview(),
        client_of(&server).request(Method::GET, users_path()).api_version(version()).preview(),
    ] {
        assert_eq!(preview.unwrap().headers()["accept"], accept);
    }
    assert!(received(&server).await.is_empty());
}
