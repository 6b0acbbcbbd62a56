//! The time of day, injected.

use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};

/// A thousand years.
const MOST: TimeDelta = TimeDelta::days(365_250);

/// Says what time it is; the system's clock unless a test brings its own.
#[derive(Clone)]
pub(crate) struct Clock {
    source: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    /// By how much it was put forward.
    ahead: TimeDelta,
}

impl Clock {
    pub(crate) fn new(now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { source: Arc::new(now), ahead: TimeDelta::zero() }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        DateTime::<Utc>::from((self.source)()) + self.ahead
    }

    /// Puts the clock forward, by no more than a thousand years in all, behind which there is no calendar to count by.
    pub(crate) fn advance(&mut self, by: TimeDelta) {
        self.ahead = self.ahead.checked_add(&by).unwrap_or(MOST).min(MOST);
    }

    /// Makes it as far ahead as it was once.
    pub(crate) fn set_ahead(&mut self, ahead: TimeDelta) {
        self.ahead = ahead;
    }

    /// By how much it was put forward.
    pub(crate) fn ahead(&self) -> TimeDelta {
        self.ahead
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(SystemTime::now)
    }
}
