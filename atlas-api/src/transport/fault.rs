//! What went wrong with a request, and whether it may be sent again.

use std::time::Duration;

use atlas_gen::{ApiError, TransportError};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::{Response, StatusCode};

use super::{backoff::Backoff, retry_after::retry_after};
use crate::codes;

/// A failure that another try can mend. `after` is the wait that the server asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No connection came about.
    NotSent,
    /// The request was sent, and it is not known what came of it.
    Lost,
    /// There were too many requests; this one was not carried out.
    Limited { after: Option<Duration> },
    /// The service, or a proxy before it, says that it can't now.
    Unavailable { after: Option<Duration> },
    /// The service, or a proxy before it, failed.
    Failed { after: Option<Duration> },
}

impl Fault {
    /// What is wrong with an answer.
    pub(crate) fn of_answer(answer: &Response<Bytes>, now: DateTime<Utc>) -> Option<Self> {
        let status = answer.status();
        if !status.is_client_error() && !status.is_server_error() {
            return None;
        }
        let error = ApiError::from_body(answer.body());
        if error.code.as_deref() == Some(codes::TIMEOUT_WHILE_PAGING) {
            // The same request would take as long again; the listing asks for something less.
            return None;
        }
        let after = retry_after(answer.headers(), &error, now);
        match status {
            StatusCode::TOO_MANY_REQUESTS => Some(Self::Limited { after }),
            StatusCode::SERVICE_UNAVAILABLE => Some(Self::Unavailable { after }),
            StatusCode::INTERNAL_SERVER_ERROR | StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT => {
                Some(Self::Failed { after })
            }
            _ => None,
        }
    }

    /// What is wrong with an exchange that brought no answer, or not all of it.
    pub(crate) fn of_error(error: &TransportError) -> Option<Self> {
        let error = error.downcast_ref::<reqwest::Error>()?;
        if error.is_connect() {
            Some(Self::NotSent)
        } else if error.is_builder() || error.is_redirect() {
            // The request itself is at fault, and would be again.
            None
        } else {
            Some(Self::Lost)
        }
    }

    /// Whether the request may be sent again; `idempotent` says whether it has one effect however often it is sent.
    ///
    /// Any other has to have had none. A `503` with a time to come back is the service's own way of turning a request
    /// away; one without can as well be a proxy's that lost the answer.
    pub(super) fn may_be_repeated(self, idempotent: bool) -> bool {
        match self {
            Self::NotSent | Self::Limited { .. } | Self::Unavailable { after: Some(_) } => true,
            Self::Lost | Self::Unavailable { after: None } | Self::Failed { .. } => idempotent,
        }
    }

    /// What it is called in a log.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::NotSent => "connect",
            Self::Lost => "broken_off",
            Self::Limited { .. } => "rate_limited",
            Self::Unavailable { .. } => "unavailable",
            Self::Failed { .. } => "server_error",
        }
    }

    /// How long to wait after the `attempt`th request; `chance` is at least 0 and less than 1.
    pub(crate) fn wait(self, attempt: u32, chance: f64) -> Duration {
        match self {
            Self::Limited { after: Some(after) }
            | Self::Unavailable { after: Some(after) }
            | Self::Failed { after: Some(after) } => after,
            Self::Limited { after: None } => Backoff::LIMITED.wait(attempt, chance),
            _ => Backoff::FAILED.wait(attempt, chance),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFTER: Option<Duration> = Some(Duration::from_secs(3));

    fn answer(status: u16, retry_after: Option<&str>) -> Response<Bytes> {
        let answer = Response::builder().status(status);
        let answer = retry_after.into_iter().fold(answer, |answer, value| answer.header("retry-after", value));
        answer.body(Bytes::from_static(b"<html>")).unwrap()
    }

    #[test]
    fn some_answers_can_be_mended_by_another_try() {
        for (status, retry_after, expected) in [
            (200, Some("3"), None),
            (302, Some("3"), None),
            (400, None, None),
            (401, None, None),
            (404, Some("3"), None),
            (409, None, None),
            (429, None, Some(Fault::Limited { after: None })),
            (429, Some("3"), Some(Fault::Limited { after: AFTER })),
            (500, None, Some(Fault::Failed { after: None })),
            (501, None, None),
            (502, Some("3"), Some(Fault::Failed { after: AFTER })),
            (503, None, Some(Fault::Unavailable { after: None })),
            (503, Some("3"), Some(Fault::Unavailable { after: AFTER })),
            (504, None, Some(Fault::Failed { after: None })),
        ] {
            let fault = Fault::of_answer(&answer(status, retry_after), Utc::now());
            assert_eq!(fault, expected, "{status}, {retry_after:?}");
        }
    }

    #[test]
    fn what_takes_too_long_to_count_would_do_so_again() {
        for status in [500, 503] {
            let answer = Response::builder().status(status);
            let answer = answer.body(Bytes::from_static(br#"{"errorCode":"TIMEOUT_WHILE_PAGING"}"#)).unwrap();
            assert_eq!(Fault::of_answer(&answer, Utc::now()), None);
        }
    }

    #[test]
    fn an_error_of_another_kind_than_the_http_client_s_is_no_fault() {
        assert_eq!(Fault::of_error(&"the key can't be signed with".into()), None);
    }

    #[test]
    fn what_may_have_had_an_effect_is_repeated_only_if_it_is_idempotent() {
        for (fault, idempotent, other) in [
            (Fault::NotSent, true, true),
            (Fault::Lost, true, false),
            (Fault::Limited { after: None }, true, true),
            (Fault::Limited { after: AFTER }, true, true),
            (Fault::Unavailable { after: None }, true, false),
            (Fault::Unavailable { after: AFTER }, true, true),
            (Fault::Failed { after: None }, true, false),
            (Fault::Failed { after: AFTER }, true, false),
        ] {
            assert_eq!((fault.may_be_repeated(true), fault.may_be_repeated(false)), (idempotent, other), "{fault:?}");
        }
    }

    #[test]
    fn the_server_s_wait_stands_and_else_limits_wait_longer_than_failures() {
        for (fault, expected) in [
            (Fault::NotSent, 500),
            (Fault::Lost, 500),
            (Fault::Limited { after: None }, 20_500),
            (Fault::Limited { after: AFTER }, 3_000),
            (Fault::Unavailable { after: None }, 500),
            (Fault::Unavailable { after: AFTER }, 3_000),
            (Fault::Failed { after: None }, 500),
            (Fault::Failed { after: AFTER }, 3_000),
        ] {
            assert_eq!(fault.wait(2, 0.5), Duration::from_millis(expected), "{fault:?}");
        }
    }
}
