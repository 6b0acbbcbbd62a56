//! Calls with the token of a service account, or with one that is given.

mod access_token;
mod endpoint;
mod refusals;
mod renewal;
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

/// A client of the fake's service account that waits without taking time.
fn builder(fake: &FakeAtlas) -> AtlasBuilder {
    Atlas::builder()
        .service_account(fake.client_id(), fake.client_secret())
        .project_id(fake.project_id())
        .base_url(fake.base_url())
        .sleep_with(|_| std::future::ready(()))
}

/// A clock that a test moves.
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

/// A fake with one user, by this clock.
async fn fake(clock: &Clock) -> FakeAtlas {
    let fake = FakeAtlas::builder().clock(clock.read()).start().await.unwrap();
    fake.seed_database_users(1);
    fake
}

/// A store in a file that is not there yet, and the directory that it will be in as long as that is kept.
fn file_store() -> (tempfile::TempDir, FileTokenStore) {
    let directory = tempfile::tempdir().unwrap();
    let store = FileTokenStore::new(directory.path().join("tokens.json"));
    (directory, store)
}

/// Makes a call that reads the only user.
async fn read(atlas: &Atlas) -> Result<(), atlas_api::Error> {
    atlas.database_users().get("user-1").send().await.map(drop)
}

/// The requests of the fake's journal: the last part of the path, and what it was answered.
fn seen(fake: &FakeAtlas) -> Vec<(String, u16)> {
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    fake.requests().iter().map(|request| (last(request.path()), request.status().as_u16())).collect()
}

#[track_caller]
fn check_seen(fake: &FakeAtlas, expected: &[(&str, u16)]) {
    let seen = seen(fake);
    let seen: Vec<_> = seen.iter().map(|(name, status)| (name.as_str(), *status)).collect();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_call_carries_a_token_that_was_drawn_once() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).clock(clock.read()).build().unwrap();
    for _ in 0..3 {
        read(&atlas).await.unwrap();
    }
    check_seen(&fake, &[("token", 200), ("user-1", 200), ("user-1", 200), ("user-1", 200)]);

    let requests = fake.requests();
    let asked = &requests[0];
    assert_eq!(asked.body(), "grant_type=client_credentials");
    assert_eq!(asked.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(asked.header("accept"), Some("application/json"));
    assert!(asked.header("authorization").unwrap().starts_with("Basic "));
    assert!(asked.header("user-agent").unwrap().starts_with("atlas-api/"));
    let carried: Vec<_> = requests[1..].iter().map(|request| request.header("authorization").unwrap()).collect();
    assert!(carried.iter().all(|header| header.starts_with("Bearer ") && *header == carried[0]), "{carried:?}");
}

#[tokio::test]
async fn a_thousand_calls_at_once_cost_one_token() {
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
async fn the_client_that_shows_itself_shows_the_id_and_no_secret() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).build().unwrap();
    for shown in [format!("{:?}", builder(&fake)), format!("{atlas:?}")] {
        assert!(shown.contains(fake.client_id()), "{shown}");
        assert!(!shown.contains(fake.client_secret()), "{shown}");
    }
}
