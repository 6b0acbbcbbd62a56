//! Rate limits by token buckets.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use http::HeaderName;
use http::header::RETRY_AFTER;
use serde_json::Value;

use super::Admission;
use super::bucket::Bucket;
use crate::error::{ApiError, codes};

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");

/// A rate limit for each group of operations.
///
/// Each project and each organization has a token bucket of this size for each group. For example, the operations on
/// clusters are one group, those on database users another. Requests that belong to neither a project nor an
/// organization are counted for the API key or the service account.
///
/// A request takes a token. Tokens return one by one, by the fake's [clock](crate::FakeAtlasBuilder::clock). Responses
/// have the headers `RateLimit-Limit` and `RateLimit-Remaining`. If the bucket is empty, the response is `429` with
/// `Retry-After` and the error code `RATE_LIMITED_TOKEN_BUCKET`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    pub(super) requests: u32,
    pub(super) period: Duration,
}

impl RateLimit {
    /// Creates a limit of `requests` in each `period`. All of them may be sent at once.
    ///
    /// # Panics
    /// If `requests` is zero, or `period` is shorter than a millisecond.
    #[must_use]
    pub fn new(requests: u32, period: Duration) -> Self {
        assert!(requests > 0, "rate limit: zero requests; expected at least one");
        assert!(
            period >= Duration::from_millis(1),
            "rate limit: period {period:?} is too short; expected at least a millisecond"
        );
        Self { requests, period }
    }
}

impl Default for RateLimit {
    /// Returns a limit of 100 requests a minute.
    fn default() -> Self {
        Self::new(100, Duration::from_secs(60))
    }
}

/// The buckets in use.
#[derive(Debug)]
pub(super) struct Rates {
    limit: RateLimit,
    /// By group, and by the project, the organization or the principal.
    buckets: HashMap<(String, String), Bucket>,
}

impl Rates {
    pub(super) fn new(limit: RateLimit) -> Self {
        Self { limit, buckets: HashMap::new() }
    }

    pub(super) fn reset(&mut self) {
        self.buckets.clear();
    }

    /// Takes a token for a request and returns the rate-limit headers, or an error if there is no token.
    pub(super) fn take(
        &mut self,
        admission: &Admission<'_>,
        now: DateTime<Utc>,
    ) -> Result<Vec<(HeaderName, String)>, ApiError> {
        let limit = self.limit;
        let group = &admission.route.operation.group;
        let bucket = self.buckets.entry((group.clone(), scope(admission))).or_insert_with(|| Bucket::full(limit, now));
        match bucket.take(limit, now) {
            Ok(remaining) => Ok(headers(limit, remaining)),
            Err(seconds) => Err(refusal(limit, group, seconds)),
        }
    }
}

/// Returns the project, organization or principal that a request is counted for.
fn scope(admission: &Admission<'_>) -> String {
    let of_path = ["groupId", "orgId"].into_iter().find_map(|name| admission.parameter(name));
    of_path.unwrap_or(admission.principal).to_owned()
}

/// Returns the rate-limit headers of a response.
pub(crate) fn headers(limit: RateLimit, remaining: u32) -> Vec<(HeaderName, String)> {
    vec![(LIMIT, limit.requests.to_string()), (REMAINING, remaining.to_string())]
}

fn refusal(limit: RateLimit, group: &str, seconds: u64) -> ApiError {
    let period = limit.period.as_secs_f64();
    let parameters: [Value; 5] =
        [group.into(), seconds.into(), limit.requests.into(), limit.requests.into(), period.into()];
    let mut headers = headers(limit, 0);
    headers.push((RETRY_AFTER, seconds.to_string()));
    let error = codes::RATE_LIMITED_TOKEN_BUCKET.of(&[group, &seconds.to_string()]);
    error.with_parameters(parameters).with_headers(headers)
}
