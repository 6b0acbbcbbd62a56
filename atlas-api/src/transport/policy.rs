//! How often, and for how long, a call is tried.

use std::time::Duration;

/// How often a request that failed is sent again.
///
/// What is sent again depends on what can have come of it:
///
/// | failure | sent again |
/// |---|---|
/// | no connection came about, `429`, `503` with `Retry-After` | always: the call was not carried out |
/// | `500`, `502`, `504`, `503` without `Retry-After`, a connection that broke, an answer cut short, a time limit that passed | `GET`, `PUT` and `DELETE`, which have one effect however often they are sent; never `POST` and `PATCH` |
/// | any other answer, and whatever has the code `TIMEOUT_WHILE_PAGING` | never; a listing asks without a count instead |
///
/// Before it is sent again, a request waits as long as `Retry-After` says, or the body of a `429`. If neither says, it
/// waits 10, 20, 40 and 40 seconds after a `429`, as MongoDB advises, or a little longer; and after other failures a
/// random part of 0.5, 1, 2, 4 and so on up to 20 seconds, so that callers that failed together do not come back together.
///
/// A `DELETE` whose first answer was lost can be answered `404` the second time. [`Error::attempts`](crate::Error::attempts)
/// tells such a `404` from others.
///
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
#[must_use = "a policy holds for the clients that it is given to"]
pub struct RetryPolicy {
    attempts: u32,
    max_elapsed: Duration,
}

impl RetryPolicy {
    /// Every request is sent once.
    pub const fn none() -> Self {
        Self { attempts: 1, max_elapsed: Duration::ZERO }
    }

    /// How many requests a call can take, the first among them; 0 counts as 1. Default: 5.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// How long after its beginning a call can still send a request again. If the next wait would go beyond it, the call
    /// ends at once with the failure at hand. Default: 2 minutes.
    ///
    /// A request that is under way is not cut off: a call takes at most this and the
    /// [time limit](crate::AtlasBuilder::timeout) of one request.
    pub const fn max_elapsed(mut self, limit: Duration) -> Self {
        self.max_elapsed = limit;
        self
    }

    /// Whether a call that has taken this many requests can take another.
    pub(crate) fn has_attempts_left(self, taken: u32) -> bool {
        taken < self.attempts
    }

    /// Whether a call that has taken `elapsed` can wait for `wait`.
    pub(crate) fn has_time_for(self, elapsed: Duration, wait: Duration) -> bool {
        elapsed.saturating_add(wait) <= self.max_elapsed
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { attempts: 5, max_elapsed: Duration::from_secs(120) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_takes_no_more_requests_than_it_has() {
        for (policy, expected) in [
            (RetryPolicy::default(), 5),
            (RetryPolicy::default().attempts(3), 3),
            (RetryPolicy::default().attempts(0), 1),
            (RetryPolicy::none(), 1),
        ] {
            assert_eq!((1..).take_while(|taken| policy.has_attempts_left(*taken)).count() + 1, expected);
        }
    }

    #[test]
    fn a_wait_has_to_end_within_the_time_that_a_call_has() {
        let seconds = Duration::from_secs;
        let policy = RetryPolicy::default();
        for (elapsed, wait, expected) in [
            (seconds(0), seconds(120), true),
            (seconds(119), seconds(1), true),
            (seconds(119), seconds(2), false),
            (seconds(121), seconds(0), false),
            (seconds(1), Duration::MAX, false),
        ] {
            assert_eq!(policy.has_time_for(elapsed, wait), expected, "{elapsed:?} and {wait:?}");
        }
    }
}
