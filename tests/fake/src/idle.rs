//! The time limit of connections without traffic.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

/// The longest limit, so that its end is within the range of times.
const MAX_LIMIT: Duration = Duration::from_secs(365 * 24 * 3600);

/// A timer that expires when its connection had no traffic for a time.
#[derive(Debug)]
pub(crate) struct IdleTimer {
    limit: Duration,
    last_traffic: Instant,
    sleep: Pin<Box<Sleep>>,
}

impl IdleTimer {
    pub(crate) fn new(limit: Duration) -> Self {
        let (limit, now) = (limit.min(MAX_LIMIT), Instant::now());
        Self { limit, last_traffic: now, sleep: Box::pin(sleep_until(now + limit)) }
    }

    /// Starts the time again.
    pub(crate) fn restart(&mut self) {
        self.last_traffic = Instant::now();
    }

    /// Returns `Ready` if the time is over. Otherwise wakes the task then.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        // Traffic does not reset the sleep, because there is much of it. Its end is checked when it is reached.
        while self.sleep.as_mut().poll(cx).is_ready() {
            let end = self.last_traffic + self.limit;
            if end <= Instant::now() {
                return Poll::Ready(());
            }
            self.sleep.as_mut().reset(end);
        }
        Poll::Pending
    }
}
