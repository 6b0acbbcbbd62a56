//! A wait in progress, as a stream of observations.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use futures_core::Stream;
use futures_util::{StreamExt, stream};
use serde_json::Value;
use tokio::time::timeout;

use super::{
    Condition, Phase, WaitStatus,
    progress::{Progress, Stability},
    wait_for::{Poll as PollResource, Settings},
};
use crate::{Error, Response, transport::Timer};

/// The minimum time for a poll, for the one at the time limit.
const LAST_POLL: Duration = Duration::from_secs(30);

/// A resource as returned by one poll.
#[derive(Clone, Debug)]
pub struct Observation<T> {
    state: String,
    elapsed: Duration,
    polls: u32,
    is_end: bool,
    resource: Option<Response<T>>,
}

impl<T> Observation<T> {
    /// Returns the state of the resource; `absent` if it does not exist.
    #[must_use]
    pub fn state(&self) -> &str {
        &self.state
    }

    /// Returns the time since the beginning of the wait, including the [delay](super::Wait::delay).
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Returns the number of polls so far, including failed ones.
    #[must_use]
    pub fn polls(&self) -> u32 {
        self.polls
    }

    /// Returns whether the wait has ended.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.is_end
    }

    /// Returns the resource; `None` if it does not exist.
    #[must_use]
    pub fn resource(&self) -> Option<&Response<T>> {
        self.resource.as_ref()
    }

    /// Returns the resource by value.
    #[must_use]
    pub fn into_resource(self) -> Option<Response<T>> {
        self.resource
    }
}

/// The observations of a [wait](super::Wait), one for each poll.
///
/// It is a [`Stream`]; [`next`](Self::next) works without a stream library. Polls with a transient error are skipped. The
/// last item is the end of the wait: the target state, or an error.
#[must_use = "a stream does nothing unless polled"]
pub struct StatusStream<T>(Pin<Box<dyn Stream<Item = Result<Observation<T>, Error>> + Send>>);

impl<T> StatusStream<T> {
    /// Polls again and returns the observation; `None` after the end.
    ///
    /// # Errors
    /// [`is_failed_state`](Error::is_failed_state), [`is_wait_timeout`](Error::is_wait_timeout), or an error of a poll that
    /// is not transient.
    pub async fn next(&mut self) -> Option<Result<Observation<T>, Error>> {
        poll_fn(|context| self.0.as_mut().poll_next(context)).await
    }
}

impl<T> Stream for StatusStream<T> {
    type Item = Result<Observation<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl<T> fmt::Debug for StatusStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StatusStream")
    }
}

impl<T: 'static> StatusStream<T> {
    /// Creates the stream. It polls only when it is polled itself.
    pub(super) fn new(
        poll: PollResource<T>,
        condition: Arc<dyn Condition>,
        timer: Timer,
        what: String,
        settings: Settings,
    ) -> Self {
        let immediate = Stability::For(Duration::ZERO);
        let persistent = settings.stable_for.map_or(Stability::TwoPolls, Stability::For);
        let unless_set = settings.stable_for.map_or(immediate, Stability::For);
        let target_stability = if condition.can_be_stale() { persistent } else { unless_set };
        let failure_stability = if condition.failure_can_be_stale() { persistent } else { immediate };
        let run = Run {
            poll,
            condition,
            timer,
            what,
            settings,
            target_stability,
            failure_stability,
            progress: Progress::default(),
            elapsed: Duration::ZERO,
            polls: 0,
            state: None,
            last_error: None,
            ended: false,
        };
        let observations = stream::unfold(run, |mut run| async {
            let observation = run.next().await?;
            run.ended = observation.as_ref().map_or(true, Observation::is_end);
            Some((observation, run))
        });
        // `Unfold` panics if it is polled after its end.
        Self(Box::pin(observations.fuse()))
    }
}

/// A wait and its progress.
struct Run<T> {
    poll: PollResource<T>,
    condition: Arc<dyn Condition>,
    timer: Timer,
    what: String,
    settings: Settings,
    /// How long the target state must persist.
    target_stability: Stability,
    /// How long a failed state must persist.
    failure_stability: Stability,
    progress: Progress,
    elapsed: Duration,
    polls: u32,
    /// The last state.
    state: Option<String>,
    /// The transient error of the last poll.
    last_error: Option<Error>,
    ended: bool,
}

