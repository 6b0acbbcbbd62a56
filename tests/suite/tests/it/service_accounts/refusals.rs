//! A `401` response to a call, which replaces the token once.

use atlas_fake::Fault;

use super::{Clock, builder, check_requests, fake, read};

#[tokio::test]
async fn a_token_that_is_rejected_early_is_replaced_and_the_call_is_repeated() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).clock(clock.read()).build().unwrap();
    read(&atlas).await.unwrap();
    fake.expire_tokens();
    atlas.database_users().delete("user-1").confirm(atlas_api::Confirm::yes()).await.unwrap();
    let expected = [("token", 200), ("user-1", 200), ("user-1", 401), ("token", 200), ("user-1", 204)];
    check_requests(&fake, &expected);
}

#[tokio::test]
async fn a_token_that_is_rejected_for_many_calls_is_replaced_once() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).clock(clock.read()).build().unwrap();
    read(&atlas).await.unwrap();
    fake.expire_tokens();
    let calls: Vec<_> = (0..200)
        .map(|_| {
            let atlas = atlas.clone();
            tokio::spawn(async move { read(&atlas).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(fake.token_requests(), 2);
}

#[tokio::test]
async fn a_401_with_a_new_token_is_returned_and_requests_no_more_tokens() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).clock(clock.read()).build().unwrap();
    fake.fault(Fault::empty(401).on("getGroupDatabaseUser"));
    for _ in 0..3 {
        let error = read(&atlas).await.unwrap_err();
        assert!(error.is_unauthorized() && !error.is_credential(), "{error:?}");
    }
    let expected = [("token", 200), ("user-1", 401), ("token", 200), ("user-1", 401), ("user-1", 401), ("user-1", 401)];
    check_requests(&fake, &expected);
}
