//! The rate limit, as reported by responses.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use atlas_gen::{CallContext, HttpResponse, Request, Transport, TransportError, TransportFuture};
use http::HeaderMap;

use crate::clock::Clock;

/// The rate limit that a response reported; returned by [`Atlas::rate_limit`](crate::Atlas::rate_limit).
///
/// Atlas has many rate limits: for sets of operations, and separately for organizations, projects, users and addresses. This
/// is the limit of the last request. A different limit may apply to the next request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The maximum number of requests, from `RateLimit-Limit`.
    pub limit: Option<u64>,
    /// The number of remaining requests, from `RateLimit-Remaining`.
    pub remaining: Option<u64>,
    /// The time at which the response arrived.
    pub observed_at: SystemTime,
}

impl RateLimit {
    /// Reads the rate limit from the headers of a response, if they contain it.
    fn from_headers(headers: &HeaderMap, now: impl FnOnce() -> SystemTime) -> Option<Self> {
        let number = |name| {
            let value: &str = headers.get(name)?.to_str().ok()?;
            // Later drafts of the header append quotas and parameters.
            value.split([',', ';']).next()?.trim().parse().ok()
        };
        let (limit, remaining) = (number("ratelimit-limit"), number("ratelimit-remaining"));
        (limit.is_some() || remaining.is_some()).then(|| Self { limit, remaining, observed_at: now() })
    }
}

/// The last rate limit that a response reported. All clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct RateLimitTracker(Arc<Mutex<Option<RateLimit>>>);

impl RateLimitTracker {
    pub(crate) fn get(&self) -> Option<RateLimit> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, rate_limit: RateLimit) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(rate_limit);
    }
}

/// A transport that records the rate limit of each response.
#[derive(Debug)]
pub(crate) struct TrackRateLimit<T> {
    next: T,
    tracker: RateLimitTracker,
    clock: Clock,
}

impl<T: Transport> TrackRateLimit<T> {
    pub(crate) fn new(next: T, tracker: RateLimitTracker, clock: Clock) -> Self {
        Self { next, tracker, clock }
    }

    async fn send(&self, request: Request, context: CallContext) -> Result<HttpResponse, TransportError> {
        let response = self.next.send(request, context).await?;
        if let Some(rate_limit) = RateLimit::from_headers(response.headers(), || self.clock.now().into()) {
            self.tracker.set(rate_limit);
        }
        Ok(response)
    }
}

impl<T: Transport> Transport for TrackRateLimit<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        Box::pin(self.send(request, context))
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn each_header_can_be_absent_or_invalid() {
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
            let rate_limit = RateLimit::from_headers(&headers.collect(), || SystemTime::UNIX_EPOCH);
            let expected =
                expected.map(|(limit, remaining)| RateLimit { limit, remaining, observed_at: SystemTime::UNIX_EPOCH });
            assert_eq!(rate_limit, expected, "{limit:?}, {remaining:?}");
        }
    }
}
