//! Calls with the token of a service account, or with a given one.

mod access_token;
mod endpoint;
mod redis;
mod refresh;
mod refusals;
mod revoke;
mod store;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};
use std::time::{Duration, SystemTime};

use atlas_api::{Atlas, AtlasBuilder, FileTokenStore};
use atlas_fake::FakeAtlas;

use crate::support::now;

/// Returns a builder with the fake's service account. Waits take no time.
fn builder(fake: &FakeAtlas) -> AtlasBuilder {
    Atlas::builder()
        .service_account(fake.client_id(), fake.client_secret())
        .project_id(fake.project_id())
        .base_url(fake.base_url())
        .sleep_with(|_| std::future::ready(()))
}

/// A clock that a test advances.
#[derive(Clone, Default)]
struct Clock(Arc<AtomicU64>);

impl Clock {
    fn advance(&self, seconds: u64) {
        self.0.fetch_add(seconds, Relaxed);
    }

    fn read(&self) -> impl Fn() -> SystemTime + Send + Sync + 'static {
        let passed = Arc::clone(&self.0);
        move || now() + Duration::from_secs(passed.load(Relaxed))
    }
}

/// Starts a fake with one user and this clock.
async fn fake(clock: &Clock) -> FakeAtlas {
    let fake = FakeAtlas::builder().clock(clock.read()).start().await.unwrap();
    fake.seed_database_users(1);
    fake
}

/// Returns a store in a file that does not exist yet, and its directory, which is removed when it is dropped.
fn file_store() -> (tempfile::TempDir, FileTokenStore) {
    let directory = tempfile::tempdir().unwrap();
    let store = FileTokenStore::new(directory.path().join("tokens.json"));
    (directory, store)
}

/// Fetches the only user.
async fn read(atlas: &Atlas) -> Result<(), atlas_api::Error> {
    atlas.database_users().get("user-1").await.map(drop)
}

/// Returns the requests in the fake's journal: the last segment of the path, and the status of the response.
fn recorded(fake: &FakeAtlas) -> Vec<(String, u16)> {
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    fake.requests().iter().map(|request| (last(request.path()), request.status().as_u16())).collect()
}

#[track_caller]
fn check_requests(fake: &FakeAtlas, expected: &[(&str, u16)]) {
    let recorded = recorded(fake);
    let recorded: Vec<_> = recorded.iter().map(|(name, status)| (name.as_str(), *status)).collect();
    assert_eq!(recorded, expected);
}

#[tokio::test]
async fn all_calls_carry_the_token_of_one_request() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).clock(clock.read()).build().unwrap();
    for _ in 0..3 {
        read(&atlas).await.unwrap();
    }
    check_requests(&fake, &[("token", 200), ("user-1", 200), ("user-1", 200), ("user-1", 200)]);

    let requests = fake.requests();
    let token_request = &requests[0];
    assert_eq!(token_request.body(), "grant_type=client_credentials");
    assert_eq!(token_request.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(token_request.header("accept"), Some("application/json"));
    assert!(token_request.header("authorization").unwrap().starts_with("Basic "));
    assert!(token_request.header("user-agent").unwrap().starts_with("atlas-api/"));
    let carried: Vec<_> = requests[1..].iter().map(|request| request.header("authorization").unwrap()).collect();
    assert!(carried.iter().all(|header| header.starts_with("Bearer ") && *header == carried[0]), "{carried:?}");
}

#[tokio::test]
async fn a_thousand_concurrent_calls_take_one_token() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).clock(clock.read()).build().unwrap();
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let atlas = atlas.clone();
            tokio::spawn(async move { read(&atlas).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!((fake.token_requests(), fake.request_count()), (1, 1001));
}

#[tokio::test]
async fn debug_shows_the_client_id_and_not_the_secret() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).build().unwrap();
    for shown in [format!("{:?}", builder(&fake)), format!("{atlas:?}")] {
        assert!(shown.contains(fake.client_id()), "{shown}");
        assert!(!shown.contains(fake.client_secret()), "{shown}");
    }
}
