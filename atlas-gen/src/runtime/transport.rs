//! The seam between the generated operations and the network.

use std::{error::Error, fmt, future::Future, pin::Pin};

use super::Operation;

/// What a [`Transport`] fails with; it comes back as [`crate::Error::Transport`], as its source.
pub type TransportError = Box<dyn Error + Send + Sync>;

/// The answer of a [`Transport`], in the making.
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<reqwest::Response, TransportError>> + Send + 'a>>;

/// Sends a request and brings the answer.
///
/// The request is complete but for what concerns the connection: method, address, parameters, body, `Accept` and
/// `Content-Type` are there. Authentication, retries, limits and logging are an implementation's business; any answer
/// that it brings, whatever the status, is a success here.
pub trait Transport: Send + Sync + fmt::Debug {
    /// Sends `request`, which is a call of `operation`.
    fn send<'a>(&'a self, request: reqwest::Request, operation: &'static Operation) -> TransportFuture<'a>;
}

/// Sends each request as it is, without authentication.
impl Transport for reqwest::Client {
    fn send<'a>(&'a self, request: reqwest::Request, _operation: &'static Operation) -> TransportFuture<'a> {
        Box::pin(async move { self.execute(request).await.map_err(Into::into) })
    }
}
