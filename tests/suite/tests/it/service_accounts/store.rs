//! Tokens in a file that clients share.

use std::fs;

use atlas_api::FileTokenStore;

use super::{Clock, builder, check_requests, fake, file_store, read};

#[tokio::test]
async fn concurrent_clients_with_one_file_request_one_token() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("tokens.json");
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let atlas = builder(&fake).clock(clock.read()).token_store(FileTokenStore::new(&path)).build().unwrap();
            tokio::spawn(async move { read(&atlas).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!((fake.token_requests(), fake.request_count()), (1, 9));
}

#[tokio::test]
async fn a_stored_token_that_is_rejected_is_replaced_in_the_file() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let (_directory, store) = file_store();
    let client = || builder(&fake).clock(clock.read()).token_store(store.clone()).build().unwrap();
    let (first, second) = (client(), client());
    read(&first).await.unwrap();
    fake.expire_tokens();
    read(&second).await.unwrap();
    read(&first).await.unwrap();
    let expected = [
        ("token", 200),
        ("user-1", 200),
        // The second client uses the token in the file, and replaces it.
        ("user-1", 401),
        ("token", 200),
        ("user-1", 200),
        // The first client finds the replacement there.
        ("user-1", 401),
        ("user-1", 200),
    ];
    check_requests(&fake, &expected);
}

#[tokio::test]
async fn a_stored_token_that_is_about_to_expire_is_not_used() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let (_directory, store) = file_store();
    let client = || builder(&fake).clock(clock.read()).token_store(store.clone()).build().unwrap();
    read(&client()).await.unwrap();
    clock.advance(3299);
    read(&client()).await.unwrap();
    assert_eq!(fake.token_requests(), 1);
    clock.advance(1);
    read(&client()).await.unwrap();
    assert_eq!(fake.token_requests(), 2);
}

#[tokio::test]
async fn a_file_that_is_not_a_token_store_fails_the_call_and_is_not_changed() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let (_directory, store) = file_store();
    let atlas = builder(&fake).clock(clock.read()).token_store(store.clone()).build().unwrap();
    read(&atlas).await.unwrap();
    fs::write(store.path(), "hunter22").unwrap();

    let error = read(&builder(&fake).token_store(store.clone()).build().unwrap()).await.unwrap_err();
    assert!(error.is_credential() && error.status().is_none());
    assert!(error.to_string().contains("tokens.json\": not a token store of this crate"), "{error}");
    assert_eq!(fs::read_to_string(store.path()).unwrap(), "hunter22");
    assert_eq!(fake.token_requests(), 1);
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_private_and_a_readable_one_fails_the_call() {
    use std::os::unix::fs::PermissionsExt;

    let clock = Clock::default();
    let fake = fake(&clock).await;
    let (_directory, store) = file_store();
    let client = || builder(&fake).clock(clock.read()).token_store(store.clone()).build().unwrap();
    read(&client()).await.unwrap();
    assert_eq!(fs::metadata(store.path()).unwrap().permissions().mode() & 0o777, 0o600);

    fs::set_permissions(store.path(), fs::Permissions::from_mode(0o604)).unwrap();
    let error = read(&client()).await.unwrap_err();
    assert!(error.is_credential());
    assert!(error.to_string().contains("readable or writable by other users (mode 604)"), "{error}");
}
