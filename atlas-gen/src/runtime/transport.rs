//! The interface between the generated operations and the network.

use std::{error::Error, fmt, future::Future, pin::Pin};

use super::{Body, CallContext, Request};

/// The error of a [`Transport`]. It becomes the source of [`crate::Error::Transport`].
pub type TransportError = Box<dyn Error + Send + Sync>;

/// The response of a [`Transport`].
pub type HttpResponse = http::Response<Body>;

/// The future response of a [`Transport`].
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, TransportError>> + Send + 'a>>;

/// A transport, which sends requests and returns their responses.
///
/// A request has a method, a URL, a body, `Accept` and `Content-Type`. Implementations add authentication, retries,
/// limits and logging. A response with any status is `Ok`. With the feature `reqwest`, a `reqwest::Client` is a transport.
pub trait Transport: Send + Sync + fmt::Debug {
    /// Sends `request`. `context` has the operation that it calls.
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a>;
}
