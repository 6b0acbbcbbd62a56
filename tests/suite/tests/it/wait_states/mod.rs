//! The waits of all families, on the clock of a fake: through success, failure and absence.
//!
//! Each family has a table with its waits. The states of a resource are set responses. `changes` has waits for changes
//! that the fake makes itself.

mod backups;
mod changes;
mod clusters;
mod conditions;
mod networks;
mod search;
mod security;
mod stale;

use std::{
    pin::Pin,
    time::{Duration, SystemTime},
};

use atlas_api::{Atlas, Error, wait::Wait};
use atlas_fake::{FakeAtlas, SetResponse};
use serde_json::{Value, json};

use crate::support::client;

/// The id of a resource that the fake does not have.
const ID: &str = "5f1a2b3c4d5e6f7a8b9c0d99";

/// The time between two polls.
const INTERVAL: u64 = 30;

type Outcome = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

/// A wait, and the states of its resource.
struct Case {
    /// The method.
    name: &'static str,
    /// The operation that is polled.
    operation: &'static str,
    /// Returns the body of a resource in a state.
    body: fn(&str) -> Value,
    pending: &'static str,
    succeeded: &'static [&'static str],
    failed: &'static [&'static str],
    absent: Absent,
    wait: fn(&Atlas) -> Outcome,
}

/// The outcome of a wait for a resource that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Absent {
    Succeeds,
    /// The wait fails with the `404` of Atlas.
    NotFound,
    /// The wait fails with the state `absent`, because the response is empty.
    FailedState,
}

fn outcome<T: Send + 'static, O: 'static>(wait: Wait<T, O>) -> Outcome {
    Box::pin(async move { wait.await.map(drop) })
}

fn state(state: &str) -> Value {
    json!({ "state": state })
}

fn state_name(state: &str) -> Value {
    json!({ "stateName": state })
}

fn status(status: &str) -> Value {
    json!({ "status": status })
}

/// Starts a fake with the parents of the resources, and without the resources.
async fn start() -> FakeAtlas {
    let fake = FakeAtlas::start().await.unwrap();
    for (path, name) in [("clusters", "orders"), ("flexClusters", "small"), ("streams", "factory")] {
        fake.insert(path, json!({ "name": name })).unwrap();
    }
    fake
}

impl Case {
    /// Waits for a resource that is pending at two polls and then in a state, or absent.
    async fn run(&self, end: Option<&str>) -> Result<(), Error> {
        let fake = start().await;
        fake.respond(self.operation, SetResponse::json(200, &(self.body)(self.pending)).times(2));
        if let Some(end) = end {
            fake.respond(self.operation, SetResponse::json(200, &(self.body)(end)));
        }
        let begun = fake.now();
        let result = (self.wait)(&client(&fake)).await;
        let polls = fake.requests().iter().filter(|request| request.status() != 401).count();
        let case = format!("{}, {end:?}: {result:?}", self.name);
        assert_eq!(polls, 3, "{case}");
        check_elapsed(&fake, begun, 2 * INTERVAL, &case);
        result
    }

    async fn check(&self) {
        for state in self.succeeded {
            let result = self.run(Some(state)).await.map_err(|error| error.to_string());
            assert_eq!(result, Ok(()), "{}, {state}", self.name);
        }
        for state in self.failed {
            let error = self.run(Some(state)).await.unwrap_err();
            assert_eq!((error.is_failed_state(), error.state()), (true, Some(*state)), "{}: {error}", self.name);
        }
        self.check_absent(self.run(None).await);
        // The resource is absent from the beginning.
        self.check_absent((self.wait)(&client(&start().await)).await);
    }

    #[track_caller]
    fn check_absent(&self, result: Result<(), Error>) {
        let outcome = match &result {
            Ok(()) => Absent::Succeeds,
            Err(error) if error.is_absent() => Absent::NotFound,
            Err(error) if error.is_failed_state() && error.state() == Some("absent") => Absent::FailedState,
            Err(error) => panic!("{}: {error:?}", self.name),
        };
        assert_eq!(outcome, self.absent, "{}: {result:?}", self.name);
    }
}

/// Checks the time since `begun` on the clock of the fake, in seconds.
#[track_caller]
fn check_elapsed(fake: &FakeAtlas, begun: SystemTime, seconds: u64, case: &str) {
    let elapsed = fake.now().duration_since(begun).unwrap();
    let least = Duration::from_secs(seconds);
    assert!((least..least + Duration::from_secs(INTERVAL)).contains(&elapsed), "{case}: {elapsed:?}");
}

async fn check(cases: &[Case]) {
    for case in cases {
        case.check().await;
    }
}
