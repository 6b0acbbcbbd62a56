//! The limit on the requests in flight.

use std::{
    error::Error as _,
    io::Write,
    net::{Ipv4Addr, TcpListener, TcpStream},
    sync::{
        Arc, Barrier,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    thread,
    time::Duration,
};

use atlas_api::{
    Atlas, AtlasBuilder, RetryPolicy, access_list::AccessListEntrySpec,
    database_users::DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs, logs::LogName,
};
use atlas_fake::{FakeAtlas, Fault};
use tokio::{sync::Notify, task::JoinSet};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{any, path_regex},
};

use crate::{
    http_request::read_request,
    logs::gzip,
    support::{PROJECT, builder, builder_of},
};

/// A server that responds only when a number of requests are in flight.
struct Server {
    base_url: String,
    max_in_flight: Arc<AtomicUsize>,
}

impl Server {
    fn start(requests: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let server = Self { base_url, max_in_flight: Arc::default() };
        let max_in_flight = Arc::clone(&server.max_in_flight);
        let (complete, in_flight) = (Arc::new(Barrier::new(requests)), Arc::new(AtomicUsize::new(0)));
        thread::spawn(move || {
            for connection in listener.incoming() {
                let (complete, in_flight) = (Arc::clone(&complete), Arc::clone(&in_flight));
                let max_in_flight = Arc::clone(&max_in_flight);
                thread::spawn(move || serve(connection.unwrap(), &complete, &in_flight, &max_in_flight));
            }
        });
        server
    }

    fn client(&self, limit: u32) -> Atlas {
        let builder = Atlas::builder().access_token("token").project_id(PROJECT).base_url(&self.base_url);
        builder.max_requests_in_flight(limit).retry(RetryPolicy::none()).build().unwrap()
    }
}

/// Responds to the requests of a connection, each together with those of other connections.
fn serve(mut connection: TcpStream, complete: &Barrier, in_flight: &AtomicUsize, max_in_flight: &AtomicUsize) {
    while !read_request(&mut connection).is_empty() {
        max_in_flight.fetch_max(in_flight.fetch_add(1, SeqCst) + 1, SeqCst);
        complete.wait();
        in_flight.fetch_sub(1, SeqCst);
        let response = b"HTTP/1.1 200 OK\r\ncontent-length: 23\r\n\r\n{\"username\": \"reports\"}";
        if connection.write_all(response).is_err() {
            return;
        }
    }
}

async fn get(atlas: Atlas) -> Option<String> {
    atlas.database_users().get("reports").await.unwrap().into_inner().username
}

#[tokio::test]
async fn the_default_limit_is_100() {
    let server = Server::start(100);
    let builder = Atlas::builder().access_token("token").project_id(PROJECT).base_url(&server.base_url);
    let atlas = builder.retry(RetryPolicy::none()).build().unwrap();
    let users: Vec<_> = (0..300).map(|_| get(atlas.clone())).collect::<JoinSet<_>>().join_all().await;
    assert_eq!(users, vec![Some("reports".to_owned()); 300]);
    assert_eq!(server.max_in_flight.load(SeqCst), 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_calls_wait_for_their_turn() {
    for limit in [1, 4] {
        let server = Server::start(limit);
        let atlas = server.client(limit as u32);
        let users: Vec<_> = (0..40).map(|_| get(atlas.clone())).collect::<JoinSet<_>>().join_all().await;
        assert_eq!(users, vec![Some("reports".to_owned()); 40]);
        assert_eq!(server.max_in_flight.load(SeqCst), limit);
    }
}

#[test]
fn blocking_calls_wait_for_their_turn() {
    let server = Server::start(3);
    let atlas = server.client(3);
    thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| assert!(atlas.database_users().get("reports").send_blocking().is_ok()));
        }
    });
    assert_eq!(server.max_in_flight.load(SeqCst), 3);
}

/// Returns a client of a fake with one request in flight.
fn one_at_a_time(fake: &FakeAtlas) -> AtlasBuilder {
    builder(fake).max_requests_in_flight(1)
}

#[tokio::test]
async fn calls_inside_of_a_listing_are_made_while_pages_are_fetched_ahead() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(12);
    let atlas = one_at_a_time(&fake).build().unwrap();
    let mut users = atlas.database_users().list().page_size(2).prefetch(4).stream();
    let mut updated = 0;
    while let Some(user) = users.next().await {
        let name = user.unwrap().username.unwrap();
        atlas.database_users().update(name, UpdateSpecs::new().description("monthly")).await.unwrap();
        updated += 1;
    }
    assert_eq!(updated, 12);
}

