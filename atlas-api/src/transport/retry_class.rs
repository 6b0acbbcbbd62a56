//! Classification of transient failures, and the decision whether a request may be retried.

use std::time::Duration;

use atlas_gen::{ApiError, BodyTooLarge, TransportError};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::{Response, StatusCode};

use super::{
    ConnectFailure, Interrupted, InvalidCompression, NotSent, TimeoutBeforeSending, backoff::Backoff,
    retry_after::retry_after,
};
use crate::error::classes::Class;

/// A transient failure. `after` is the wait that the server requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryClass {
    /// The connection could not be established.
    NotConnected,
    /// The timeout passed before the request was sent.
    NotSent,
    /// The request was sent, but no complete response arrived. Its effect is unknown.
    ResponseLost,
    /// The rate limit was exceeded. The server did not carry out the request.
    RateLimited { after: Option<Duration> },
    /// The service, or a proxy in front of it, is unavailable.
    Unavailable { after: Option<Duration> },
    /// The service, or a proxy in front of it, failed.
    ServerError { after: Option<Duration> },
}

impl RetryClass {
    /// Classifies a response. Returns `None` if a retry does not help.
    pub(crate) fn from_response(response: &Response<Bytes>, now: DateTime<Utc>) -> Option<Self> {
        let status = response.status();
        if !status.is_client_error() && !status.is_server_error() {
            return None;
        }
        let error = ApiError::from_body(response.body());
        let after = retry_after(response.headers(), &error, now);
        match (error.code.as_deref().and_then(Class::of), status) {
            // The same request would time out again. The listing retries without the total count instead.
            (Some(Class::CountTimeout), _) => None,
            (Some(Class::RateLimit), _) | (_, StatusCode::TOO_MANY_REQUESTS) => Some(Self::RateLimited { after }),
            (_, StatusCode::SERVICE_UNAVAILABLE) => Some(Self::Unavailable { after }),
            (_, StatusCode::INTERNAL_SERVER_ERROR | StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT) => {
                Some(Self::ServerError { after })
            }
            _ => None,
        }
    }

    /// Classifies an error of an attempt without a complete response. Returns `None` if a retry does not help.
    pub(crate) fn from_error(error: &TransportError) -> Option<Self> {
        let error = error.downcast_ref::<NotSent>().map_or(error, |not_sent| &not_sent.0);
        if error.is::<TimeoutBeforeSending>() {
            return Some(Self::NotSent);
        }
        if BodyTooLarge::find(&**error).is_some() {
            // The next response would be as long.
            return None;
        }
        if error.is::<Interrupted>() || error.is::<InvalidCompression>() {
            return Some(Self::ResponseLost);
        }
        if let Some(failure) = ConnectFailure::of(&**error) {
            return (!failure.is_permanent()).then_some(Self::NotConnected);
        }
        let error = error.downcast_ref::<reqwest::Error>()?;
        if error.is_builder() || error.is_redirect() {
            // The request itself is invalid, so a retry would fail too.
            None
        } else {
            Some(Self::ResponseLost)
        }
    }

    /// Returns whether the request may be retried. `idempotent` says whether repeating the request is safe.
    ///
    /// A request that is not idempotent is retried only if the server did not carry it out. A `503` with `Retry-After` is
    /// how the service rejects requests. A `503` without it may come from a proxy that lost the response.
    pub(super) fn may_retry(self, idempotent: bool) -> bool {
        match self {
            Self::NotConnected | Self::NotSent | Self::RateLimited { .. } | Self::Unavailable { after: Some(_) } => {
                true
            }
            Self::ResponseLost | Self::Unavailable { after: None } | Self::ServerError { .. } => idempotent,
        }
    }

    /// Returns whether the server itself requests a retry at a certain time.
    pub(crate) fn is_directed_by_server(self) -> bool {
        self.after().is_some()
    }

    /// Returns the wait that the server requests.
    fn after(self) -> Option<Duration> {
        match self {
            Self::RateLimited { after } | Self::Unavailable { after } | Self::ServerError { after } => after,
            Self::NotConnected | Self::NotSent | Self::ResponseLost => None,
        }
    }

    /// Returns whether the server may have carried out the request.
    pub(super) fn may_have_been_applied(self) -> bool {
        matches!(self, Self::ResponseLost | Self::Unavailable { after: None } | Self::ServerError { .. })
    }

