//! A `401` to a call, which replaces the token once.

use atlas_fake::Fault;

use super::{Clock, builder, check_seen, fake, read};

#[tokio::test]
async fn a_token_that_is_refused_before_its_time_is_replaced_and_the_call_sent_once_more() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).clock(clock.read()).build().unwrap();
    read(&atlas).await.unwrap();
    fake.expire_tokens();
    atlas.database_users().delete("user-1").confirm(atlas_api::Confirm::yes()).send().await.unwrap();
    let expected = [("token", 200), ("user-1", 200), ("user-1", 401), ("token", 200), ("user-1", 204)];
    check_seen(&fake, &expected);
}

#[tokio::test]
async fn however_many_calls_have_carried_a_refused_token_it_is_replaced_once() {
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
async fn a_401_that_another_token_does_not_mend_stands_and_draws_no_more_of_them() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).clock(clock.read()).build().unwrap();
    fake.fault(Fault::empty(401).on("getGroupDatabaseUser"));
    for _ in 0..3 {
        let error = read(&atlas).await.unwrap_err();
        assert!(error.is_unauthorized() && !error.is_credential(), "{error:?}");
    }
    let expected = [("token", 200), ("user-1", 401), ("token", 200), ("user-1", 401), ("user-1", 401), ("user-1", 401)];
    check_seen(&fake, &expected);
}
