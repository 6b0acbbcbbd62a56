//! The clock of the fake.

use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};

/// The maximum offset: a thousand years.
const MAX_OFFSET: TimeDelta = TimeDelta::days(365_250);

/// A clock that can be advanced. It reads the system clock unless a test injects another one.
#[derive(Clone)]
pub(crate) struct Clock {
    source: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    /// The offset from the source.
    ahead: TimeDelta,
}

impl Clock {
    pub(crate) fn new(now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { source: Arc::new(now), ahead: TimeDelta::zero() }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        DateTime::<Utc>::from((self.source)()) + self.ahead
    }

    /// Advances the clock, by at most a thousand years in total, to stay within the range of dates.
    pub(crate) fn advance(&mut self, by: TimeDelta) {
        self.ahead = self.ahead.checked_add(&by).unwrap_or(MAX_OFFSET).min(MAX_OFFSET);
    }

    /// Restores an offset from the source.
    pub(crate) fn set_ahead(&mut self, ahead: TimeDelta) {
        self.ahead = ahead;
    }

    /// Returns the offset from the source.
    #[cfg(feature = "persistence")]
    pub(crate) fn ahead(&self) -> TimeDelta {
        self.ahead
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(SystemTime::now)
    }
}
