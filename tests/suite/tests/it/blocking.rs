//! Blocking calls: from threads without a runtime, and inside of a runtime.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Mutex, mpsc},
    thread,
    time::Duration,
};

use atlas_api::{
    Atlas, Confirm, Error, Method, RetryPolicy,
    database_users::{DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs},
    wait::WaitStatus,
};
use atlas_fake::{FakeAtlas, Fault};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::support::{PROJECT, client, now};

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Starts a fake, which runs on a thread of its own, with this number of users.
fn fake(users: usize) -> FakeAtlas {
    let fake = runtime().block_on(FakeAtlas::start()).unwrap();
    fake.seed_database_users(users);
    fake
}

fn users_path() -> String {
    format!("/api/atlas/v2/groups/{PROJECT}/databaseUsers")
}

#[test]
fn each_type_of_request_is_sent_from_a_plain_thread() {
    let fake = fake(3);
    let atlas = client(&fake);
    let users = atlas.database_users();

    let user = users.get("user-1").send_blocking().unwrap();
    assert_eq!((user.username.as_deref(), user.attempts()), (Some("user-1"), 1));
    assert!(users.get("user-1").exists().send_blocking().unwrap());
    assert!(!users.get("nobody").exists().send_blocking().unwrap());
    let created = users.create(Specs::new("reports", "a long password")).send_blocking().unwrap();
    assert_eq!(created.status().as_u16(), 201);
    let updated = users.update("reports", UpdateSpecs::new().description("monthly")).send_blocking().unwrap();
    assert_eq!(updated.description.as_deref(), Some("monthly"));
    let page = users.list().page_size(2).send_blocking().unwrap();
    assert_eq!((page.items().len(), page.total_count()), (2, Some(4)));
    users.delete("reports").confirm(Confirm::name("reports")).send_blocking().unwrap();

    let page = atlas.request(Method::GET, users_path()).send_blocking().unwrap();
    assert_eq!(page["totalCount"], 3);
    let page = atlas.request(Method::GET, users_path()).list().page_size(2).send_blocking().unwrap();
    assert_eq!(page.items().len(), 2);
    let call = atlas.call(|api| api.database_users().list_database_users().group_id(PROJECT));
    assert_eq!(call.send_blocking().unwrap().total_count, Some(3));
    assert_eq!(fake.requests().iter().filter(|request| request.status() == 401).count(), 1);
}

#[test]
fn the_lines_of_a_log_are_an_iterator() {
    let fake = fake(0);
    let region = json!({ "electableSpecs": { "instanceSize": "M10", "nodeCount": 3 }, "regionName": "US_EAST_1" });
    fake.insert("clusters", json!({ "name": "orders", "replicationSpecs": [{ "regionConfigs": [region] }] })).unwrap();
    let atlas = client(&fake);
    let host = atlas.processes().list().send_blocking().unwrap().items()[0].hostname.clone().unwrap();
    let download = atlas.logs().download(host, "mongodb").from(now()).until(now() + Duration::from_secs(600));

    let lines: Vec<_> = download.clone().lines_blocking().collect::<Result<_, _>>().unwrap();
    let mut stream = download.clone().lines();
    let first = runtime().block_on(stream.next()).unwrap().unwrap();
    assert!(lines.len() > 1, "{lines:?}");
    assert_eq!(lines[0], first);
    let primaries = atlas.processes().list_primaries().send_blocking().unwrap();
    assert_eq!((primaries.len(), primaries[0].port), (1, Some(27017)));
    let error = atlas.logs().download("", "mongodb").lines_blocking().next().unwrap().unwrap_err();
    assert!(error.is_invalid_argument(), "{error}");
}

#[test]
fn an_error_is_the_one_of_the_request() {
    let fake = fake(0);
    let users = client(&fake).database_users();
    let error = users.get("nobody").send_blocking().unwrap_err();
    assert!(error.is_not_found());
    assert_eq!((error.operation(), error.code()), (Some("getGroupDatabaseUser"), Some("USER_NOT_FOUND")));

    fake.clear_journal();
    assert!(users.get("").send_blocking().unwrap_err().is_invalid_argument());
    let unconfirmed = users.delete("a").confirm(Confirm::name("b")).send_blocking().unwrap_err();
    assert!(unconfirmed.is_confirmation_required());
    assert_eq!(fake.request_count(), 0);
}

