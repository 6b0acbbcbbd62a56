//! Requests that check whether a resource exists.

use std::{future::IntoFuture, pin::Pin};

use super::{CallOptions, Preview, Request, call_options};
use crate::Error;

/// A request that checks whether a resource exists. Await it to send it.
///
/// The resource is absent only if Atlas responds `404` with a code that names the resource itself, such as
/// `CLUSTER_NOT_FOUND` for a cluster. Any other error fails the request, such as a missing project or another parent,
/// or a proxy's `404` without a code. See [`Error::is_absent`].
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct Exists {
    request: Request<()>,
    /// Whether an error proves that the resource exists.
    exists: fn(&Error) -> bool,
}

impl Exists {
    pub(super) fn new<T>(request: Request<T>) -> Self {
        let Request { atlas, call, options, fallback, .. } = request;
        let call = call.map(atlas_gen::Call::discard);
        let fallback =
            fallback.map(|fallback| super::Fallback { applies: fallback.applies, call: fallback.call.discard() });
        let request = Request { atlas, call, options, fallback, already_done: None };
        Self { request, exists: |_| false }
    }

    /// Accepts an error for which `exists` holds as proof of existence, instead of sending a second request.
    pub(crate) fn or_if(mut self, exists: fn(&Error) -> bool) -> Self {
        self.request.fallback = None;
        self.exists = exists;
        self
    }

    fn options_mut(&mut self) -> &mut CallOptions {
        self.request.options_mut()
    }

    /// Returns the request as it would be sent.
    ///
    /// # Errors
    /// As [`Request::preview`].
    pub fn preview(&self) -> Result<Preview, Error> {
        self.request.preview()
    }

    /// Sends the request. Awaiting it does the same.
    ///
    /// # Errors
    /// Any error except for one that means that the resource is absent.
    pub async fn send(self) -> Result<bool, Error> {
        match self.request.send().await {
            Ok(_) => Ok(true),
            Err(error) if (self.exists)(&error) => Ok(true),
            Err(error) if error.is_absent() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Sends the request and blocks until the response arrives; see [`Request::send_blocking`].
    ///
    /// # Errors
    /// As [`send`](Self::send); and [`is_invalid_argument`](Error::is_invalid_argument) inside of an async runtime.
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<bool, Error> {
        let atlas = self.request.atlas().clone();
        super::block_on(&atlas, self.send())
    }
}

call_options!(Exists);

impl IntoFuture for Exists {
    type Output = Result<bool, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
