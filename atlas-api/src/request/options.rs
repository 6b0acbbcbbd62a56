//! Options for one call.

use std::{fmt, time::Duration};

use atlas_gen::{ApiVersion, Call};
use http::HeaderMap;

use crate::{Error, RetryPolicy, transport::ReservedHeader};

/// The options of one call, which override those of the client.
#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) version: Option<ApiVersion>,
    pub(crate) headers: HeaderMap,
    pub(crate) retry: RetryOptions,
    /// Whether the call is permitted although its operation is destructive.
    pub(crate) confirmed: bool,
}

/// The retry options of a call, for the transport that retries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RetryOptions {
    pub(crate) policy: Option<RetryPolicy>,
    /// Whether the caller declared the call idempotent, regardless of its method.
    pub(crate) idempotent: bool,
}

/// The mark of a confirmed call, for the transport that rejects unconfirmed destructive calls.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConfirmedCall;

impl CallOptions {
    /// Rejects headers that only the client itself may set.
    pub(crate) fn check(&self) -> Result<(), Error> {
        ReservedHeader::find(&self.headers).map_or(Ok(()), |reserved| Err(Error::reserved_header(reserved)))
    }

    /// Sets the options on a call.
    pub(crate) fn apply<T>(&self, mut call: Call<T>) -> Call<T> {
        if let Some(limit) = self.timeout {
            call = call.timeout(limit);
        }
        if let Some(version) = &self.version {
            call = call.version(version.clone());
        }
        if !self.headers.is_empty() {
            call = call.headers(self.headers.clone());
        }
        if self.retry != RetryOptions::default() {
            call.context_mut().extensions_mut().insert(self.retry);
        }
        if self.confirmed {
            call.context_mut().extensions_mut().insert(ConfirmedCall);
        }
        call
    }
}

/// Shows only the names of headers, because their values can be secrets.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("version", &self.version.as_ref().map(ApiVersion::as_str))
            .field("headers", &self.headers.keys().map(http::HeaderName::as_str).collect::<Vec<_>>())
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

/// Adds the setters of the options to a request type that has a method `options_mut`.
macro_rules! call_options {
    ($request:ident $(<$($parameter:ident),+>)? $(where $($bounds:tt)+)?) => {
        impl $(<$($parameter),+>)? $request $(<$($parameter),+>)? $(where $($bounds)+)? {
            /// Sets the timeout of each attempt, from its beginning to the last byte of the response, including waiting for
            /// a digest challenge or an access token. Default: the [client's](crate::AtlasBuilder::timeout); none for
            /// downloads.
            #[inline]
            pub fn timeout(mut self, limit: std::time::Duration) -> Self {
                self.options_mut().timeout = Some(limit);
                self
            }

            /// Sets the retry policy of this call, and of a token request that it starts. Default: the
            /// [client's](crate::AtlasBuilder::retry).
            #[inline]
            pub fn retry(mut self, policy: $crate::RetryPolicy) -> Self {
                self.options_mut().retry.policy = Some(policy);
                self
            }

            /// Declares the call idempotent. A `POST` or `PATCH` is then retried like a `GET`, also after failures that
            /// leave open whether it was carried out. Use it if a second execution has no further effect, or fails with an
            /// error that the caller handles, such as [`is_duplicate`](crate::Error::is_duplicate).
            #[inline]
            pub fn idempotent(mut self) -> Self {
                self.options_mut().retry.idempotent = true;
                self
            }

            /// Requests another version of the resource. The type of the value does not change; read properties that
            /// only the other version has from [`Response::raw`](crate::Response::raw).
            #[inline]
            pub fn api_version(mut self, version: $crate::ApiVersion) -> Self {
                self.options_mut().version = Some(version);
                self
            }

            /// Sets a header of the request. Its value is not logged.
            ///
            /// The request fails with [`is_invalid_argument`](crate::Error::is_invalid_argument), before anything is sent,
            /// for `Authorization`, because credentials belong to the client, and for headers of the HTTP connection:
            /// `Connection`, `Content-Length`, `Host`, `Transfer-Encoding` and `Upgrade`.
            #[inline]
            pub fn header(mut self, name: http::HeaderName, value: http::HeaderValue) -> Self {
                self.options_mut().headers.insert(name, value);
                self
            }
        }
    };
}
pub(crate) use call_options;