#[test]
fn a_request_is_retried() {
    let fake = fake(1);
    fake.fault(Fault::rate_limited().retry_after(0).on("getGroupDatabaseUser").times(2));
    // The default timer needs a runtime, which is the client's own.
    assert_eq!(client(&fake).database_users().get("user-1").send_blocking().unwrap().attempts(), 3);
}

#[test]
fn an_iterator_fetches_a_page_when_the_previous_one_is_used_up() {
    let fake = fake(0);
    let seeded = fake.seed_database_users(5);
    let list = client(&fake).database_users().list().page_size(2);
    let mut requests = Vec::new();
    let mut names = Vec::new();
    for user in list.clone().iter_blocking() {
        names.push(user.unwrap().username.unwrap());
        requests.push(fake.request_count() - 1);
    }
    assert_eq!(names, seeded);
    assert_eq!(requests, [1, 1, 2, 2, 3]);

    let rest: Result<Vec<_>, Error> = list.page(2).prefetch(8).iter_blocking().collect();
    let rest: Vec<_> = rest.unwrap().into_iter().map(|user| user.username.unwrap()).collect();
    assert_eq!(rest, seeded[2..]);
}

#[test]
fn the_first_error_ends_an_iterator_and_names_the_page() {
    let fake = fake(5);
    let list = client(&fake).database_users().list().page_size(2);
    let mut users = list.clone().iter_blocking();
    assert_eq!(users.next().unwrap().unwrap().username.as_deref(), Some("user-1"));
    fake.fault(Fault::status(400).on("listGroupDatabaseUsers").times(1));
    assert_eq!(users.next().unwrap().unwrap().username.as_deref(), Some("user-2"));
    let error = users.next().unwrap().unwrap_err();
    assert!(error.is_bad_request());
    assert_eq!(error.page(), Some(2));
    assert!(users.next().is_none());

    let rest: Result<Vec<_>, Error> = list.page(2).iter_blocking().collect();
    assert_eq!(rest.unwrap().len(), 3);
}

#[test]
fn a_wait_blocks_until_its_condition_holds() {
    let fake = fake(1);
    let atlas = client(&fake);
    let users = atlas.database_users();
    let wait = users.get("user-1").wait_until(|user: Option<&Value>| match user {
        Some(_) => WaitStatus::succeeded("present"),
        None => WaitStatus::failed("absent"),
    });
    assert_eq!(wait.wait_blocking().unwrap().unwrap().username.as_deref(), Some("user-1"));

    let wait = users.get("user-1").wait_until_deleted().time_limit(Duration::from_secs(60));
    let error = wait.wait_blocking().unwrap_err();
    assert!(error.is_wait_timeout());
    assert_eq!(error.state(), Some("present"));

    users.delete("user-1").confirm(Confirm::yes()).send_blocking().unwrap();
    users.get("user-1").wait_until_deleted().wait_blocking().unwrap();
}

#[test]
fn a_call_inside_of_a_runtime_is_an_error() {
    let fake = fake(1);
    let atlas = client(&fake);
    let users = atlas.database_users();
    let errors = runtime().block_on(async {
        [
            users.get("user-1").send_blocking().unwrap_err(),
            users.get("user-1").exists().send_blocking().unwrap_err(),
            users.list().send_blocking().unwrap_err(),
            users.list().iter_blocking().next().unwrap().unwrap_err(),
            users.delete("user-1").confirm(Confirm::yes()).send_blocking().unwrap_err(),
            users.get("user-1").wait_until_deleted().wait_blocking().unwrap_err(),
            atlas.request(Method::GET, users_path()).send_blocking().unwrap_err(),
        ]
    });
    for error in errors {
        assert!(error.is_invalid_argument());
        let message = "blocking call: called from inside of an async runtime, which would block it; await the request instead, \
                       or call it in `tokio::task::spawn_blocking`";
        assert_eq!(error.to_string(), message);
    }
    assert_eq!(fake.request_count(), 0);
}

