//! The way of a request to the network, and of its answer back. One module for each step, and for each decision of the
//! retries one that is a plain function.

mod backoff;
mod fault;
mod http;
mod in_turn;
mod policy;
mod rate_limit;
mod retry;
mod retry_after;
mod timer;
mod tls;
mod trace;

pub(crate) use self::{
    fault::Fault,
    http::{Http, Limits},
    in_turn::InTurn,
    rate_limit::{LastRateLimit, NoteRateLimit},
    retry::{Attempted, Retry, chance},
    retry_after::retry_after,
    timer::Timer,
    trace::Traced,
};
pub use self::{policy::RetryPolicy, rate_limit::RateLimit};
