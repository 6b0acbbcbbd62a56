//! Errors of authentication: no token could be obtained, or the given token was rejected.

use std::{error::Error as StdError, fmt, sync::Arc};

use atlas_gen::ApiError;
use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};
use serde_json::Value;

use crate::{
    error::{BoxError, classes::Class},
    transport::ConnectFailure,
};

/// An authentication error. All calls that waited for the same token share it.
#[derive(Clone)]
pub(crate) struct CredentialError(Arc<Inner>);

struct Inner {
    /// The id of the service account. `None` for an access token from the caller, whose account is unknown.
    client_id: Option<String>,
    task: Task,
    reason: Reason,
    response: Option<ErrorResponse>,
    source: Option<BoxError>,
}

/// The task that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Obtaining a token.
    Obtain,
    /// Revoking a token.
    Revoke,
    /// Using the access token from the caller.
    Use,
}

/// The reason of the failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The client id or the client secret is wrong.
    InvalidClient,
    /// The account has reached its limit of tokens.
    TokenLimit,
    /// The account has sent too many token requests.
    RateLimited,
    /// Any other response without a success status.
    ErrorStatus,
    /// No complete response.
    NoResponse,
    /// A response that exceeds the limit.
    TooLarge,
    /// A success without a valid token.
    InvalidResponse,
    /// A web page of a proxy in place of a token.
    Html,
    /// The token store failed.
    Store,
    /// The runtime that ran the token request was shut down.
    Interrupted,
    /// The access token from the caller is invalid or has expired.
    Expired,
}

/// The relevant parts of an error response.
struct ErrorResponse {
    status: StatusCode,
    headers: HeaderMap,
    error: ApiError,
}

impl CredentialError {
    pub(crate) fn new(client_id: &str, task: Task, reason: Reason) -> Self {
        Self::with(Some(client_id), task, reason, None, None)
    }

    pub(crate) fn with_source(client_id: &str, task: Task, reason: Reason, source: BoxError) -> Self {
        Self::with(Some(client_id), task, reason, None, Some(source))
    }

    /// Creates the error for a response of a token endpoint without a success status.
    pub(crate) fn from_response(client_id: &str, task: Task, response: &Response<Bytes>) -> Self {
        let response = ErrorResponse::new(response);
        let reason = classify(response.status, response.error.code.as_deref());
        Self::with(Some(client_id), task, reason, Some(response), None)
    }

    /// Creates the error for a `401` response to an access token from the caller.
    pub(crate) fn expired(response: &Response<Bytes>) -> Self {
        Self::with(None, Task::Use, Reason::Expired, Some(ErrorResponse::new(response)), None)
    }

    fn with(
        client_id: Option<&str>,
        task: Task,
        reason: Reason,
        response: Option<ErrorResponse>,
        source: Option<BoxError>,
    ) -> Self {
        Self(Arc::new(Inner { client_id: client_id.map(str::to_owned), task, reason, response, source }))
    }

    pub(crate) fn status(&self) -> Option<StatusCode> {
        Some(self.0.response.as_ref()?.status)
    }

    pub(crate) fn headers(&self) -> Option<&HeaderMap> {
        Some(&self.0.response.as_ref()?.headers)
    }

    pub(crate) fn api_error(&self) -> Option<&ApiError> {
        Some(&self.0.response.as_ref()?.error)
    }

    /// Returns whether the same call may succeed later.
    pub(crate) fn is_transient(&self) -> bool {
        let may_pass = matches!(self.0.reason, Reason::RateLimited | Reason::NoResponse | Reason::Interrupted)
            || self.status().is_some_and(|status| status.is_server_error());
        may_pass && !self.connect_failure().is_some_and(ConnectFailure::is_permanent)
    }

    /// Returns why the client could not connect to the token endpoint.
    fn connect_failure(&self) -> Option<ConnectFailure> {
        ConnectFailure::of(&**self.0.source.as_ref()?)
    }

    /// Returns advice for the caller.
    pub(crate) fn advice(&self) -> Option<&'static str> {
        Some(match self.0.reason {
            Reason::InvalidClient => {
                "check the client id and the client secret, and that the secret has not expired; a new secret can take a \
                 moment to work"
            }
            Reason::TokenLimit => {
                "the account has reached its limit of 100 tokens; reuse one token across runs with `token_store`, revoke \
                 unused tokens with `revoke_token`, or wait until they expire, an hour after they were issued"
            }
            Reason::RateLimited => {
                "an account can request 10 tokens a minute; share one client, and reuse its token across runs with \
                 `token_store`"
            }
            Reason::Expired => {
                "the access token has probably expired; tokens are valid for at most an hour, so get a new one, or set a \
                 service account, whose tokens the client refreshes itself"
            }
            _ => return None,
        })
    }
}

