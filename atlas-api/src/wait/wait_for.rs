//! Waits that have not started yet.

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    sync::Arc,
    time::Duration,
};

#[cfg(feature = "blocking")]
use super::Observation;
use super::{Condition, StatusStream};
use crate::{Atlas, Error, Response};

/// A function that requests the resource once.
pub(super) type Poll<T> = Arc<dyn Fn() -> PollFuture<T> + Send + Sync>;
pub(super) type PollFuture<T> = Pin<Box<dyn Future<Output = Result<Response<T>, Error>> + Send>>;

/// A wait for a condition on a resource.
///
/// It polls the resource, with one request each time and the [retries](crate::RetryPolicy) of that request. Await it for
/// the result, which the documentation of the method that returned it describes. [`stream`](Self::stream) reports the
/// state after each poll, for example for a progress bar. [`into_future`](Self::into_future) is the future of several [waits
/// at the same time](super#several-waits-at-the-same-time).
///
/// * A transient error of a poll, such as a `503`, a `429` or a lost connection, does not end the wait. It continues
///   with the next poll until its [time limit](Self::time_limit), after the time in `Retry-After` if that is longer than
///   the interval.
/// * A stale read from before a change does not end the wait: see [`stable_for`](Self::stable_for).
/// * A state that the resource cannot leave ends the wait with an error, such as `failed` for a snapshot. The same holds
///   for a failed state that another request can end, such as that of a search index, but if it is the first observed
///   state, it must persist: it can be a stale read too.
/// * If the resource does not exist, the wait ends with the `404`. A condition can accept the absence, as that of a wait
///   for a deletion does, or wait for the resource to appear.
///
/// `T` is the value that is polled, and `O` the result of the wait.
#[must_use = "a wait does nothing until it is awaited or its stream is polled"]
pub struct Wait<T, O = Option<Response<T>>> {
    pub(super) poll: Poll<T>,
    pub(super) condition: Arc<dyn Condition>,
    pub(super) atlas: Atlas,
    /// The resource, for error messages.
    pub(super) what: String,
    pub(super) settings: Settings,
    finish: fn(End<T>) -> Result<O, Error>,
}

/// The end of a wait that succeeded.
pub(crate) struct End<T> {
    /// The last response; `None` if the resource is absent.
    pub(crate) last: Option<Response<T>>,
    what: String,
    elapsed: Duration,
}

/// The settings of a wait.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) delay: Duration,
    pub(super) interval: Duration,
    pub(super) time_limit: Duration,
    pub(super) stable_for: Option<Duration>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            delay: Duration::ZERO,
            interval: Duration::from_secs(30),
            time_limit: Duration::from_secs(3 * 60 * 60),
            stable_for: None,
        }
    }
}

impl<T> Wait<T> {
    pub(crate) fn new<F>(
        poll: impl Fn() -> F + Send + Sync + 'static,
        condition: impl Condition + 'static,
        atlas: Atlas,
        what: String,
    ) -> Self
    where
        F: Future<Output = Result<Response<T>, Error>> + Send + 'static,
    {
        let poll: Poll<T> = Arc::new(move || Box::pin(poll()));
        let settings = Settings::default();
        Self { poll, condition: Arc::new(condition), atlas, what, settings, finish: |end| Ok(end.last) }
    }

    /// Returns the wait with the last response as its result, instead of an option.
    ///
    /// Only a condition that accepts the absence of the resource needs the option. If the resource is absent at the end
    /// nevertheless, the wait fails with [`is_failed_state`](Error::is_failed_state).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::wait::states;
    ///
    /// let get = atlas.backups("orders").snapshots().get("5f1a2b3c4d5e6f7a8b9c0d1e");
    /// let snapshot = get.wait_until(states::SNAPSHOT_COMPLETED).must_exist().await?;
    /// println!("{:?}", snapshot.storage_size_bytes);
    /// # });
    /// ```
    pub fn must_exist(self) -> Wait<T, Response<T>> {
        self.finishing(|End { last, what, elapsed }| {
            last.ok_or_else(|| Error::failed_state(&what, "absent".to_owned(), elapsed))
        })
    }

