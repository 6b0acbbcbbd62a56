//! The result of a call, the same for all operations.

use std::{fmt, future::Future, pin::Pin};

use atlas_gen::{ByteStream, Call};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde_json::Value;

use crate::{CallError, typed::has_undecoded};

/// The response to an operation, as its builder's `send` returned it.
pub struct Response {
    /// The status, a 2xx.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The raw body; of a stream, all of its chunks.
    pub body: Bytes,
    /// The decoded value, serialized to JSON again; `None` if the operation returns no value or a stream.
    pub value: Option<Value>,
    /// Whether the value has, at any depth, something of another JSON type than its schema, kept undecoded.
    pub has_undecoded: bool,
}

/// A call that is prepared but not sent.
pub(crate) struct Pending {
    pub(crate) request: Result<atlas_gen::Request, atlas_gen::Error>,
    response: Pin<Box<dyn Future<Output = Result<Response, CallError>> + Send>>,
}

impl Pending {
    fn new(
        request: Result<atlas_gen::Request, atlas_gen::Error>,
        response: impl Future<Output = Result<Response, CallError>> + Send + 'static,
    ) -> Self {
        Self { request, response: Box::pin(response) }
    }

    /// Wraps a call whose response is a value.
    pub(crate) fn json<T: Serialize + fmt::Debug + Send + 'static>(call: Call<T>) -> Self {
        Self::new(call.request(), async move {
            let response = call.await?;
            let (status, headers, body) = (response.status(), response.headers().clone(), response.raw().clone());
            let value = response.into_inner();
            let has_undecoded = has_undecoded(&value);
            let value = serde_json::to_value(&value).map_err(CallError::Serialize)?;
            Ok(Response { status, headers, body, value: Some(value), has_undecoded })
        })
    }

    /// Wraps a call whose response has no value.
    pub(crate) fn empty(call: Call<()>) -> Self {
        Self::new(call.request(), async move {
            let response = call.await?;
            let (status, headers, body) = (response.status(), response.headers().clone(), response.raw().clone());
            Ok(Response { status, headers, body, value: None, has_undecoded: false })
        })
    }

    /// Wraps a call whose response is a stream.
    pub(crate) fn stream(call: Call<ByteStream>) -> Self {
        Self::new(call.request(), async move {
            let response = call.await?;
            let (status, headers) = (response.status(), response.headers().clone());
            let body = response.into_inner().collect().await?;
            Ok(Response { status, headers, body, value: None, has_undecoded: false })
        })
    }

    /// Sends the call and reads the response.
    pub(crate) async fn response(self) -> Result<Response, CallError> {
        self.response.await
    }
}

/// Shows the size of the body, not its content, which can be secret.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("has_undecoded", &self.has_undecoded)
            .finish_non_exhaustive()
    }
}
