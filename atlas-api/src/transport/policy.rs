//! Retry policy: the limits on attempts and time.

use std::time::Duration;

/// The retry policy: limits on the number of attempts and on the elapsed time of a call.
///
/// Transient failures are retried when that is safe:
///
/// | failure | retried |
/// |---|---|
/// | no connection, `429`, `503` with `Retry-After` | always: the server did not carry out the request |
/// | `500`, `502`, `504`, `503` without `Retry-After`, a lost connection, an incomplete response, a timeout | idempotent methods: `GET`, `PUT` and `DELETE`, but not `POST` and `PATCH` |
/// | any other response, and the error code `TIMEOUT_WHILE_PAGING` | never; after that code, a listing requests pages without the total count |
/// | an invalid certificate, a server without a supported version of TLS, a proxy that requires authentication | never |
///
/// The wait before a retry comes from `Retry-After`, or from the body of a `429`. Without either, the client waits 10, 20,
/// 40 and 40 seconds after a `429`, as MongoDB recommends, or up to a twentieth longer. After other failures it waits a
/// random fraction of 0.5, 1, 2, 4 seconds and so on, up to 20 seconds. The jitter keeps callers that failed at the same
/// time from retrying at the same time.
///
/// A token request of a [service account](crate::AtlasBuilder::service_account) is retried by the policy of the call
/// that starts it. Other calls that need a token wait for the same request. A refresh before the token expires has the
/// policy of the client.
///
/// If the response to a `DELETE` is lost, the retry can return `404`. The deletion then succeeds if the code of the `404`
/// [names the resource itself](crate::Error::is_absent).
///
/// # Examples
/// ```
/// use std::time::Duration;
///
/// use atlas_api::{Atlas, RetryPolicy};
///
/// let patient = RetryPolicy::default().attempts(8).max_elapsed(Duration::from_secs(600));
/// let atlas = Atlas::builder()
///     .api_key("abcdefgh", "5a1e3e3c-0c5d-4a51-9f0e-000000000001")
///     .project_id("5f1a2b3c4d5e6f7a8b9c0d1e")
///     .retry(patient)
///     .build()?;
/// # Ok::<(), atlas_api::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a policy has no effect until it is passed to a client builder or to a request"]
pub struct RetryPolicy {
    attempts: u32,
    max_elapsed: Duration,
}

impl RetryPolicy {
    const DEFAULT: Self = Self { attempts: 5, max_elapsed: Duration::from_secs(120) };

    /// Returns a policy without retries: the default policy with one attempt.
    pub const fn none() -> Self {
        Self::DEFAULT.attempts(1)
    }

    /// Sets the maximum number of attempts of a call, including the first; 0 counts as 1. Default: 5.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// Sets the time limit for the beginning of a retry, measured from the beginning of the call. If the next wait would exceed it, the call
    /// fails immediately with the last error. Default: 2 minutes.
    ///
    /// A running attempt is not interrupted. So a call takes at most this time plus the
    /// [timeout](crate::AtlasBuilder::timeout) of one attempt. The wait of a write to an IP access list for earlier writes
    /// to the same list is not included.
    pub const fn max_elapsed(mut self, limit: Duration) -> Self {
        self.max_elapsed = limit;
        self
    }

    /// Returns whether another attempt is allowed after `taken` attempts.
    pub(crate) fn has_attempts_left(self, taken: u32) -> bool {
        taken < self.attempts
    }

    /// Returns whether a call that has taken `elapsed` may wait for `wait`.
    pub(crate) fn has_time_for(self, elapsed: Duration, wait: Duration) -> bool {
        elapsed.saturating_add(wait) <= self.max_elapsed
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_attempts_is_limited() {
        for (policy, expected) in [
            (RetryPolicy::default(), 5),
            (RetryPolicy::default().attempts(3), 3),
            (RetryPolicy::default().attempts(0), 1),
            (RetryPolicy::none(), 1),
            (RetryPolicy::none().attempts(3), 3),
        ] {
            assert_eq!((1..).take_while(|taken| policy.has_attempts_left(*taken)).count() + 1, expected);
        }
    }

    #[test]
    fn a_wait_must_end_within_the_maximum_elapsed_time() {
        let seconds = Duration::from_secs;
        let policy = RetryPolicy::default();
        for (elapsed, wait, expected) in [
            (seconds(0), seconds(120), true),
            (seconds(119), seconds(1), true),
            (seconds(119), seconds(2), false),
            (seconds(121), seconds(0), false),
            (seconds(1), Duration::MAX, false),
        ] {
            let attempts_set_later = RetryPolicy::none().attempts(3);
            assert_eq!(attempts_set_later.has_time_for(elapsed, wait), expected, "{elapsed:?} and {wait:?}");
            assert_eq!(policy.has_time_for(elapsed, wait), expected, "{elapsed:?} and {wait:?}");
        }
    }
}