#[tokio::test]
async fn challenges_tokens_and_writes_to_an_access_list_need_no_other_place() {
    let fake = FakeAtlas::builder().nonce_uses(2).start().await.unwrap();
    fake.seed_database_users(1);
    let account = Atlas::builder().service_account(fake.client_id(), fake.client_secret());
    let account = account.project_id(fake.project_id()).base_url(fake.base_url()).max_requests_in_flight(1);
    for atlas in [one_at_a_time(&fake).build().unwrap(), account.build().unwrap()] {
        let mut calls = JoinSet::new();
        for number in 0..6 {
            let atlas = atlas.clone();
            calls.spawn(async move {
                let entry = AccessListEntrySpec::ip(Ipv4Addr::new(192, 0, 2, number));
                atlas.access_list().add([entry]).await.unwrap();
                atlas.database_users().get("user-1").await.unwrap();
            });
        }
        assert_eq!(calls.join_all().await.len(), 6);
    }
}

#[tokio::test]
async fn a_call_that_waits_before_a_retry_does_not_count() {
    let fake = FakeAtlas::builder().fault(Fault::status(503).retry_after(9).times(1)).start().await.unwrap();
    fake.seed_database_users(1);
    let (waiting, end) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (entered, ended) = (Arc::clone(&waiting), Arc::clone(&end));
    let sleep = move |_| {
        let (entered, ended) = (Arc::clone(&entered), Arc::clone(&ended));
        async move {
            entered.notify_one();
            ended.notified().await;
        }
    };
    let atlas = one_at_a_time(&fake).sleep_with(sleep).build().unwrap();
    let users = atlas.database_users();
    let first = tokio::spawn(users.get("user-1").send());
    waiting.notified().await;
    assert_eq!(users.get("user-1").await.unwrap().attempts(), 1);
    end.notify_one();
    assert_eq!(first.await.unwrap().unwrap().attempts(), 2);
}

#[tokio::test]
async fn a_download_does_not_count_once_it_has_begun() {
    let server = MockServer::start().await;
    let log = ResponseTemplate::new(200).set_body_raw(gzip(b"one line\n"), "application/vnd.atlas.2023-02-01+gzip");
    Mock::given(path_regex("/logs/")).respond_with(log).mount(&server).await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string("{}")).mount(&server).await;
    let atlas = builder_of(server.uri()).max_requests_in_flight(1).build().unwrap();
    let mut log = atlas.logs().download("host.example.com", LogName::Mongodb).await.unwrap();
    assert_eq!(atlas.database_users().get("user-1").await.unwrap().attempts(), 1);
    assert_eq!(log.next().await.unwrap().unwrap(), gzip(b"one line\n"));
}

#[tokio::test]
async fn a_dropped_call_gives_its_place_back() {
    // The server holds the first request of each pair.
    let server = Server::start(2);
    let atlas = server.client(1);
    let first = tokio::spawn(get(atlas.clone()));
    while server.max_in_flight.load(SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let waiting = tokio::spawn(get(atlas.clone()));
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    assert_eq!(waiting.await.unwrap().as_deref(), Some("reports"));
}

#[tokio::test]
async fn a_timeout_while_other_requests_are_in_flight_says_so() {
    let server = Server::start(2);
    let atlas = server.client(1);
    let first = tokio::spawn(get(atlas.clone()));
    while server.max_in_flight.load(SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let get = atlas.database_users().get("reports").timeout(Duration::from_millis(20));
    let error = get.await.unwrap_err();
    assert!(error.is_timeout() && error.is_retryable() && !error.may_have_been_applied(), "{error:?}");
    assert_eq!(error.attempts(), 0);
    let message = "getGroupDatabaseUser could not be sent within the timeout: 1 requests were in flight, the limit of the \
                   client; make fewer calls at a time, or raise the limit with `AtlasBuilder::max_requests_in_flight`";
    assert_eq!(error.to_string(), message);
    let source = error.source().unwrap().to_string();
    assert_eq!(source, "the timeout passed while the call waited for one of 1 requests in flight to end");
    first.abort();
}