    /// Sets the function that converts the result.
    pub(crate) fn finishing<O>(self, finish: fn(End<T>) -> Result<O, Error>) -> Wait<T, O> {
        let Self { poll, condition, atlas, what, settings, .. } = self;
        Wait { poll, condition, atlas, what, settings, finish }
    }
}

impl<T, O> Wait<T, O> {
    /// Sets the time between polls. Default: 30 seconds.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.settings.interval = interval;
        self
    }

    /// Sets the time before the first poll. Default: none.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.settings.delay = delay;
        self
    }

    /// Sets the time limit. The last poll is at the limit; if it does not meet the condition, the wait fails with
    /// [`is_wait_timeout`](Error::is_wait_timeout). Default: 3 hours.
    ///
    /// A poll that is still in progress at the limit, including its retries, is canceled. A poll has at least 30 seconds,
    /// so a wait takes at most 30 seconds longer than the limit.
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.settings.time_limit = limit;
        self
    }

    /// Sets how long the target state must persist if it is the first observed state, to rule out stale reads; likewise a
    /// failed state that another request can end.
    ///
    /// Shortly after a request, Atlas can still return the old state. If the wait has observed another state before,
    /// the target state or the failed one ends it immediately.
    ///
    /// Default: until the next poll for a state that the resource returns to after each change, such as `IDLE`, so that
    /// two polls agree; zero for other states, for deletions and for closures. A failed state must persist until the next
    /// poll, except that of a job such as a snapshot, and that of a closure, which end the wait at once. Set zero if
    /// nothing was changed before the wait: a wait for a cluster that is `IDLE` then ends at the first poll.
    pub fn stable_for(mut self, time: Duration) -> Self {
        self.settings.stable_for = Some(time);
        self
    }
}

impl<T: 'static, O> Wait<T, O> {
    /// Returns a stream of the state after each poll. It ends with the wait.
    pub fn stream(self) -> StatusStream<T> {
        StatusStream::new(self.poll, self.condition, self.atlas.timer(), self.what, self.settings)
    }
}

impl<T: Send + 'static, O: 'static> IntoFuture for Wait<T, O> {
    type Output = Result<O, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let finish = self.finish;
        let mut end = End { last: None, what: self.what.clone(), elapsed: Duration::ZERO };
        let mut stream = self.stream();
        Box::pin(async move {
            while let Some(observation) = stream.next().await {
                let observation = observation?;
                end.elapsed = observation.elapsed();
                end.last = observation.into_resource();
            }
            finish(end)
        })
    }
}

#[cfg(feature = "blocking")]
impl<T: Send + 'static, O: Send + 'static> Wait<T, O> {
    /// Returns an iterator over the observations of the [stream](Self::stream), which blocks the thread between them.
    pub fn iter_blocking(self) -> crate::BlockingItems<Observation<T>> {
        crate::BlockingItems::new(self.atlas.clone(), self.stream())
    }

    /// Waits and blocks the thread meanwhile; see [`Request::send_blocking`](crate::Request::send_blocking).
    ///
    /// # Errors
    /// The errors of the wait; and [`is_invalid_argument`](Error::is_invalid_argument) inside of an async runtime.
    pub fn wait_blocking(self) -> Result<O, Error> {
        let atlas = self.atlas.clone();
        crate::request::block_on(&atlas, self.into_future())
    }
}

#[cfg(not(feature = "blocking"))]
impl<T: Send + 'static, O: Send + 'static> Wait<T, O> {
    #[doc(hidden)]
    pub fn wait_blocking<'a>(self) -> Result<O, Error>
    where
        std::marker::PhantomData<&'a ()>: crate::client::BlockingIsEnabled,
    {
        unreachable!()
    }
}

impl<T, O> fmt::Debug for Wait<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").field("for", &self.what).field("settings", &self.settings).finish_non_exhaustive()
    }
}
