//! A request in progress.

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    task::{Context, Poll, ready},
};

use atlas_gen::{Call, CallFuture};
use percent_encoding::percent_decode_str;

use super::{CallOptions, Fallback};
use crate::{Error, Response, raw::RawTarget};

/// A request that is ready to be sent.
pub(crate) struct Prepared<T> {
    pub(crate) call: Result<Call<T>, Error>,
    pub(crate) options: CallOptions,
    pub(crate) fallback: Option<Fallback<T>>,
    pub(crate) already_done: Option<fn() -> T>,
    /// The target of a raw request, for its errors.
    pub(crate) raw: Option<RawTarget>,
}

/// The future of a [`Request`](super::Request). Dropping it cancels the request.
#[must_use = "futures do nothing unless polled"]
pub struct RequestFuture<T> {
    state: State<T>,
    options: CallOptions,
    fallback: Option<Fallback<T>>,
    already_done: Option<fn() -> T>,
    raw: Option<RawTarget>,
    /// The number of requests of the first call, once the second one is sent.
    earlier_attempts: u32,
}

enum State<T> {
    /// A request that was not sent, or `None` after the result.
    Ended(Option<Error>),
    Sent {
        call: CallFuture<T>,
        /// The last segment of the path, still encoded: the name or id of the resource. Only errors need it.
        segment: String,
    },
}

impl<T> State<T> {
    fn new(call: Result<Call<T>, Error>, options: &CallOptions) -> Self {
        match call {
            Err(error) => Self::Ended(Some(error)),
            Ok(call) => {
                let call = options.apply(call);
                let segment = last_segment(&call).to_owned();
                Self::Sent { call: call.into_future(), segment }
            }
        }
    }
}

impl<T> RequestFuture<T> {
    pub(crate) fn new(prepared: Prepared<T>) -> Self {
        let Prepared { call, options, fallback, already_done, raw } = prepared;
        Self { state: State::new(call, &options), options, fallback, already_done, raw, earlier_attempts: 0 }
    }

    /// Returns the result of a call that failed: a success if an earlier attempt has carried out the deletion.
    fn after_error(&self, error: Error) -> Result<Response<T>, Error> {
        let result = match self.already_done {
            Some(done) if error.shows_deletion() && error.may_have_been_applied() => error.into_response(done()),
            _ => Err(error),
        };
        let earlier = self.earlier_attempts;
        result.map(|response| response.after(earlier)).map_err(|error| error.after(earlier))
    }
}

/// Returns the last segment of the path of a call, encoded.
fn last_segment<T>(call: &Call<T>) -> &str {
    call.path().and_then(|path| path.rsplit('/').next()).unwrap_or_default()
}

impl<T> Unpin for RequestFuture<T> {}

impl<T> Future for RequestFuture<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        loop {
            let (call, segment) = match &mut this.state {
                State::Sent { call, segment } => (call, segment),
                State::Ended(error) => {
                    let error =
                        error.take().unwrap_or_else(|| Error::invalid_argument("request", "polled after completion"));
                    return Poll::Ready(Err(error));
                }
            };
            // A value can have a few kilobytes, so it is moved as rarely as possible.
            let error = match ready!(Pin::new(call).poll(context)) {
                Ok(value) => {
                    this.state = State::Ended(None);
                    return Poll::Ready(Ok(Response::new(value).after(this.earlier_attempts)));
                }
                Err(error) => error,
            };
            let mut error = Error::from_call(error);
            if let Some(target) = this.raw.take() {
                error = error.of_request(target);
            }
            let error = error.classify_absence(&percent_decode_str(segment).decode_utf8_lossy());
            match this.fallback.take() {
                Some(fallback) if fallback.applies(&error) => {
                    this.earlier_attempts = error.attempts();
                    this.state = State::new(fallback.call(), &this.options);
                }
                _ => {
                    this.state = State::Ended(None);
                    return Poll::Ready(this.after_error(error));
                }
            }
        }
    }
}

impl<T> fmt::Debug for RequestFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RequestFuture")
    }
}
