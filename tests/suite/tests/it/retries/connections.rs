//! Retries of lost, refused and silent connections.

use std::{
    error::Error as _,
    io::Write,
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use atlas_api::{
    Method, RetryPolicy,
    database_users::{DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs},
};

use super::{attempts_of_each_method, client};
use crate::{http_request::read_request, support::builder_of};

/// Starts a server that sends these bytes on each connection in turn, and the last ones from then on, and closes the
/// connection. Returns its URL and the number of requests that it received.
fn raw_server(responses: &'static [&'static str]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let requests = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&requests);
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            read_request(&mut connection);
            let response = responses[counted.fetch_add(1, Relaxed).min(responses.len() - 1)];
            connection.write_all(response.as_bytes()).unwrap();
        }
    });
    (base_url, requests)
}

const EMPTY: &str = "";
const TRUNCATED: &str = "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"username\": ";
const COMPLETE: &str =
    "HTTP/1.1 200 OK\r\ncontent-length: 23\r\nconnection: close\r\n\r\n{\"username\": \"reports\"}\n";

#[tokio::test]
async fn a_read_is_retried_after_a_lost_connection_and_an_incomplete_body() {
    let (base_url, requests) = raw_server(&[EMPTY, TRUNCATED, COMPLETE]);
    let (atlas, waits) = client(builder_of(base_url));
    let user = atlas.database_users().get("reports").await.unwrap();
    assert_eq!((user.username.as_deref(), user.attempts()), (Some("reports"), 3));
    assert_eq!((requests.load(Relaxed), waits.seconds().len()), (3, 2));
}

#[tokio::test]
async fn a_write_whose_response_is_lost_is_not_retried() {
    for broken in [&[EMPTY, COMPLETE], &[TRUNCATED, COMPLETE]] {
        let (base_url, requests) = raw_server(broken);
        let (atlas, _) = client(builder_of(base_url));
        let create = atlas.database_users().create(Specs::new("reports", "a long password"));
        let error = create.await.unwrap_err();
        assert_eq!((error.status(), error.attempts(), requests.load(Relaxed)), (None, 1, 1));
        assert!(error.is_incomplete() && error.may_have_been_applied());
        assert_eq!(error.to_string(), "createGroupDatabaseUser received no response: the connection was lost");
    }
}

#[tokio::test]
async fn a_connection_that_is_lost_each_time_is_an_error_with_its_cause() {
    let (base_url, requests) = raw_server(&[EMPTY]);
    let (atlas, _) = client(builder_of(base_url));
    let error = atlas.database_users().get("reports").await.unwrap_err();
    assert_eq!((error.attempts(), requests.load(Relaxed)), (5, 5));
    assert_eq!(error.to_string(), "getGroupDatabaseUser (5 attempts) received no response: the connection was lost");
    assert!(error.source().unwrap().to_string().starts_with("error sending request"), "{:?}", error.source());
}

#[tokio::test]
async fn a_request_with_a_long_url_is_invalid_and_not_sent() {
    let (base_url, requests) = raw_server(&[COMPLETE]);
    let (atlas, waits) = client(builder_of(base_url));
    for method in [Method::GET, Method::POST] {
        let error = atlas.request(method, "/api/atlas/v2/groups").query("x", "y".repeat(70_000)).await.unwrap_err();
        assert!(error.is_invalid_argument() && !error.is_incomplete() && !error.is_retryable(), "{error:?}");
        assert!(!error.may_have_been_applied());
        assert_eq!((error.attempts(), requests.load(Relaxed), waits.seconds().len()), (0, 0, 0));
    }
    let error = atlas.database_users().get("n".repeat(70_000)).await.unwrap_err();
    let rule = "bytes, but at most 16384 are sent; shorten the names or the query in it";
    let before = error.to_string().split(rule).next().unwrap().to_owned();
    assert!(before.starts_with("getGroupDatabaseUser cannot be sent: the URL has 70"), "{error}");
    for length in [1 << 20, 1 << 24] {
        let name = "n".repeat(length);
        let create = atlas.database_users().update(name.as_str(), UpdateSpecs::new().clear_labels());
        assert!(create.preview().unwrap_err().is_invalid_argument());
        let raw = atlas.request(Method::GET, format!("/api/atlas/v2/groups/{name}"));
        for error in [create.await.unwrap_err(), raw.await.unwrap_err()] {
            assert!(error.is_invalid_argument() && !error.may_have_been_applied(), "{error}");
            assert!(error.to_string().ends_with(rule) && error.to_string().len() < 2000, "{error}");
        }
    }
    assert_eq!(requests.load(Relaxed), 0);
}

#[tokio::test]
async fn a_refused_connection_is_retried_for_every_method() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let (atlas, waits) = client(builder_of(base_url));
    assert_eq!(attempts_of_each_method(&atlas).await, [("GET", 5), ("DELETE", 5), ("POST", 5), ("PATCH", 5)]);
    assert_eq!(waits.seconds().len(), 16);
    assert!(atlas.database_users().get("reports").await.unwrap_err().is_connect());
}

#[tokio::test]
async fn a_timeout_is_retried_only_for_idempotent_methods() {
    // Connections are established, but never accepted.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let builder = builder_of(format!("http://{}", listener.local_addr().unwrap()));
    let policy = RetryPolicy::default().attempts(2);
    let (atlas, _) = client(builder.timeout(Duration::from_millis(20)).retry(policy));
    assert_eq!(attempts_of_each_method(&atlas).await, [("GET", 2), ("DELETE", 2), ("POST", 1), ("PATCH", 1)]);
    assert!(atlas.database_users().get("reports").await.unwrap_err().is_timeout());
}
