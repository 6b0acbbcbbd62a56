//! Exponential backoff, for responses without `Retry-After`.

use std::time::Duration;

/// Returns the wait before an interrupted download restarts, after so many interruptions in a row.
#[cfg(feature = "logs")]
pub(crate) fn restart_wait(interruptions: u32) -> Duration {
    Backoff::FAILED.wait(interruptions, super::jitter())
}

/// Waits that double up to a maximum.
#[derive(Clone, Copy, Debug)]
pub(super) struct Backoff {
    first: Duration,
    max: Duration,
    mode: JitterMode,
}

/// The effect of jitter on a wait.
#[derive(Clone, Copy, Debug)]
enum JitterMode {
    /// The wait is between zero and its full length.
    Full,
    /// The wait is longer by at most a twentieth.
    Additive,
}

impl Backoff {
    /// The backoff after `429`. MongoDB recommends minimum waits of 10, 20 and 40 seconds, so jitter only extends them.
    pub(super) const RATE_LIMITED: Self =
        Self { first: Duration::from_secs(10), max: Duration::from_secs(40), mode: JitterMode::Additive };

    /// The backoff after all other failures.
    pub(super) const FAILED: Self =
        Self { first: Duration::from_millis(500), max: Duration::from_secs(20), mode: JitterMode::Full };

    /// Returns the wait after an attempt, counted from 1; `jitter` is at least 0 and less than 1.
    pub(super) fn wait(self, attempt: u32, jitter: f64) -> Duration {
        let doublings = attempt.saturating_sub(1);
        let full = self.first.saturating_mul(2_u32.saturating_pow(doublings)).min(self.max);
        match self.mode {
            JitterMode::Full => full.mul_f64(jitter),
            JitterMode::Additive => full + full.mul_f64(jitter / 20.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(backoff: Backoff, jitter: f64, expected: &[(u32, u64)]) {
        for (attempt, milliseconds) in expected {
            let wait = backoff.wait(*attempt, jitter);
            assert_eq!(wait, Duration::from_millis(*milliseconds), "after attempt {attempt}");
        }
    }

    #[test]
    fn a_rate_limit_waits_as_recommended_or_a_twentieth_longer() {
        check(Backoff::RATE_LIMITED, 0.0, &[(1, 10_000), (2, 20_000), (3, 40_000), (4, 40_000), (u32::MAX, 40_000)]);
        check(Backoff::RATE_LIMITED, 0.5, &[(1, 10_250), (2, 20_500), (3, 41_000), (4, 41_000), (u32::MAX, 41_000)]);
    }

    #[test]
    fn a_failure_waits_a_fraction_of_a_doubling_time() {
        check(Backoff::FAILED, 0.0, &[(1, 0), (4, 0), (u32::MAX, 0)]);
        check(Backoff::FAILED, 0.5, &[(1, 250), (2, 500), (3, 1_000), (4, 2_000), (7, 10_000), (u32::MAX, 10_000)]);
    }
}
