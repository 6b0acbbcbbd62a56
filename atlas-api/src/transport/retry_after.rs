//! The wait that a response requests.

use std::time::Duration;

use atlas_gen::ApiError;
use chrono::{DateTime, Utc};
use http::{HeaderMap, header::RETRY_AFTER};
use serde_json::Value;

use crate::codes;

/// Returns the wait that a response requests, if it requests one.
///
/// The header `Retry-After` contains it, in seconds or as a date. Without the header, the body of a
/// `RATE_LIMITED_TOKEN_BUCKET` error contains it: the parameters of that error are endpoint, seconds to wait, capacity,
/// refill rate and refill seconds.
pub(crate) fn retry_after(headers: &HeaderMap, error: &ApiError, now: DateTime<Utc>) -> Option<Duration> {
    let header = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    header.and_then(|text| from_header(text, now)).or_else(|| from_body(error))
}

fn from_header(text: &str, now: DateTime<Utc>) -> Option<Duration> {
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = DateTime::parse_from_rfc2822(text).ok()?.with_timezone(&Utc);
    // A date in the past means no wait.
    Some((date - now).to_std().unwrap_or_default())
}

fn from_body(error: &ApiError) -> Option<Duration> {
    if error.code.as_deref() != Some(codes::RATE_LIMITED_TOKEN_BUCKET) {
        return None;
    }
    let seconds = match error.parameters.get(1)? {
        Value::String(text) => text.parse().ok()?,
        other => other.as_f64()?,
    };
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(header: Option<&str>, body: Value, expected: Option<u64>) {
        let headers = header.map(|value| (RETRY_AFTER, HeaderValue::try_from(value).unwrap())).into_iter().collect();
        let now = "2026-01-02T03:04:05Z".parse().unwrap();
        let wait = retry_after(&headers, &ApiError::from_body(body.to_string().as_bytes()), now);
        assert_eq!(wait, expected.map(Duration::from_millis), "{header:?}, {body}");
    }

    fn bucket(parameters: Value) -> Value {
        json!({ "errorCode": "RATE_LIMITED_TOKEN_BUCKET", "parameters": parameters })
    }

    #[test]
    fn the_header_contains_seconds_or_a_date() {
        check(Some("0"), json!(null), Some(0));
        check(Some("30"), json!(null), Some(30_000));
        check(Some("Fri, 02 Jan 2026 03:05:05 GMT"), json!(null), Some(60_000));
        check(Some("Fri, 02 Jan 2026 03:04:04 GMT"), json!(null), Some(0));
    }

    #[test]
    fn an_invalid_header_is_ignored() {
        for header in ["", "soon", "-1", "1.5", "99999999999999999999"] {
            check(Some(header), json!(null), None);
        }
    }

    #[test]
    fn the_parameters_of_a_token_bucket_error_are_used_without_a_valid_header() {
        let body = bucket(json!(["/api/atlas/v2/groups", 12, 100, 10, 60]));
        check(None, body.clone(), Some(12_000));
        check(Some("soon"), body.clone(), Some(12_000));
        check(Some("3"), body, Some(3_000));
        check(None, bucket(json!(["/api/atlas/v2/groups", "12"])), Some(12_000));
        check(None, bucket(json!(["/api/atlas/v2/groups", 0.5])), Some(500));
    }

    #[test]
    fn a_body_without_a_valid_time_is_ignored() {
        for parameters in
            [json!(null), json!([]), json!(["a"]), json!(["a", "b"]), json!(["a", -1]), json!(["a", 1e300])]
        {
            check(None, bucket(parameters), None);
        }
        check(None, json!({ "errorCode": "RATE_LIMITED", "parameters": ["a", 12] }), None);
    }
}