/// Returns the reason for a response without a success status.
fn classify(status: StatusCode, code: Option<&str>) -> Reason {
    match (status, code) {
        (StatusCode::TOO_MANY_REQUESTS, _) => Reason::RateLimited,
        (_, Some(code)) if Class::of(code) == Some(Class::RateLimit) => Reason::RateLimited,
        (_, Some("invalid_client")) | (StatusCode::UNAUTHORIZED, _) => Reason::InvalidClient,
        (StatusCode::FORBIDDEN, Some("access_denied")) => Reason::TokenLimit,
        _ => Reason::ErrorStatus,
    }
}

impl ErrorResponse {
    /// Reads the error fields of Atlas, or else those of OAuth, which have other names.
    fn new(response: &Response<Bytes>) -> Self {
        let mut error = ApiError::from_body(response.body());
        let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        error.code = error.code.or_else(|| text("error"));
        error.detail = error.detail.or_else(|| text("error_description"));
        Self { status: response.status(), headers: response.headers().clone(), error }
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { client_id, task, reason, response, .. } = &*self.0;
        match (task, client_id) {
            (Task::Obtain, Some(id)) => write!(f, "could not obtain an access token for service account {id:?}: ")?,
            (Task::Revoke, Some(id)) => write!(f, "could not revoke the access token of service account {id:?}: ")?,
            _ => f.write_str("could not authenticate with the access token: ")?,
        }
        if let Some(ErrorResponse { status, error, .. }) = response {
            write!(f, "{status}")?;
            if let Some(code) = &error.code {
                write!(f, ", {code}")?;
            }
            return match &error.detail {
                Some(detail) => write!(f, ": {detail}"),
                None => Ok(()),
            };
        }
        f.write_str(match reason {
            Reason::TooLarge => "the response of the token endpoint has more than 1 MiB",
            Reason::NoResponse => match self.connect_failure() {
                None | Some(ConnectFailure::Unreachable) => "no response from the token endpoint",
                Some(failure) => return write!(f, "no response from the token endpoint: cannot connect{failure}"),
            },
            Reason::InvalidResponse => "the response of the token endpoint contains no valid token",
            Reason::Html => {
                "the response is text/html, such as a login page, probably from a proxy or gateway between the client and \
                 the token endpoint"
            }
            Reason::Interrupted => "the runtime of the token request was shut down",
            Reason::Store => {
                // The store names the file and the remedy, but many programs do not print the source of an error.
                return write!(
                    f,
                    "the token store failed: {}",
                    self.0.source.as_deref().map_or_else(String::new, ToString::to_string,)
                );
            }
            _ => "the token was rejected",
        })
    }
}

/// The output contains neither the client secret nor a token.
impl fmt::Debug for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { client_id, task, reason, source, .. } = &*self.0;
        f.debug_struct("CredentialError")
            .field("client_id", client_id)
            .field("task", task)
            .field("reason", reason)
            .field("status", &self.status())
            .field("api_error", &self.api_error())
            .field("source", source)
            .finish()
    }
}

impl StdError for CredentialError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source: &(dyn StdError + 'static) = self.0.source.as_deref()?;
        Some(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_determines_the_reason() {
        for (status, code, expected) in [
            (401, None, Reason::InvalidClient),
            (401, Some("invalid_client"), Reason::InvalidClient),
            (400, Some("invalid_client"), Reason::InvalidClient),
            (403, Some("access_denied"), Reason::TokenLimit),
            (403, Some("IP_ADDRESS_NOT_ON_ACCESS_LIST"), Reason::ErrorStatus),
            (403, None, Reason::ErrorStatus),
            (429, None, Reason::RateLimited),
            (429, Some("invalid_client"), Reason::RateLimited),
            (400, Some("RATE_LIMITED"), Reason::RateLimited),
            (400, Some("invalid_request"), Reason::ErrorStatus),
            (503, None, Reason::ErrorStatus),
        ] {
            assert_eq!(classify(StatusCode::from_u16(status).unwrap(), code), expected, "{status}, {code:?}");
        }
    }

    #[test]
    fn an_oauth_error_is_read_like_an_atlas_error() {
        let body = br#"{"error":"invalid_client","error_description":"No such client."}"#;
        let response = Response::builder().status(401).body(Bytes::from_static(body)).unwrap();
        let error = CredentialError::from_response("mdb_sa_id_1", Task::Obtain, &response);
        let expected = "could not obtain an access token for service account \"mdb_sa_id_1\": 401 Unauthorized, \
                        invalid_client: No such client.";
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.api_error().unwrap().code.as_deref(), Some("invalid_client"));
    }
}
