//! The source of sleeps and time measurements, replaceable in tests.

use std::{fmt, future::Future, pin::Pin, sync::Arc, time::Duration, time::Instant};

type SleepFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A sleep function and a monotonic clock. Default: Tokio's sleep and the system clock.
#[derive(Clone)]
pub(crate) struct Timer {
    sleep: Arc<dyn Fn(Duration) -> SleepFuture + Send + Sync>,
    now: Arc<dyn Fn() -> Instant + Send + Sync>,
}

impl Timer {
    /// Creates a timer that waits by awaiting the future that `sleep` returns.
    pub(crate) fn new<F>(sleep: impl Fn(Duration) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self { sleep: Arc::new(move |wait| Box::pin(sleep(wait))), now: Arc::new(Instant::now) }
    }

    pub(crate) async fn sleep(&self, wait: Duration) {
        (self.sleep)(wait).await;
    }

    pub(crate) fn now(&self) -> Instant {
        (self.now)()
    }

    /// Replaces the clock of the timer.
    #[cfg(test)]
    pub(super) fn with_now(self, now: impl Fn() -> Instant + Send + Sync + 'static) -> Self {
        Self { now: Arc::new(now), ..self }
    }
}

impl Default for Timer {
    fn default() -> Self {
        Self::new(tokio::time::sleep)
    }
}

impl fmt::Debug for Timer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Timer")
    }
}
