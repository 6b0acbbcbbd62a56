//! The transports between the low-level client and the network, and the decisions about retries as plain functions.

mod backoff;
mod http;
mod policy;
mod rate_limit;
mod require_confirmation;
mod retry;
mod retry_after;
mod retry_budget;
mod retry_class;
mod serialize_writes;
mod timer;
mod tls;
mod trace;

pub(crate) use self::{
    http::{Http, Timeouts},
    rate_limit::{RateLimitTracker, TrackRateLimit},
    require_confirmation::{Rejected, RequireConfirmation},
    retry::{AttemptsExhausted, Retry, jitter},
    retry_after::retry_after,
    retry_budget::RetryBudget,
    retry_class::RetryClass,
    serialize_writes::SerializeWrites,
    timer::Timer,
    trace::{Redacted, Tracing},
};
pub use self::{policy::RetryPolicy, rate_limit::RateLimit};
