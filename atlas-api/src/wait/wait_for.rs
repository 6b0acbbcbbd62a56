//! A wait, before it begins.

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    sync::Arc,
    time::Duration,
};

use super::{Condition, Observed, Watch};
use crate::{Error, Response, transport::Timer};

/// Looks at the resource once.
pub(super) type Look<T> = Arc<dyn Fn() -> LookFuture<T> + Send + Sync>;
pub(super) type LookFuture<T> = Pin<Box<dyn Future<Output = Result<Response<T>, Error>> + Send>>;

/// A wait for a resource to be as it is wanted.
///
/// Awaited, it gives what is said of the method that began it. [`states`](Self::states) makes it a stream of what is seen
/// meanwhile, for a progress bar, say. It looks at the resource again and again, with one request each time.
///
/// * A look that fails for a while does not end it: a `503`, a `429`, a connection that broke. It goes on with the next
///   look, until its [time](Self::time_limit) is up.
/// * The state that a resource had before a change is not mistaken for the end of the change: see
///   [`settle`](Self::settle).
/// * A state from which the resource will not come back ends it with an error.
#[must_use = "nothing is waited for before it is awaited or watched"]
pub struct Wait<T, O = Option<Response<T>>> {
    pub(super) look: Look<T>,
    pub(super) condition: Arc<dyn Condition>,
    pub(super) timer: Timer,
    /// What is waited for, for error messages.
    pub(super) what: String,
    pub(super) settings: Settings,
    finish: fn(Option<Response<T>>) -> Result<O, Error>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) delay: Duration,
    pub(super) interval: Duration,
    pub(super) time_limit: Duration,
    pub(super) settle: Option<Duration>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            delay: Duration::ZERO,
            interval: Duration::from_secs(30),
            time_limit: Duration::from_secs(3 * 60 * 60),
            settle: None,
        }
    }
}

impl<T> Wait<T> {
    pub(crate) fn new<F>(
        look: impl Fn() -> F + Send + Sync + 'static,
        condition: impl Condition + 'static,
        timer: Timer,
        what: String,
    ) -> Self
    where
        F: Future<Output = Result<Response<T>, Error>> + Send + 'static,
    {
        let look: Look<T> = Arc::new(move || Box::pin(look()));
        Self { look, condition: Arc::new(condition), timer, what, settings: Settings::default(), finish: Ok }
    }

    /// The same wait, which gives something else in the end.
    pub(crate) fn finishing<O>(self, finish: fn(Option<Response<T>>) -> Result<O, Error>) -> Wait<T, O> {
        let Self { look, condition, timer, what, settings, .. } = self;
        Wait { look, condition, timer, what, settings, finish }
    }
}

impl<T, O> Wait<T, O> {
    /// How long it is from one look to the next. Default: 30 seconds.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.settings.interval = interval;
        self
    }

    /// How long it is to the first look. Default: none.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.settings.delay = delay;
        self
    }

    /// How long it can take. A look that would come later is not made. Default: 3 hours.
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.settings.time_limit = limit;
        self
    }

    /// How long the wanted state has to stand if the resource was never seen on its way to it: shortly after a request,
    /// Atlas can still show the old state. Default: one [interval](Self::interval), so that two looks in a row agree, where
    /// a resource returns to the same state after each change, as a cluster does to `IDLE`; none elsewhere.
    ///
    /// With zero, a wait for a cluster that is idle ends at the first look.
    pub fn settle(mut self, settle: Duration) -> Self {
        self.settings.settle = Some(settle);
        self
    }
}

impl<T: 'static, O> Wait<T, O> {
    /// Watches the resource meanwhile: a stream of what each look has seen, the last of which is the end of the wait.
    pub fn states(self) -> Watch<T> {
        Watch::new(self.look, self.condition, self.timer, self.what, self.settings)
    }
}

impl<T: Send + 'static, O: 'static> IntoFuture for Wait<T, O> {
    type Output = Result<O, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let finish = self.finish;
        let mut watch = self.states();
        Box::pin(async move {
            let mut last = None;
            while let Some(seen) = watch.next().await {
                last = seen.map(Observed::into_resource)?;
            }
            finish(last)
        })
    }
}

impl<T, O> fmt::Debug for Wait<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").field("for", &self.what).field("settings", &self.settings).finish_non_exhaustive()
    }
}
