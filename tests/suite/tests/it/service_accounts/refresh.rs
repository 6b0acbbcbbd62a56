//! The token is refreshed before it expires, and calls do not wait for it.

use std::sync::Arc;

use atlas_fake::Fault;
use tokio::sync::Notify;

use super::{Clock, builder, check_requests, fake, read};

/// Runs other tasks until the condition holds, without measuring time.
async fn until(condition: impl Fn() -> bool) {
    while !condition() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_token_is_refreshed_early_and_once_while_calls_continue_to_use_it() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).clock(clock.read()).build().unwrap();
    read(&atlas).await.unwrap();
    clock.advance(3299);
    read(&atlas).await.unwrap();
    assert_eq!(fake.token_requests(), 1);

    clock.advance(1);
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let atlas = atlas.clone();
            tokio::spawn(async move { read(&atlas).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    until(|| fake.token_requests() == 2).await;
    // The old token has expired, and no call has to wait for the new one.
    clock.advance(300);
    read(&atlas).await.unwrap();
    assert_eq!(fake.token_requests(), 2);
    assert!(fake.requests().iter().all(|request| request.status() == 200));
}

#[tokio::test]
async fn a_failed_refresh_does_not_affect_calls_while_the_token_is_valid() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).clock(clock.read()).build().unwrap();
    read(&atlas).await.unwrap();
    fake.fault(Fault::status(500).on("oauthToken"));
    clock.advance(3300);
    read(&atlas).await.unwrap();
    until(|| fake.token_requests() == 6).await;
    for _ in 0..5 {
        read(&atlas).await.unwrap();
    }
    assert_eq!(fake.token_requests(), 6, "the failure is not repeated at each call");

    clock.advance(300);
    let error = read(&atlas).await.unwrap_err();
    assert!(error.is_credential() && error.is_server_error(), "{error:?}");
    fake.clear_faults();
    read(&atlas).await.unwrap();
}

#[tokio::test]
async fn an_expired_token_is_not_sent() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).clock(clock.read()).build().unwrap();
    read(&atlas).await.unwrap();
    clock.advance(7200);
    read(&atlas).await.unwrap();
    check_requests(&fake, &[("token", 200), ("user-1", 200), ("token", 200), ("user-1", 200)]);
}

#[tokio::test]
async fn the_call_that_started_a_refresh_can_be_canceled_and_the_others_get_the_token() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    fake.fault(Fault::status(503).on("oauthToken").times(1));
    let (waiting, resume) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (waits, resumed) = (Arc::clone(&waiting), Arc::clone(&resume));
    let sleep = move |_| {
        let (waits, resumed) = (Arc::clone(&waits), Arc::clone(&resumed));
        async move {
            waits.notify_one();
            resumed.notified().await;
        }
    };
    let atlas = builder(&fake).clock(clock.read()).sleep_with(sleep).build().unwrap();
    let spawn = || {
        let atlas = atlas.clone();
        tokio::spawn(async move { read(&atlas).await })
    };
    let first = spawn();
    waiting.notified().await;
    let second = spawn();
    tokio::task::yield_now().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    resume.notify_one();
    second.await.unwrap().unwrap();
    check_requests(&fake, &[("token", 503), ("token", 200), ("user-1", 200)]);
}

#[test]
fn a_runtime_that_ends_during_a_refresh_does_not_affect_later_calls() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let clock = Clock::default();
    let fake = runtime().block_on(fake(&clock));
    fake.fault(Fault::status(503).on("oauthToken").times(1));
    let waiting = Arc::new(Notify::new());
    let waits = Arc::clone(&waiting);
    let sleep = move |_| {
        waits.notify_one();
        std::future::pending()
    };
    let atlas = builder(&fake).clock(clock.read()).sleep_with(sleep).build().unwrap();
    let first = runtime();
    let begun = first.spawn({
        let atlas = atlas.clone();
        async move { read(&atlas).await }
    });
    first.block_on(waiting.notified());
    drop(first);
    drop(begun);
    runtime().block_on(read(&atlas)).unwrap();
    check_requests(&fake, &[("token", 503), ("token", 200), ("user-1", 200)]);
}
