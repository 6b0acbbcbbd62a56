//! Waiting: polling until a condition holds.
//!
//! Every `GET` request can be waited for: [`Request::wait_until`](crate::Request::wait_until) polls it until a
//! [`Condition`] holds, [`Request::wait_until_deleted`](crate::Request::wait_until_deleted) until the resource is gone.
//! The result is an option, because a condition can accept that the resource does not exist anymore.
//! [`Wait::must_exist`] returns the resource itself.

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
