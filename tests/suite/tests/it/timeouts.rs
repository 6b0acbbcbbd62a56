//! Timeouts: what they include, their bounds, and whether a request was sent before they passed.

use std::{future::IntoFuture, net::TcpListener, time::Duration};

use atlas_api::{Atlas, Error, RetryPolicy, database_users::DatabaseUsersPermissionsSpecs as Specs};
use atlas_fake::FakeAtlas;
use serde_json::json;
use tokio::net::{TcpSocket, TcpStream};
use wiremock::ResponseTemplate;

use crate::support::{PROJECT, builder, builder_of, server_with};

/// Longer than any timeout of these tests, and shorter than the patience of the person who runs them.
const LONG: Duration = Duration::from_secs(600);
const SHORT: Duration = Duration::from_millis(50);

/// Creates a user, in one attempt.
async fn create(atlas: &Atlas) -> Result<(), Error> {
    let create = atlas.database_users().create(Specs::new("reports", "a long password"));
    create.retry(RetryPolicy::none()).await.map(drop)
}

#[track_caller]
fn check_not_sent(error: &Error, attempts: u32, message: &str) {
    assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
    assert!(!error.may_have_been_applied(), "{error:?}");
    assert_eq!((error.to_string().as_str(), error.attempts()), (message, attempts));
}

#[tokio::test]
async fn a_timeout_includes_the_wait_for_the_challenge_of_another_call() {
    // Connections are established, but never accepted.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let atlas = builder_of(format!("http://{}", listener.local_addr().unwrap())).build().unwrap();
    let mut first = Box::pin(atlas.database_users().get("user-1").timeout(LONG).into_future());
    let users = atlas.database_users();
    let second = users.create(Specs::new("reports", "a long password")).timeout(SHORT).retry(RetryPolicy::none());
    // The first call fetches the challenge while the second one waits for it.
    let error = tokio::select! {
        biased;
        _ = &mut first => unreachable!("no connection is accepted"),
        second = second.into_future() => second.unwrap_err(),
    };
    check_not_sent(&error, 0, "createGroupDatabaseUser could not be sent within the timeout");
}

#[tokio::test]
async fn the_exchanges_of_an_attempt_share_its_timeout() {
    let challenge = r#"Digest realm="r", nonce="n", algorithm=MD5, qop="auth""#;
    let challenge = ResponseTemplate::new(401).insert_header("www-authenticate", challenge);
    let delay = Duration::from_millis(400);
    let user = ResponseTemplate::new(200).set_body_json(json!({})).set_delay(delay);
    let server = server_with(vec![challenge.set_delay(delay), user]).await;
    let atlas = builder_of(server.uri()).timeout(Duration::from_millis(600)).build().unwrap();
    let error = create(&atlas).await.unwrap_err();
    // The signed request was sent.
    assert!(error.is_timeout() && error.may_have_been_applied(), "{error:?}");
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_timeout_includes_the_wait_for_a_token() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.fault("oauthToken:latency=60s".parse().unwrap());
    let builder = Atlas::builder().service_account(fake.client_id(), fake.client_secret()).base_url(fake.base_url());
    let atlas = builder.project_id(PROJECT).timeout(SHORT).build().unwrap();
    let error = create(&atlas).await.unwrap_err();
    check_not_sent(&error, 0, "createGroupDatabaseUser could not be sent within the timeout");
}

#[tokio::test]
async fn a_connect_timeout_means_that_nothing_was_sent() {
    // The queue of the listener is full, so that further connections are not established.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    let _listener = socket.listen(1).unwrap();
    let mut held = Vec::new();
    while let Ok(connection) = tokio::time::timeout(SHORT, TcpStream::connect(address)).await {
        held.push(connection.unwrap());
        assert!(held.len() < 100, "the operating system has no limit");
    }
    let atlas = builder_of(format!("http://{address}")).connect_timeout(SHORT).build().unwrap();
    let error = create(&atlas).await.unwrap_err();
    check_not_sent(&error, 1, "createGroupDatabaseUser could not be sent within the timeout");
}

#[tokio::test]
async fn any_duration_is_a_valid_timeout() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(1);
    let max = Duration::MAX;
    for builder in [
        builder(&fake).timeout(max),
        builder(&fake).read_timeout(max),
        builder(&fake).connect_timeout(max),
        builder(&fake).timeout(max).read_timeout(max).connect_timeout(max),
    ] {
        let users = builder.retry(RetryPolicy::default().max_elapsed(max)).build().unwrap().database_users();
        assert_eq!(users.get("user-1").await.unwrap().attempts(), 1);
        assert_eq!(users.get("user-1").timeout(max).await.unwrap().attempts(), 1);
    }
}
