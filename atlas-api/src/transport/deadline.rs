//! The end of an attempt.

use atlas_gen::Request;
use std::future::Future;

use tokio::time::{Instant, timeout_at};

use super::not_sent::{Awaited, TimeoutBeforeSending};

/// The time at which the timeout of an attempt passes.
///
/// An attempt can consist of several exchanges, and of waits for other calls. They share the timeout of the attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline(Option<Instant>);

impl Deadline {
    /// Returns the deadline of an attempt that begins now.
    pub(crate) fn of(request: &Request) -> Self {
        Self(request.timeout().and_then(|limit| Instant::now().checked_add(limit)))
    }

    /// Limits an exchange to the time that is left. `before` describes the previous part of the attempt.
    pub(crate) fn limit(self, request: &mut Request, before: Awaited) -> Result<(), TimeoutBeforeSending> {
        let Some(deadline) = self.0 else { return Ok(()) };
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(TimeoutBeforeSending(before));
        }
        request.set_timeout(Some(left));
        Ok(())
    }

    /// Waits for something that precedes an exchange.
    pub(crate) async fn wait<F: Future>(self, what: Awaited, future: F) -> Result<F::Output, TimeoutBeforeSending> {
        match self.0 {
            Some(deadline) => timeout_at(deadline, future).await.map_err(|_| TimeoutBeforeSending(what)),
            None => Ok(future.await),
        }
    }
}
