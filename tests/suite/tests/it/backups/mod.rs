//! Backups: requests, responses, confirmations and invalid arguments.

mod download;
mod exports;
mod guards;
mod partial;
mod responses;
mod schedule;
mod validation;
mod wire;

use std::time::Duration;

use atlas_api::Error;
use atlas_fake::FakeAtlas;
use serde_json::Value;
use wiremock::{MockServer, ResponseTemplate};

use crate::support::{argument_and_rule, server_with};

const SNAPSHOT: &str = "5f1a2b3c4d5e6f7a8b9c0d01";
const RESTORE: &str = "5f1a2b3c4d5e6f7a8b9c0d02";
const OTHER_PROJECT: &str = "5f1a2b3c4d5e6f7a8b9c0dff";

/// Checks that a request was rejected before it was sent.
#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, Error>, message: &str) {
    let error = result.unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(argument_and_rule(&error), message);
}

fn last_body(fake: &FakeAtlas) -> Value {
    fake.requests().last().unwrap().json().unwrap()
}

/// Starts a server that returns these bodies in turn, and the last one from then on.
async fn server_with_bodies(bodies: &[Value]) -> MockServer {
    server_with(bodies.iter().map(|body| ResponseTemplate::new(200).set_body_json(body)).collect()).await
}

/// Starts a fake in which each step of a backup takes a minute, by its own clock.
async fn slow_fake() -> FakeAtlas {
    let minute = Duration::from_secs(60);
    FakeAtlas::builder().backup_time(minute).cluster_time(minute).start().await.unwrap()
}
