//! How long to wait where the server does not say.

use std::time::Duration;

/// Waits that double up to a limit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Backoff {
    first: Duration,
    longest: Duration,
    jitter: Jitter,
}

/// What chance does to a wait.
#[derive(Clone, Copy, Debug)]
enum Jitter {
    /// The wait is between nothing and its whole length.
    Full,
    /// The wait is at least its length, and at most a twentieth longer.
    Above,
}

impl Backoff {
    /// After `429`: MongoDB's advice is 10, 20 and 40 seconds. It is a least wait, so chance only adds to it.
    pub(super) const LIMITED: Self =
        Self { first: Duration::from_secs(10), longest: Duration::from_secs(40), jitter: Jitter::Above };

    /// After all else.
    pub(super) const FAILED: Self =
        Self { first: Duration::from_millis(500), longest: Duration::from_secs(20), jitter: Jitter::Full };

    /// The wait after the `attempt`th request, counted from 1; `chance` is at least 0 and less than 1.
    pub(super) fn wait(self, attempt: u32, chance: f64) -> Duration {
        let doublings = attempt.saturating_sub(1);
        let whole = self.first.saturating_mul(2_u32.saturating_pow(doublings)).min(self.longest);
        match self.jitter {
            Jitter::Full => whole.mul_f64(chance),
            Jitter::Above => whole + whole.mul_f64(chance / 20.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(backoff: Backoff, chance: f64, expected: &[(u32, u64)]) {
        for (attempt, milliseconds) in expected {
            let wait = backoff.wait(*attempt, chance);
            assert_eq!(wait, Duration::from_millis(*milliseconds), "after attempt {attempt}");
        }
    }

    #[test]
    fn a_limited_call_waits_as_advised_or_a_twentieth_longer() {
        check(Backoff::LIMITED, 0.0, &[(1, 10_000), (2, 20_000), (3, 40_000), (4, 40_000), (u32::MAX, 40_000)]);
        check(Backoff::LIMITED, 0.5, &[(1, 10_250), (2, 20_500), (3, 41_000), (4, 41_000), (u32::MAX, 41_000)]);
    }

    #[test]
    fn a_failed_call_waits_a_part_of_twice_as_long_each_time() {
        check(Backoff::FAILED, 0.0, &[(1, 0), (4, 0), (u32::MAX, 0)]);
        check(Backoff::FAILED, 0.5, &[(1, 250), (2, 500), (3, 1_000), (4, 2_000), (7, 10_000), (u32::MAX, 10_000)]);
    }
}
