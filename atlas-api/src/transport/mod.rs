//! The way of a request to the network, and of its answer back. One module for each step, and for each decision of the
//! retries one that is a plain function.

mod backoff;
mod fault;
mod http;
mod policy;
mod retry;
mod retry_after;
mod timer;
mod tls;

pub use self::policy::RetryPolicy;
pub(crate) use self::{
    http::{Http, Limits},
    retry::{Attempted, Retry},
    timer::Timer,
};
