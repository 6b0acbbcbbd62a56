//! The time of day, injected.

use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};

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

    /// Puts the clock forward.
    pub(crate) fn advance(&mut self, by: TimeDelta) {
        self.ahead += by;
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(SystemTime::now)
    }
}
