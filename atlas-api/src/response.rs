//! The response to a request, with its decoded value.

use std::{fmt, ops::Deref};

use atlas_gen::ResponseValue;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};

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
pub struct Response<T>(ResponseValue<T>);

impl<T> Response<T> {
    pub(crate) fn new(response: ResponseValue<T>) -> Self {
        Self(response)
    }

    /// Returns the value without the rest of the response.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0.into_inner()
    }

    /// Returns the status: a `2xx`, or the `404` of a retried deletion that an earlier attempt has carried out.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status()
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// Returns the number of requests that the call took: more than one after [retries](crate::RetryPolicy). Requests
    /// for a digest challenge are not counted.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts()
    }

    /// Returns the body as received.
    #[must_use]
    pub fn raw(&self) -> &Bytes {
        self.0.raw()
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
        &self.0
    }
}
