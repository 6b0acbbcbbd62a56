//! A client that several runtimes use: each runtime drives its own connections.

use std::{future::IntoFuture, time::Duration};

use atlas_api::{Atlas, Error, RetryPolicy, database_users::DatabaseUsersPermissionsSpecs as Specs};
use atlas_fake::FakeAtlas;
use tokio::runtime::{Builder, Runtime};

use crate::support::{client, statuses};

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Starts a fake, which runs on a thread of its own.
fn fake() -> FakeAtlas {
    let fake = runtime().block_on(FakeAtlas::start()).unwrap();
    fake.seed_database_users(1);
    fake
}

/// Reads the only user, in one attempt.
async fn read(atlas: &Atlas) -> Result<u32, Error> {
    let request = atlas.database_users().get("user-1").timeout(Duration::from_secs(10)).retry(RetryPolicy::none());
    request.await.map(|response| response.attempts())
}

#[test]
fn a_runtime_that_is_not_running_does_not_delay_other_runtimes() {
    let fake = fake();
    let atlas = client(&fake);
    let runtimes = [runtime(), runtime(), runtime()];
    for _ in 0..2 {
        for runtime in &runtimes {
            assert_eq!(runtime.block_on(read(&atlas)).unwrap(), 1);
        }
    }
    // All runtimes share the challenge, and each call is one request.
    assert_eq!(statuses(&fake), [401, 200, 200, 200, 200, 200, 200]);
}

#[test]
fn a_runtime_that_is_not_running_does_not_delay_blocking_calls() {
    let fake = fake();
    let atlas = client(&fake);
    let runtime = runtime();
    runtime.block_on(read(&atlas)).unwrap();
    let users = atlas.database_users();
    let get = users.get("user-1").timeout(Duration::from_secs(10)).retry(RetryPolicy::none());
    assert_eq!(get.send_blocking().unwrap().attempts(), 1);
    let create = users.create(Specs::new("reports", "a long password")).timeout(Duration::from_secs(10));
    assert_eq!(create.send_blocking().unwrap().status().as_u16(), 201);
    assert_eq!(runtime.block_on(read(&atlas)).unwrap(), 1);
    assert_eq!(statuses(&fake), [401, 200, 200, 201, 200]);
}

#[test]
fn a_write_succeeds_after_the_runtime_of_earlier_calls_was_shut_down() {
    let fake = fake();
    let atlas = client(&fake);
    for number in 0..20 {
        let create = atlas.database_users().create(Specs::new(format!("reports-{number}"), "a long password"));
        assert_eq!(runtime().block_on(create.into_future()).unwrap().attempts(), 1);
    }
}
