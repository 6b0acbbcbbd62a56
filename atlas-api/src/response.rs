//! The response to a request, with its decoded value.

use std::{fmt, ops::Deref};

use atlas_gen::{Operation, ResponseValue};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::Error;

/// A response of Atlas: the decoded value, with the status, the headers and the body.
///
/// It dereferences to the value; [`into_inner`](Self::into_inner) returns the value.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// let user = atlas.database_users().get("user-1").await?;
/// assert_eq!(user.username.as_deref(), Some("user-1"));
///
/// // The body also has properties that this crate does not know.
/// let body: serde_json::Value = serde_json::from_slice(user.raw())?;
/// assert_eq!(body["username"], "user-1");
/// # });
/// ```
#[derive(Clone)]
pub struct Response<T> {
    response: ResponseValue<T>,
    /// The number of requests of earlier calls, such as the one that this call is the fallback of.
    earlier_attempts: u32,
}

impl<T> Response<T> {
    pub(crate) fn new(response: ResponseValue<T>) -> Self {
        Self { response, earlier_attempts: 0 }
    }

    /// Creates the error for a response without a value that the method requires.
    pub(crate) fn incomplete(&self, operation: &'static Operation, reason: &'static str) -> Error {
        Error::unreadable(&self.response, operation, reason)
    }

    /// Adds to the number of attempts.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.earlier_attempts += attempts;
        self
    }

    /// Returns the value without the rest of the response.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.response.into_inner()
    }

    /// Returns the status: a `2xx`, or an error's, such as `404`, for a retried deletion that an earlier attempt has carried
    /// out.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// Returns the number of requests that the call took: more than one after [retries](crate::RetryPolicy), or if a method
    /// sends a [second request](crate::Preview::fallback). Requests for a digest challenge are not counted.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.earlier_attempts + self.response.attempts()
    }

    /// Returns the body as received.
    #[must_use]
    pub fn raw(&self) -> &Bytes {
        self.response.raw()
    }
}

/// Shows only the names of headers, because their values can be secrets, and not the body.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status())
            .field("headers", &self.headers().keys().map(http::HeaderName::as_str).collect::<Vec<_>>())
            .field("attempts", &self.attempts())
            .field("value", &**self)
            .finish_non_exhaustive()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.response
    }
}
