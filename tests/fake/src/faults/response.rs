//! Responses of faults, sent instead of the service's response.

use http::StatusCode;
use http::header::RETRY_AFTER;
use serde_json::json;

use super::kind::FaultKind;
use crate::error::codes;
use crate::limits::{self, RateLimit};
use crate::response::Response;

impl FaultKind {
    /// Returns the response of this fault, or `None` if the service handles the request.
    pub(crate) fn response(&self) -> Option<Response> {
        match self {
            Self::Status { status, code } => Some(error(*status, code.as_deref())),
            Self::HtmlPage(status) => Some(page(*status)),
            Self::Empty(status) => Some(Response { status: *status, ..Response::default() }),
            Self::RateLimited { retry_after } => {
                let retry_after = retry_after.map(|seconds| (RETRY_AFTER, seconds.to_string()));
                // The service sends all of these headers, or none.
                let limit = retry_after.is_some().then(|| limits::headers(RateLimit::default(), 0));
                Some(Response {
                    headers: limit.into_iter().flatten().chain(retry_after).collect(),
                    ..error(StatusCode::TOO_MANY_REQUESTS, None)
                })
            }
            Self::Response(response) => Some((**response).clone()),
            Self::Latency(_) | Self::ResetBefore | Self::ResetAfter | Self::CutBody | Self::StaleNonce => None,
        }
    }
}

/// Returns an error with Atlas's body.
fn error(status: StatusCode, code: Option<&str>) -> Response {
    let spec = match status {
        StatusCode::TOO_MANY_REQUESTS => codes::RATE_LIMITED,
        _ => codes::UNEXPECTED_ERROR.worded("This error was injected."),
    };
    let body = json!({
        "detail": spec.text(),
        "error": status.as_u16(),
        "errorCode": code.unwrap_or(spec.code()),
        "parameters": [],
        "reason": status.canonical_reason().unwrap_or_default(),
    });
    Response {
        status,
        content_type: "application/json".to_owned(),
        headers: Vec::new(),
        body: body.to_string().into_bytes(),
        repeated: None,
    }
}

/// Returns the HTML page of a proxy.
fn page(status: StatusCode) -> Response {
    let title = format!("{} {}", status.as_u16(), status.canonical_reason().unwrap_or_default());
    let body = format!("<html>\n<head><title>{title}</title></head>\n<body><h1>{title}</h1></body>\n</html>\n");
    Response {
        status,
        content_type: "text/html; charset=utf-8".to_owned(),
        body: body.into_bytes(),
        ..Response::default()
    }
}
