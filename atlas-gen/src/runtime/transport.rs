//! The interface between the generated operations and the network.

use std::{error::Error, fmt, future::Future, pin::Pin};

use super::CallContext;

/// The error of a [`Transport`]. It becomes the source of [`crate::Error::Transport`].
pub type TransportError = Box<dyn Error + Send + Sync>;

/// The future response of a [`Transport`].
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<reqwest::Response, TransportError>> + Send + 'a>>;

/// Sends requests and returns their responses.
///
/// A request is complete except for matters of the connection: it has its method, URL, body, `Accept` and
/// `Content-Type`. Implementations add authentication, retries, limits and logging. A response of any status is `Ok`.
pub trait Transport: Send + Sync + fmt::Debug {
    /// Sends `request`. `context` says which operation it calls.
    fn send<'a>(&'a self, request: reqwest::Request, context: CallContext) -> TransportFuture<'a>;
}

/// Sends each request as it is, without authentication.
impl Transport for reqwest::Client {
    fn send<'a>(&'a self, request: reqwest::Request, _: CallContext) -> TransportFuture<'a> {
        Box::pin(async move { self.execute(request).await.map_err(Into::into) })
    }
}
