//! The transports between the low-level client and the network, and the decisions about retries as plain functions.

mod backoff;
mod body_limit;
mod connect_failure;
mod deadline;
mod default_timeout;
mod http;
mod not_sent;
mod places;
mod policy;
mod rate_limit;
mod require_confirmation;
mod reserved_headers;
mod response_body;
mod retry;
mod retry_after;
mod retry_budget;
mod retry_class;
mod runtime_clients;
mod sent_secrets;
mod serialize_writes;
mod timer;
mod tls;
mod trace;

#[cfg(feature = "logs")]
pub(crate) use self::backoff::restart_wait;
#[cfg(feature = "redis")]
pub(crate) use self::tls::ensure_provider;
pub(crate) use self::{
    body_limit::DEFAULT_MAX_RESPONSE,
    connect_failure::ConnectFailure,
    deadline::Deadline,
    default_timeout::DefaultTimeout,
    http::{Http, Timeouts},
    not_sent::{Awaited, NotSent, TimeoutBeforeSending},
    places::{DEFAULT_MAX_IN_FLIGHT, Interrupted, Places},
    rate_limit::{RateLimitTracker, TrackRateLimit},
    require_confirmation::{Rejected, RequireConfirmation, effect},
    reserved_headers::{RejectReservedHeaders, ReservedHeader},
    response_body::InvalidCompression,
    retry::{AttemptsExhausted, Retry, jitter},
    retry_after::retry_after,
    retry_budget::RetryBudget,
    retry_class::RetryClass,
    serialize_writes::SerializeWrites,
    timer::Timer,
    trace::{Redacted, Tracing},
};
pub use self::{policy::RetryPolicy, rate_limit::RateLimit};