    /// Returns the name of the failure in a log.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::NotConnected => "connect",
            Self::NotSent => "timeout",
            Self::ResponseLost => "incomplete",
            Self::RateLimited { .. } => "rate_limited",
            Self::Unavailable { .. } => "unavailable",
            Self::ServerError { .. } => "server_error",
        }
    }

    /// Returns the wait after an attempt, counted from 1; `jitter` is at least 0 and less than 1.
    pub(crate) fn wait(self, attempt: u32, jitter: f64) -> Duration {
        match (self.after(), self) {
            (Some(after), _) => after,
            (None, Self::RateLimited { .. }) => Backoff::RATE_LIMITED.wait(attempt, jitter),
            (None, _) => Backoff::FAILED.wait(attempt, jitter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFTER: Option<Duration> = Some(Duration::from_secs(3));

    fn response(status: u16, retry_after: Option<&str>) -> Response<Bytes> {
        let response = Response::builder().status(status);
        let response = retry_after.into_iter().fold(response, |response, value| response.header("retry-after", value));
        response.body(Bytes::from_static(b"<html>")).unwrap()
    }

    #[test]
    fn a_response_is_classified_by_status_and_retry_after() {
        for (status, retry_after, expected) in [
            (200, Some("3"), None),
            (302, Some("3"), None),
            (400, None, None),
            (401, None, None),
            (404, Some("3"), None),
            (409, None, None),
            (429, None, Some(RetryClass::RateLimited { after: None })),
            (429, Some("3"), Some(RetryClass::RateLimited { after: AFTER })),
            (500, None, Some(RetryClass::ServerError { after: None })),
            (501, None, None),
            (502, Some("3"), Some(RetryClass::ServerError { after: AFTER })),
            (503, None, Some(RetryClass::Unavailable { after: None })),
            (503, Some("3"), Some(RetryClass::Unavailable { after: AFTER })),
            (504, None, Some(RetryClass::ServerError { after: None })),
        ] {
            let class = RetryClass::from_response(&response(status, retry_after), Utc::now());
            assert_eq!(class, expected, "{status}, {retry_after:?}");
        }
    }

    #[test]
    fn a_timeout_while_paging_is_not_retried() {
        for status in [500, 503] {
            let response = Response::builder().status(status);
            let response = response.body(Bytes::from_static(br#"{"errorCode":"TIMEOUT_WHILE_PAGING"}"#)).unwrap();
            assert_eq!(RetryClass::from_response(&response, Utc::now()), None);
        }
    }

    #[test]
    fn a_rate_limit_is_recognized_by_its_code_with_any_status() {
        let limited = Some(RetryClass::RateLimited { after: None });
        for (status, code, expected) in [
            (400, "INVITATIONS_RATE_LIMITED_IP", limited),
            (403, "RATE_LIMITED", limited),
            (429, "UNKNOWN", limited),
            (503, "RATE_LIMITED", limited),
            (400, "INVALID_ATTRIBUTE", None),
            (403, "GROUP_USERS_LIMIT_EXCEEDED", None),
            (409, "CLUSTER_RESTART_IN_PROGRESS", None),
        ] {
            let body = Bytes::from(format!(r#"{{"errorCode":"{code}"}}"#));
            let response = Response::builder().status(status).body(body).unwrap();
            assert_eq!(RetryClass::from_response(&response, Utc::now()), expected, "{status} {code}");
        }
    }

    #[test]
    fn an_error_from_outside_the_http_client_is_not_retried() {
        assert_eq!(RetryClass::from_error(&"the request cannot be signed".into()), None);
    }

    #[test]
    fn a_request_that_may_have_had_an_effect_is_retried_only_if_idempotent() {
        for (class, idempotent, other) in [
            (RetryClass::NotConnected, true, true),
            (RetryClass::NotSent, true, true),
            (RetryClass::ResponseLost, true, false),
            (RetryClass::RateLimited { after: None }, true, true),
            (RetryClass::RateLimited { after: AFTER }, true, true),
            (RetryClass::Unavailable { after: None }, true, false),
            (RetryClass::Unavailable { after: AFTER }, true, true),
            (RetryClass::ServerError { after: None }, true, false),
            (RetryClass::ServerError { after: AFTER }, true, false),
        ] {
            assert_eq!((class.may_retry(true), class.may_retry(false)), (idempotent, other), "{class:?}");
        }
    }

    #[test]
    fn the_server_requests_a_retry_by_a_wait_with_any_status() {
        for (status, retry_after, expected) in [
            (429, None, false),
            (429, Some("3"), true),
            (500, None, false),
            (500, Some("3"), true),
            (503, Some("0"), true),
        ] {
            let class = RetryClass::from_response(&response(status, retry_after), Utc::now()).unwrap();
            assert_eq!(class.is_directed_by_server(), expected, "{status}, {retry_after:?}");
        }
        assert!(!RetryClass::NotConnected.is_directed_by_server());
    }

    #[test]
    fn the_wait_of_the_server_takes_precedence_over_the_backoff() {
        for (class, expected) in [
            (RetryClass::NotConnected, 500),
            (RetryClass::ResponseLost, 500),
            (RetryClass::RateLimited { after: None }, 20_500),
            (RetryClass::RateLimited { after: AFTER }, 3_000),
            (RetryClass::Unavailable { after: None }, 500),
            (RetryClass::Unavailable { after: AFTER }, 3_000),
            (RetryClass::ServerError { after: None }, 500),
            (RetryClass::ServerError { after: AFTER }, 3_000),
        ] {
            assert_eq!(class.wait(2, 0.5), Duration::from_millis(expected), "{class:?}");
        }
    }
}
