//! OAuth error responses.

use http::header::{ALLOW, CACHE_CONTROL, PRAGMA, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderName, StatusCode};
use serde_json::{Value, json};

use crate::error::codes;
use crate::response::Response;

/// Headers that forbid caches to store a response of these endpoints (RFC 6749, 5.1).
pub(super) const NO_STORE: [(HeaderName, &str); 2] = [(CACHE_CONTROL, "no-store"), (PRAGMA, "no-cache")];

/// An OAuth error.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    status: StatusCode,
    error: &'static str,
    description: &'static str,
    header: Option<(HeaderName, String)>,
}

impl Refusal {
    fn new(status: StatusCode, error: &'static str, description: &'static str) -> Self {
        Self { status, error, description, header: None }
    }

    pub(super) fn no_client() -> Self {
        Self::unknown_client("The request has no client credentials.")
    }

    pub(super) fn invalid_client() -> Self {
        Self::unknown_client("No client with this ID and secret exists.")
    }

    fn unknown_client(description: &'static str) -> Self {
        let challenge = (WWW_AUTHENTICATE, "Basic realm=\"MMS Public API\"".to_owned());
        Self { header: Some(challenge), ..Self::new(StatusCode::UNAUTHORIZED, "invalid_client", description) }
    }

    pub(super) fn method_not_allowed() -> Self {
        let refusal = Self::new(StatusCode::METHOD_NOT_ALLOWED, "invalid_request", "This endpoint accepts POST only.");
        Self { header: Some((ALLOW, "POST".to_owned())), ..refusal }
    }

    pub(super) fn invalid_request(description: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    pub(super) fn unsupported_grant_type() -> Self {
        let description = "The only supported grant type is client_credentials.";
        Self::new(StatusCode::BAD_REQUEST, "unsupported_grant_type", description)
    }

    pub(super) fn too_many_tokens() -> Self {
        Self::new(StatusCode::FORBIDDEN, "access_denied", "The client has the maximum number of valid tokens.")
    }

    pub(super) fn too_many_requests(seconds: i64) -> Self {
        let description = "Resource /api/oauth/token is limited to 10 requests every 1 minutes.";
        let refusal = Self::new(StatusCode::TOO_MANY_REQUESTS, codes::RATE_LIMITED.code(), description);
        Self { header: Some((RETRY_AFTER, seconds.to_string())), ..refusal }
    }
}

impl From<Refusal> for Response {
    fn from(Refusal { status, error, description, header }: Refusal) -> Self {
        Self {
            status,
            content_type: "application/json".to_owned(),
            headers: header.into_iter().chain(NO_STORE.map(|(name, value)| (name, value.to_owned()))).collect(),
            body: body(status, error, description).to_string().into_bytes(),
            ..Self::default()
        }
    }
}

fn body(status: StatusCode, error: &str, description: &str) -> Value {
    // The rate limit is not an error of OAuth and has the form of the API's errors.
    if error == codes::RATE_LIMITED.code() {
        let reason = status.canonical_reason();
        return json!({ "detail": description, "error": status.as_u16(), "errorCode": error, "reason": reason });
    }
    json!({ "error": error, "error_description": description })
}
