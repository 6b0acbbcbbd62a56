//! Revocation of the token.

use super::{Clock, builder, check_requests, fake, file_store, read};
use crate::support;

#[tokio::test]
async fn a_revoked_token_is_deleted_and_the_next_call_requests_another() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let atlas = builder(&fake).clock(clock.read()).build().unwrap();
    read(&atlas).await.unwrap();
    let token = fake.requests()[1].header("authorization").unwrap().strip_prefix("Bearer ").unwrap().to_owned();
    atlas.revoke_token().await.unwrap();
    let revoked = fake.requests().pop().unwrap();
    assert_eq!(revoked.body(), format!("token={token}").as_str());
    assert!(revoked.header("authorization").unwrap().starts_with("Basic "));

    read(&atlas).await.unwrap();
    let expected = [("token", 200), ("user-1", 200), ("revoke", 200), ("token", 200), ("user-1", 200)];
    check_requests(&fake, &expected);
}

#[tokio::test]
async fn revoking_sends_nothing_without_a_token() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    builder(&fake).build().unwrap().revoke_token().await.unwrap();
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_client_that_has_not_used_the_stored_token_revokes_it() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let (_directory, store) = file_store();
    let client = || builder(&fake).clock(clock.read()).token_store(store.clone()).build().unwrap();
    read(&client()).await.unwrap();
    client().revoke_token().await.unwrap();
    read(&client()).await.unwrap();
    let expected = [("token", 200), ("user-1", 200), ("revoke", 200), ("token", 200), ("user-1", 200)];
    check_requests(&fake, &expected);
}

#[tokio::test]
async fn a_client_with_an_api_key_has_no_token_to_revoke() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let error = support::client(&fake).revoke_token().await.unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(fake.request_count(), 0);
}
