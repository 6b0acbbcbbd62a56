//! A response whose body is buffered, so that a failure while reading it can be retried.

use atlas_gen::{Operation, TransportError};
use bytes::Bytes;
use reqwest::ResponseBuilderExt;

/// The response to an attempt. It has no `Debug`, which would show the body.
pub(super) enum BufferedResponse {
    /// A response with its complete body.
    Complete(http::Response<Bytes>),
    /// A successful download, whose body is passed on as a stream.
    Stream(reqwest::Response),
}

impl BufferedResponse {
    /// Reads the body, unless the response is a successful download.
    ///
    /// The body is read here because an incomplete body is a transient failure, and later transports do not retry. A
    /// download is not buffered, so it is not retried once it has begun.
    pub(super) async fn read(
        mut response: reqwest::Response,
        operation: &'static Operation,
    ) -> Result<Self, TransportError> {
        let success = response.status().is_success();
        if success && operation.response.is_stream() {
            return Ok(Self::Stream(response));
        }
        let mut complete = http::Response::builder().url(response.url().clone()).body(Bytes::new())?;
        *complete.status_mut() = response.status();
        *complete.version_mut() = response.version();
        *complete.headers_mut() = std::mem::take(response.headers_mut());
        complete.extensions_mut().extend(std::mem::take(response.extensions_mut()));
        *complete.body_mut() = match response.bytes().await {
            Ok(body) => body,
            // The error status is more useful to the caller than an error about an incomplete body.
            Err(_) if !success => Bytes::new(),
            Err(error) => return Err(error.without_url().into()),
        };
        Ok(Self::Complete(complete))
    }

    /// Returns the body, if it is buffered.
    pub(super) fn body(&self) -> Option<&Bytes> {
        match self {
            Self::Complete(response) => Some(response.body()),
            Self::Stream(_) => None,
        }
    }
}

/// Converts the response for the low-level client.
impl From<BufferedResponse> for reqwest::Response {
    fn from(response: BufferedResponse) -> Self {
        match response {
            BufferedResponse::Complete(response) => response.into(),
            BufferedResponse::Stream(response) => response,
        }
    }
}
