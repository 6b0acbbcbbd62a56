//! How often a key may ask.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use http::header::{AUTHORIZATION, RETRY_AFTER};
use http::{HeaderName, StatusCode};
use serde_json::json;

use super::bucket::Bucket;
use crate::answer::Answer;
use crate::request::Request;

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");

/// How many requests a key may send for one group of operations.
///
/// Each key has a token bucket of this size for each group: the operations on clusters are one, those on database users
/// another. A request takes a token, and the fake's [clock](crate::FakeAtlasBuilder::clock) brings them back one by one.
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
    /// By key and group.
    buckets: HashMap<(String, String), Bucket>,
}

impl Rates {
    pub(super) fn new(limit: RateLimit) -> Self {
        Self { limit, buckets: HashMap::new() }
    }

    /// Takes a token for a request; the headers that tell of it, or the refusal.
    pub(super) fn take(&mut self, request: &Request, now: DateTime<Utc>) -> Result<Vec<(HeaderName, String)>, Answer> {
        let limit = self.limit;
        let group = group(&request.path);
        let of_group = (key(request.header(AUTHORIZATION).unwrap_or_default()).to_owned(), group.clone());
        let bucket = self.buckets.entry(of_group).or_insert_with(|| Bucket::full(limit, now));
        match bucket.take(limit, now) {
            Ok(remaining) => Ok(headers(limit, remaining)),
            Err(seconds) => Err(refusal(limit, &group, seconds)),
        }
    }
}

fn headers(limit: RateLimit, remaining: u32) -> Vec<(HeaderName, String)> {
    vec![(LIMIT, limit.requests.to_string()), (REMAINING, remaining.to_string())]
}

fn refusal(limit: RateLimit, group: &str, seconds: u64) -> Answer {
    let status = StatusCode::TOO_MANY_REQUESTS;
    let period = limit.period.as_secs_f64();
    let body = json!({
        "detail": format!("Too many requests for {group}. The next one will be taken in {seconds} seconds."),
        "error": status.as_u16(),
        "errorCode": "RATE_LIMITED_TOKEN_BUCKET",
        "parameters": [group, seconds, limit.requests, limit.requests, period],
        "reason": status.canonical_reason(),
    });
    let mut headers = headers(limit, 0);
    headers.push((RETRY_AFTER, seconds.to_string()));
    Answer {
        status,
        content_type: "application/json".to_owned(),
        headers,
        body: body.to_string().into_bytes(),
        repeated: None,
    }
}

/// The group of a path's operation: what is behind the project or the organization, `groups/clusters`.
fn group(path: &str) -> String {
    let segments: Vec<_> = path.trim_start_matches("/api/atlas/v2/").split('/').collect();
    match segments.as_slice() {
        [scope @ ("groups" | "orgs"), _, collection, ..] => format!("{scope}/{collection}"),
        [first, ..] => (*first).to_owned(),
        [] => String::new(),
    }
}

/// Whose credentials these are, which were found right: the key of a digest, or whatever else came.
fn key(authorization: &str) -> &str {
    let username = authorization.split_once("username=\"").and_then(|(_, rest)| rest.split_once('"'));
    username.map_or(authorization, |(username, _)| username)
}

#[cfg(test)]
mod tests {
    use super::{group, key};

    #[test]
    fn a_group_is_what_is_behind_the_scope() {
        assert_eq!(group("/api/atlas/v2/groups/1/clusters/a/backup"), "groups/clusters");
        assert_eq!(group("/api/atlas/v2/groups/1"), "groups");
        assert_eq!(group("/api/atlas/v2/orgs/1/invoices"), "orgs/invoices");
        assert_eq!(group("/api/atlas/v2"), "");
    }

    #[test]
    fn a_digest_belongs_to_its_key() {
        assert_eq!(key("Digest username=\"abc\", nonce=\"1\""), "abc");
        assert_eq!(key("Bearer xyz"), "Bearer xyz");
    }
}