impl<T> Run<T> {
    /// Polls until there is an observation or an error to report.
    async fn next(&mut self) -> Option<Result<Observation<T>, Error>> {
        while !self.ended {
            let left = self.settings.time_limit.saturating_sub(self.elapsed);
            if self.polls > 0 && left.is_zero() {
                return Some(Err(self.timed_out()));
            }
            // The last poll is at the time limit, even if the interval is longer than the time that is left.
            let wait = if self.polls == 0 { self.settings.delay } else { self.settings.interval };
            // The server can ask for a longer pause after an error.
            let requested = self.last_error.as_ref().and_then(Error::retry_after).unwrap_or_default();
            let wait = wait.max(requested).min(left);
            let start = self.timer.now();
            self.timer.sleep(wait).await;
            // A custom sleep can return early, and any sleep late.
            self.add_elapsed(wait, start);
            match self.poll().await {
                Ok(resource) => return Some(self.observe(resource)),
                Err(error) if error.is_retryable() => self.last_error = Some(error),
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }

    /// Adds the time since `start`, but at least `min`.
    fn add_elapsed(&mut self, min: Duration, start: Instant) {
        let measured = self.timer.now().saturating_duration_since(start);
        self.elapsed = self.elapsed.saturating_add(measured.max(min));
    }

    /// Returns the error for a wait that has reached its time limit.
    fn timed_out(&mut self) -> Error {
        let times = (self.elapsed, self.settings.time_limit);
        Error::wait_timeout(&self.what, self.state.take(), times, self.last_error.take())
    }

    /// Requests the resource once; `None` if it does not exist.
    async fn poll(&mut self) -> Result<Option<Response<T>>, Error> {
        self.polls += 1;
        let start = self.timer.now();
        let limit = self.settings.time_limit.saturating_sub(self.elapsed).max(LAST_POLL);
        let response = timeout(limit, (self.poll)()).await;
        // The clock of the timeout can be ahead of the timer's.
        self.add_elapsed(if response.is_err() { limit } else { Duration::ZERO }, start);
        let Ok(response) = response else {
            return Err(self.timed_out());
        };
        match response {
            Ok(resource) => Ok(Some(resource)),
            Err(error) if error.is_absent() => match self.condition.evaluate(None).phase() {
                // If the resource must exist, the error of Atlas is more specific than a failed state.
                Phase::Failed => Err(error),
                Phase::Pending | Phase::Succeeded => Ok(None),
            },
            Err(error) => Err(error),
        }
    }

    /// Evaluates a response and advances the wait.
    fn observe(&mut self, resource: Option<Response<T>>) -> Result<Observation<T>, Error> {
        self.last_error = None;
        let status = self.evaluate(resource.as_ref());
        let state = status.state().to_owned();
        let is_failure = status.phase() == Phase::Failed;
        let stability = if is_failure { self.failure_stability } else { self.target_stability };
        let phase = self.progress.advance(status.phase(), self.elapsed, stability);
        self.state = Some(state.clone());
        if phase == Phase::Failed {
            return Err(Error::failed_state(&self.what, state, self.elapsed));
        }
        let (elapsed, polls, is_end) = (self.elapsed, self.polls, phase == Phase::Succeeded);
        Ok(Observation { state, elapsed, polls, is_end, resource })
    }

    /// Evaluates the condition on the body of a response.
    fn evaluate(&self, resource: Option<&Response<T>>) -> WaitStatus {
        let body = |resource: &Response<T>| serde_json::from_slice(resource.raw()).unwrap_or(Value::Null);
        self.condition.evaluate(resource.map(body).as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the stream of a wait whose polls never end.
    fn hanging(time_limit: Duration) -> StatusStream<()> {
        let poll: PollResource<()> = Arc::new(|| Box::pin(std::future::pending()));
        let condition = Arc::new(|_: Option<&Value>| WaitStatus::pending("unknown"));
        let settings = Settings { time_limit, ..Settings::default() };
        StatusStream::new(poll, condition, Timer::default(), "cluster".to_owned(), settings)
    }

    #[tokio::test(flavor = "current_thread", start_paused = true)]
    async fn a_poll_is_canceled_at_the_time_limit_and_has_at_least_30_seconds() {
        for (limit, expected, times) in [
            (3600, 3600, ("60 min 0 s", "60 min 0 s")),
            (31, 31, ("31 s", "31 s")),
            (2, 30, ("30 s", "2 s")),
            (0, 30, ("30 s", "0 s")),
        ] {
            let begun = tokio::time::Instant::now();
            let mut observations = hanging(Duration::from_secs(limit));
            let error = observations.next().await.unwrap().unwrap_err();
            assert!(error.is_wait_timeout());
            let message =
                format!("timed out after {} waiting for cluster (limit {}): no state observed", times.0, times.1);
            assert_eq!(error.to_string(), message);
            assert_eq!(begun.elapsed().as_secs(), expected, "{limit}");
            assert!(observations.next().await.is_none());
            assert!(observations.next().await.is_none());
        }
    }
}
