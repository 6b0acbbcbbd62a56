//! How often a key may ask.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use http::HeaderName;
use http::header::RETRY_AFTER;

use super::Admission;
use super::bucket::Bucket;
use crate::error::ApiError;

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");

/// How many requests there may be for one group of operations.
///
/// Each project and each organization has a token bucket of this size for each group: the operations on clusters are one,
/// those on database users another. What belongs to neither is counted for whoever asks, the key or the service account. A
/// request takes a token, and the fake's [clock](crate::FakeAtlasBuilder::clock) brings them back one by one.
/// Answers carry `RateLimit-Limit` and `RateLimit-Remaining`; without a token it is `429` with the error code
/// `RATE_LIMITED_TOKEN_BUCKET` and `Retry-After`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    pub(super) requests: u32,
    pub(super) period: Duration,
}

impl RateLimit {
    /// As many requests at once, and as many again in each period.
    ///
    /// # Panics
    /// If no request is allowed, or the period is shorter than a millisecond.
    #[must_use]
    pub fn new(requests: u32, period: Duration) -> Self {
        assert!(requests > 0, "a limit of no request at all lets nothing through");
        assert!(period >= Duration::from_millis(1), "a period has to last a millisecond or longer");
        Self { requests, period }
    }
}

impl Default for RateLimit {
    /// 100 requests a minute.
    fn default() -> Self {
        Self::new(100, Duration::from_secs(60))
    }
}

/// The buckets in use.
#[derive(Debug)]
pub(super) struct Rates {
    limit: RateLimit,
    /// By group, and by the project, the organization or the sender.
    buckets: HashMap<(String, String), Bucket>,
}

impl Rates {
    pub(super) fn new(limit: RateLimit) -> Self {
        Self { limit, buckets: HashMap::new() }
    }

    pub(super) fn reset(&mut self) {
        self.buckets.clear();
    }

    /// Takes a token for a request; the headers that tell of it, or the refusal.
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

/// What a request is counted for.
fn scope(admission: &Admission<'_>) -> String {
    let of_path = ["groupId", "orgId"].into_iter().find_map(|name| admission.parameter(name));
    of_path.unwrap_or(admission.principal).to_owned()
}

fn headers(limit: RateLimit, remaining: u32) -> Vec<(HeaderName, String)> {
    vec![(LIMIT, limit.requests.to_string()), (REMAINING, remaining.to_string())]
}

fn refusal(limit: RateLimit, group: &str, seconds: u64) -> ApiError {
    let detail = format!("Too many requests for {group}. The next one will be taken in {seconds} seconds.");
    let period = limit.period.as_secs_f64();
    let parameters = vec![group.into(), seconds.into(), limit.requests.into(), limit.requests.into(), period.into()];
    let mut headers = headers(limit, 0);
    headers.push((RETRY_AFTER, seconds.to_string()));
    ApiError::rate_limited(detail, parameters, headers)
}
