//! A response whose body is buffered, so that a failure while reading it can be retried.

use atlas_gen::{HttpResponse, Operation, TransportError};
use bytes::Bytes;

/// The response to an attempt. It has no `Debug`, which would show the body.
pub(super) enum BufferedResponse {
    /// A response with its complete body.
    Complete(http::Response<Bytes>),
    /// A successful download, whose body is passed on as a stream.
    Stream(HttpResponse),
}

impl BufferedResponse {
    /// Reads the body, unless the response is a successful download.
    ///
    /// The body is read here because an incomplete body is a transient failure, and later transports do not retry. A
    /// download is not buffered, so it is not retried once it has begun.
    pub(super) async fn read(response: HttpResponse, operation: &'static Operation) -> Result<Self, TransportError> {
        let success = response.status().is_success();
        if success && operation.response.is_stream() {
            return Ok(Self::Stream(response));
        }
        let (head, body) = response.into_parts();
        let body = match body.bytes().await {
            Ok(body) => body,
            // The error status is more useful to the caller than an error about an incomplete body.
            Err(_) if !success => Bytes::new(),
            Err(error) => return Err(error),
        };
        Ok(Self::Complete(http::Response::from_parts(head, body)))
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
impl From<BufferedResponse> for HttpResponse {
    fn from(response: BufferedResponse) -> Self {
        match response {
            BufferedResponse::Complete(response) => response.map(Into::into),
            BufferedResponse::Stream(response) => response,
        }
    }
}
