//! Waiting: polling until a condition holds.
//!
//! Every `GET` request can be waited for: [`Request::wait_until`](crate::Request::wait_until) polls it until a
//! [`Condition`] holds, [`Request::wait_until_deleted`](crate::Request::wait_until_deleted) until the resource is gone.
//! The result is an option, because a condition can accept that the resource does not exist anymore.
//! [`Wait::must_exist`] returns the resource itself.
//!
//! # Several waits at the same time
//! A [`Wait`] is awaited, but not a future itself. A function that takes futures, such as `tokio::join!`, gets the future from
//! `into_future`, or an `async` block that awaits the wait.
//!
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! use std::time::Duration;
//!
//! use futures_util::future::try_join_all;
//!
//! let clusters = atlas.clusters();
//! let wait = |name| clusters.wait_until_idle(name).interval(Duration::from_millis(10));
//! let (orders, old) = tokio::join!(wait("orders").into_future(), wait("old").into_future());
//! println!("{:?}, {:?}", orders?.connection_string(), old?.connection_string());
//!
//! // Any number of clusters. The first error ends all waits.
//! let idle = try_join_all(["orders", "old"].map(|name| wait(name).into_future())).await?;
//! assert_eq!(idle.len(), 2);
//! # });
//! ```

mod condition;
mod progress;
pub mod states;
mod status_stream;
mod wait_for;

pub use self::{
    condition::{Condition, Phase, WaitStatus},
    status_stream::{Observation, StatusStream},
    wait_for::Wait,
};
