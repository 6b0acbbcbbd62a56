//! The kinds of faults.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::response::Response;

/// The kind of a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// An error with Atlas's body. Without `code`, it has the default error code of the status.
    Status { status: StatusCode, code: Option<String> },
    /// The response is delayed.
    Latency(Duration),
    /// The connection is reset before the request is handled.
    ResetBefore,
    /// The connection is reset after the request was handled.
    ResetAfter,
    /// The response body is truncated.
    CutBody,
    /// The HTML page of a proxy.
    HtmlPage(StatusCode),
    /// An error without a body.
    Empty(StatusCode),
    /// All nonces expire before the request is handled.
    StaleNonce,
    /// `429`, with the seconds of `Retry-After` if given.
    RateLimited { retry_after: Option<u64> },
    /// A response that a test set.
    Response(Arc<Response>),
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status { status, code: None } => write!(f, "status={}", status.as_u16()),
            Self::Status { status, code: Some(code) } => write!(f, "status={},code={code}", status.as_u16()),
            Self::Latency(latency) => write!(f, "latency={latency:?}"),
            Self::ResetBefore => f.write_str("reset=before"),
            Self::ResetAfter => f.write_str("reset=after"),
            Self::CutBody => f.write_str("cut"),
            Self::HtmlPage(status) => write!(f, "html={}", status.as_u16()),
            Self::Empty(status) => write!(f, "empty={}", status.as_u16()),
            Self::StaleNonce => f.write_str("stale-nonce"),
            Self::RateLimited { retry_after: None } => f.write_str("rate-limit"),
            Self::Response(response) => write!(f, "response={}", response.status.as_u16()),
            Self::RateLimited { retry_after: Some(seconds) } => write!(f, "rate-limit={seconds}"),
        }
    }
}