#[test]
fn a_call_in_spawn_blocking_is_sent() {
    let fake = fake(1);
    let user = client(&fake).database_users().get("user-1");
    let call = runtime().block_on(async { tokio::task::spawn_blocking(|| user.send_blocking()).await });
    assert_eq!(call.unwrap().unwrap().username.as_deref(), Some("user-1"));
}

#[test]
fn a_panic_of_a_condition_is_a_panic_of_the_caller() {
    let fake = fake(1);
    let user = || client(&fake).database_users().get("user-1");
    let panicking = || user().wait_until(|_: Option<&Value>| -> WaitStatus { panic!("the condition panics") });
    let message = |call: thread::Result<()>| call.unwrap_err().downcast_ref::<&str>().map(ToString::to_string);
    let wait = AssertUnwindSafe(panicking());
    let waited = catch_unwind(move || drop({ wait }.0.wait_blocking()));
    assert_eq!(message(waited).as_deref(), Some("the condition panics"));

    let mut observations = panicking().iter_blocking();
    let observed = catch_unwind(AssertUnwindSafe(|| drop(observations.next())));
    assert_eq!(message(observed).as_deref(), Some("the condition panics"));
    assert!(observations.next().is_none());
    assert_eq!(user().send_blocking().unwrap().username.as_deref(), Some("user-1"));
}

#[test]
fn a_condition_that_blocks_does_not_block_calls_of_other_threads() {
    let fake = fake(2);
    let users = client(&fake).database_users();
    let (entered, condition_entered) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let released = Mutex::new(released);
    let wait = users.get("user-1").wait_until(move |_: Option<&Value>| {
        entered.send(()).unwrap();
        released.lock().unwrap().recv().unwrap();
        WaitStatus::succeeded("released")
    });
    let waiting = thread::spawn(|| wait.wait_blocking().map(drop));
    condition_entered.recv().unwrap();
    let get = users.get("user-2").timeout(Duration::from_secs(10)).retry(RetryPolicy::none());
    assert_eq!(get.send_blocking().unwrap().username.as_deref(), Some("user-2"));
    release.send(()).unwrap();
    waiting.join().unwrap().unwrap();
}

#[test]
fn several_threads_share_a_client() {
    let fake = fake(1);
    let atlas = client(&fake);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                let users = atlas.database_users();
                scope.spawn(move || {
                    (0..10).map(|_| users.get("user-1").send_blocking().unwrap().attempts()).sum::<u32>()
                })
            })
            .collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), 10);
        }
    });
    // All threads share the challenge.
    assert_eq!(fake.request_count(), 81);
}

#[test]
fn several_threads_share_the_first_call() {
    let fake = fake(1);
    for _ in 0..10 {
        let atlas = client(&fake);
        thread::scope(|scope| {
            for _ in 0..4 {
                let atlas = atlas.clone();
                scope.spawn(move || {
                    let user = atlas.database_users().get("user-1").send_blocking().unwrap();
                    assert_eq!(user.username.as_deref(), Some("user-1"));
                });
            }
        });
    }
}

#[test]
fn a_client_is_used_from_threads_and_from_async_code() {
    let fake = fake(1);
    let atlas = client(&fake);
    let read = async |atlas: &Atlas| atlas.database_users().get("user-1").await.unwrap().username.clone();
    let read_blocking = |atlas: &Atlas| atlas.database_users().get("user-1").send_blocking().unwrap().username.clone();
    for _ in 0..2 {
        // The connections of the first runtime end with it.
        assert_eq!(runtime().block_on(read(&atlas)).as_deref(), Some("user-1"));
        assert_eq!(read_blocking(&atlas).as_deref(), Some("user-1"));
    }
}

#[test]
fn a_client_can_be_dropped_inside_of_a_runtime() {
    let fake = fake(1);
    let atlas = client(&fake);
    let user = atlas.database_users().get("user-1").send_blocking().unwrap();
    let iterator = atlas.database_users().list().iter_blocking();
    runtime().block_on(async move {
        drop(iterator);
        drop(atlas);
    });
    assert_eq!(user.username.as_deref(), Some("user-1"));
}

#[test]
fn a_request_keeps_its_client_alive() {
    let fake = fake(1);
    let request = client(&fake).database_users().get("user-1");
    assert_eq!(request.send_blocking().unwrap().username.as_deref(), Some("user-1"));
}
