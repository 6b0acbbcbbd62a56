//! A wait that is under way, as a stream of what is seen.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use futures_core::Stream;
use futures_util::stream;
use serde_json::Value;

use super::{Condition, Judgement, Verdict, progress::Progress, wait_for::Look, wait_for::Settings};
use crate::{Error, Response, transport::Timer};

/// What was seen of a resource at one look.
#[derive(Clone, Debug)]
pub struct Observed<T> {
    state: String,
    elapsed: Duration,
    looks: u32,
    is_end: bool,
    resource: Option<Response<T>>,
}

impl<T> Observed<T> {
    /// The state that the resource is in, as Atlas calls it; `absent` if there is no such resource.
    #[must_use]
    pub fn state(&self) -> &str {
        &self.state
    }

    /// How long the wait has taken so far.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How many looks it took, those that failed among them.
    #[must_use]
    pub fn looks(&self) -> u32 {
        self.looks
    }

    /// Whether this is the end of the wait.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.is_end
    }

    /// The resource; `None` if there is no such resource.
    #[must_use]
    pub fn resource(&self) -> Option<&Response<T>> {
        self.resource.as_ref()
    }

    /// The resource by value.
    #[must_use]
    pub fn into_resource(self) -> Option<Response<T>> {
        self.resource
    }
}

/// What is seen of a resource while it is [waited](super::Wait) for.
///
/// It is a [`Stream`]; [`next`](Self::next) is there for programs that have no other use for streams. Looks that failed
/// for a while are passed over. It ends with what the wait ends with: the state that was wanted, or an error.
#[must_use = "nothing is looked at before it is polled"]
pub struct Watch<T>(Pin<Box<dyn Stream<Item = Result<Observed<T>, Error>> + Send>>);

impl<T> Watch<T> {
    /// What is seen at the next look; `None` after the end.
    ///
    /// # Errors
    /// [`is_failed_state`](Error::is_failed_state), [`is_wait_timeout`](Error::is_wait_timeout), or what a look failed with
    /// for good.
    pub async fn next(&mut self) -> Option<Result<Observed<T>, Error>> {
        poll_fn(|context| self.0.as_mut().poll_next(context)).await
    }
}

impl<T> Stream for Watch<T> {
    type Item = Result<Observed<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl<T> fmt::Debug for Watch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}

impl<T: 'static> Watch<T> {
    pub(super) fn new(
        look: Look<T>,
        condition: Arc<dyn Condition>,
        timer: Timer,
        what: String,
        settings: Settings,
    ) -> Self {
        let settle =
            settings.settle.unwrap_or(if condition.can_be_stale() { settings.interval } else { Duration::ZERO });
        let run = Run {
            look,
            condition,
            timer,
            what,
            settings,
            settle,
            progress: Progress::default(),
            elapsed: Duration::ZERO,
            looks: 0,
            state: None,
            trouble: None,
            ended: false,
        };
        Self(Box::pin(stream::unfold(run, |mut run| async {
            let seen = run.next().await?;
            run.ended = seen.as_ref().map_or(true, Observed::is_end);
            Some((seen, run))
        })))
    }
}

/// A wait with what it has come to.
struct Run<T> {
    look: Look<T>,
    condition: Arc<dyn Condition>,
    timer: Timer,
    what: String,
    settings: Settings,
    settle: Duration,
    progress: Progress,
    elapsed: Duration,
    looks: u32,
    /// The last state that was seen.
    state: Option<String>,
    /// What the last look failed with, for a while.
    trouble: Option<Error>,
    ended: bool,
}

impl<T> Run<T> {
    async fn next(&mut self) -> Option<Result<Observed<T>, Error>> {
        while !self.ended {
            let wait = if self.looks == 0 { self.settings.delay } else { self.settings.interval };
            if self.elapsed.saturating_add(wait) > self.settings.time_limit {
                let state = self.state.take();
                return Some(Err(Error::wait_timeout(&self.what, state, self.elapsed, self.trouble.take())));
            }
            self.timer.sleep(wait).await;
            // Counted by its length rather than measured, so that it counts even if another sleep is set that is quicker.
            self.elapsed = self.elapsed.saturating_add(wait);
            match self.look().await {
                Ok(seen) => return Some(self.take(seen)),
                Err(error) if error.is_transient() => self.trouble = Some(error),
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }

    /// Looks once; `None` if there is no such resource.
    async fn look(&mut self) -> Result<Option<Response<T>>, Error> {
        self.looks += 1;
        let begun = self.timer.now();
        let seen = (self.look)().await;
        self.elapsed = self.elapsed.saturating_add(self.timer.now().saturating_duration_since(begun));
        match seen {
            Ok(resource) => Ok(Some(resource)),
            Err(error) if error.is_not_found() => match self.condition.judge(None).verdict() {
                // Where there should be something, Atlas's own words say best what is missing.
                Verdict::Failed => Err(error),
                Verdict::Going | Verdict::Done => Ok(None),
            },
            Err(error) => Err(error),
        }
    }

    /// What a look comes to.
    fn take(&mut self, resource: Option<Response<T>>) -> Result<Observed<T>, Error> {
        self.trouble = None;
        let judgement = self.judge(resource.as_ref());
        let state = judgement.state().to_owned();
        let verdict = self.progress.take(judgement.verdict(), self.elapsed, self.settle);
        self.state = Some(state.clone());
        if verdict == Verdict::Failed {
            return Err(Error::failed_state(&self.what, state, self.elapsed));
        }
        let (elapsed, looks, is_end) = (self.elapsed, self.looks, verdict == Verdict::Done);
        Ok(Observed { state, elapsed, looks, is_end, resource })
    }

    fn judge(&self, resource: Option<&Response<T>>) -> Judgement {
        let body = |resource: &Response<T>| serde_json::from_slice(resource.raw()).unwrap_or(Value::Null);
        self.condition.judge(resource.map(body).as_ref())
    }
}
