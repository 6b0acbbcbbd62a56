//! Waiting until a resource is as it is wanted.

mod condition;
mod progress;
pub mod states;
mod wait_for;
mod watch;

pub use self::{
    condition::{Condition, Judgement, Verdict},
    wait_for::Wait,
    watch::{Observed, Watch},
};
