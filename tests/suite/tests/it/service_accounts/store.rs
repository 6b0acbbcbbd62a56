//! Tokens in a file that clients share.

use std::{fs, fs::File, time::Duration};

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

/// Locks the file that coordinates processes, like another process.
fn lock(store: &FileTokenStore) -> File {
    let mut path = store.path().to_owned().into_os_string();
    path.push(".lock");
    let file = File::options().create(true).truncate(false).write(true).open(path).unwrap();
    file.lock().unwrap();
    file
}

#[tokio::test]
async fn a_good_token_is_read_while_another_process_holds_the_lock() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let (_directory, store) = file_store();
    let client = || builder(&fake).clock(clock.read()).token_store(store.clone()).build().unwrap();
    read(&client()).await.unwrap();
    let _held = lock(&store);
    read(&client()).await.unwrap();
    check_requests(&fake, &[("token", 200), ("user-1", 200), ("user-1", 200)]);
}

#[tokio::test]
async fn the_wait_for_the_lock_ends_within_the_timeout() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let (_directory, store) = file_store();
    let _held = lock(&store);
    let client = builder(&fake).clock(clock.read()).token_store(store.clone()).timeout(Duration::from_millis(400));
    let client = client.build().unwrap();
    let problem = format!(
        "the token store failed: token store \"{}\": cannot be locked: another process holds the lock for more than 0.2 s",
        store.path().display()
    );
    let download = client.logs().download("host.example.com", atlas_api::logs::LogName::Mongodb);
    for error in [
        read(&client).await.unwrap_err(),
        // A download has no timeout of its own.
        download.await.unwrap_err(),
        client.revoke_token().await.unwrap_err(),
    ] {
        assert!(error.is_credential(), "{error:?}");
        assert!(error.to_string().ends_with(&problem), "{error}");
    }
    assert_eq!(fake.request_count(), 0);
}

#[cfg(unix)]
#[tokio::test]
async fn a_pipe_in_place_of_the_file_fails_the_call() {
    let clock = Clock::default();
    let fake = fake(&clock).await;
    let (_directory, store) = file_store();
    assert!(std::process::Command::new("mkfifo").arg(store.path()).status().unwrap().success());
    let error = read(&builder(&fake).token_store(store).build().unwrap()).await.unwrap_err();
    assert!(error.is_credential());
    assert!(error.to_string().ends_with("tokens.json\": cannot be read: not a regular file"), "{error}");
}
