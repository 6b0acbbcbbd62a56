//! A token bucket: each request takes a token, and tokens return at a constant rate.

use chrono::{DateTime, Utc};

use super::RateLimit;

/// The tokens of one key for one group of operations.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bucket {
    tokens: f64,
    filled_at: DateTime<Utc>,
}

impl Bucket {
    pub(super) fn full(limit: RateLimit, now: DateTime<Utc>) -> Self {
        Self { tokens: f64::from(limit.requests), filled_at: now }
    }

    /// Takes a token. Returns the number of whole tokens left, or the seconds until the next token as an error.
    pub(super) fn take(&mut self, limit: RateLimit, now: DateTime<Utc>) -> Result<u32, u64> {
        // If the clock goes back, the elapsed time counts as zero.
        let elapsed = (now - self.filled_at).to_std().unwrap_or_default();
        let rate = f64::from(limit.requests) / limit.period.as_secs_f64();
        self.tokens = (self.tokens + elapsed.as_secs_f64() * rate).min(f64::from(limit.requests));
        self.filled_at = self.filled_at.max(now);
        // The tolerance is for rounding errors: tokens are added in fractions.
        if self.tokens + 1e-9 < 1.0 {
            return Err((((1.0 - self.tokens) / rate - 1e-9).ceil() as u64).max(1));
        }
        self.tokens = (self.tokens - 1.0).max(0.0);
        Ok((self.tokens + 1e-9).floor() as u32)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::{DateTime, TimeDelta, Utc};

    use super::Bucket;
    use crate::limits::RateLimit;

    #[test]
    fn a_bucket_empties_and_refills_up_to_its_size() {
        let limit = RateLimit::new(2, Duration::from_secs(60));
        let start: DateTime<Utc> = DateTime::UNIX_EPOCH;
        let at = |seconds| start + TimeDelta::seconds(seconds);
        let mut bucket = Bucket::full(limit, start);
        let taken = [0, 0, 0, 10, 29, 30, 30, 20, 600, 600, 600].map(|seconds| bucket.take(limit, at(seconds)));
        let expected = [Ok(1), Ok(0), Err(30), Err(20), Err(1), Ok(0), Err(30), Err(30), Ok(1), Ok(0), Err(30)];
        assert_eq!(taken, expected);
    }
}
