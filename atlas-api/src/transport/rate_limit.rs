//! What answers say of the rate limit.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use atlas_gen::{Operation, Transport, TransportError, TransportFuture};
use http::HeaderMap;
use reqwest::{Request, Response};

use crate::clock::Clock;

/// What an answer said of the rate limit that its request counted against; given by
/// [`Atlas::rate_limit`](crate::Atlas::rate_limit).
///
/// Atlas has many limits: for sets of operations, and each for an organization, a project, a user or an address. So this
/// is that of the last request, and can be another one's than that of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many requests there can be at once, by `RateLimit-Limit`.
    pub limit: Option<u64>,
    /// How many of them are left, by `RateLimit-Remaining`.
    pub remaining: Option<u64>,
    /// When the answer came.
    pub at: SystemTime,
}

impl RateLimit {
    /// What the headers of an answer say, if they say anything.
    fn from_headers(headers: &HeaderMap, now: impl FnOnce() -> SystemTime) -> Option<Self> {
        let number = |name| {
            let value: &str = headers.get(name)?.to_str().ok()?;
            // Later drafts of the header let quotas and parameters follow.
            value.split([',', ';']).next()?.trim().parse().ok()
        };
        let (limit, remaining) = (number("ratelimit-limit"), number("ratelimit-remaining"));
        (limit.is_some() || remaining.is_some()).then(|| Self { limit, remaining, at: now() })
    }
}

/// The last that was said of the rate limit, shared by all who ask and all who are told.
#[derive(Clone, Debug, Default)]
pub(crate) struct LastRateLimit(Arc<Mutex<Option<RateLimit>>>);

impl LastRateLimit {
    pub(crate) fn get(&self) -> Option<RateLimit> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, said: RateLimit) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(said);
    }
}

/// Hands each request to the next transport, and takes note of what its answer says of the rate limit.
#[derive(Debug)]
pub(crate) struct NoteRateLimit<T> {
    next: T,
    last: LastRateLimit,
    clock: Clock,
}

impl<T: Transport> NoteRateLimit<T> {
    pub(crate) fn new(next: T, last: LastRateLimit, clock: Clock) -> Self {
        Self { next, last, clock }
    }

    async fn send(&self, request: Request, operation: &'static Operation) -> Result<Response, TransportError> {
        let answer = self.next.send(request, operation).await?;
        if let Some(said) = RateLimit::from_headers(answer.headers(), || self.clock.now().into()) {
            self.last.set(said);
        }
        Ok(answer)
    }
}

impl<T: Transport> Transport for NoteRateLimit<T> {
    fn send<'a>(&'a self, request: Request, operation: &'static Operation) -> TransportFuture<'a> {
        Box::pin(self.send(request, operation))
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn each_of_the_headers_can_be_absent_or_odd() {
        for (limit, remaining, expected) in [
            (None, None, None),
            (Some("100"), None, Some((Some(100), None))),
            (None, Some("0"), Some((None, Some(0)))),
            (Some("100"), Some("7"), Some((Some(100), Some(7)))),
            (Some("100, 100;w=60"), Some("7;x=1"), Some((Some(100), Some(7)))),
            (Some("many"), Some("-1"), None),
        ] {
            let header = |name, value: Option<&'static str>| {
                value.map(|value| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            };
            let headers = header("ratelimit-limit", limit).into_iter().chain(header("ratelimit-remaining", remaining));
            let said = RateLimit::from_headers(&headers.collect(), || SystemTime::UNIX_EPOCH);
            let expected =
                expected.map(|(limit, remaining)| RateLimit { limit, remaining, at: SystemTime::UNIX_EPOCH });
            assert_eq!(said, expected, "{limit:?}, {remaining:?}");
        }
    }
}
