//! The interface between the generated operations and the network.

use std::{error::Error, fmt, future::Future, pin::Pin};

use super::CallContext;

/// The error of a [`Transport`]. It becomes the source of [`crate::Error::Transport`].
pub type TransportError = Box<dyn Error + Send + Sync>;

/// The future response of a [`Transport`].
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<reqwest::Response, TransportError>> + Send + 'a>>;

/// A transport, which sends requests and returns their responses.
///
/// A request has a method, a URL, a body, `Accept` and `Content-Type`. Implementations add authentication, retries,
/// limits and logging. A response with any status is `Ok`.
pub trait Transport: Send + Sync + fmt::Debug {
    /// Sends `request`. `context` has the operation that it calls.
    fn send<'a>(&'a self, request: reqwest::Request, context: CallContext) -> TransportFuture<'a>;
}

/// Sends each request unchanged, without authentication.
impl Transport for reqwest::Client {
    fn send<'a>(&'a self, request: reqwest::Request, _: CallContext) -> TransportFuture<'a> {
        Box::pin(async move { self.execute(request).await.map_err(Into::into) })
    }
}
