//! Refusals in the form of OAuth.

use http::header::{ALLOW, CACHE_CONTROL, PRAGMA, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderName, StatusCode};
use serde_json::json;

use crate::response::Response;

/// Nothing that these endpoints answer is to be kept by anybody on the way (RFC 6749, 5.1).
pub(super) const UNKEPT: [(HeaderName, &str); 2] = [(CACHE_CONTROL, "no-store"), (PRAGMA, "no-cache")];

/// Why there is no token.
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
        Self::unknown_client("The client does not say who it is.")
    }

    pub(super) fn invalid_client() -> Self {
        Self::unknown_client("There is no client with this id and this secret.")
    }

    fn unknown_client(description: &'static str) -> Self {
        let challenge = (WWW_AUTHENTICATE, "Basic realm=\"MMS Public API\"".to_owned());
        Self { header: Some(challenge), ..Self::new(StatusCode::UNAUTHORIZED, "invalid_client", description) }
    }

    pub(super) fn method_not_allowed() -> Self {
        let refusal =
            Self::new(StatusCode::METHOD_NOT_ALLOWED, "invalid_request", "Tokens are asked for and ended by POST.");
        Self { header: Some((ALLOW, "POST".to_owned())), ..refusal }
    }

    pub(super) fn invalid_request(description: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    pub(super) fn unsupported_grant_type() -> Self {
        let description = "Tokens are for client_credentials only.";
        Self::new(StatusCode::BAD_REQUEST, "unsupported_grant_type", description)
    }

    pub(super) fn too_many_tokens() -> Self {
        Self::new(StatusCode::FORBIDDEN, "access_denied", "The client has as many tokens as it can have.")
    }

    pub(super) fn too_many_requests(seconds: i64) -> Self {
        let refusal =
            Self::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", "There were too many requests for tokens.");
        Self { header: Some((RETRY_AFTER, seconds.to_string())), ..refusal }
    }
}

impl From<Refusal> for Response {
    fn from(Refusal { status, error, description, header }: Refusal) -> Self {
        Self {
            status,
            content_type: "application/json".to_owned(),
            headers: header.into_iter().chain(UNKEPT.map(|(name, value)| (name, value.to_owned()))).collect(),
            body: json!({ "error": error, "error_description": description }).to_string().into_bytes(),
            ..Self::default()
        }
    }
}
