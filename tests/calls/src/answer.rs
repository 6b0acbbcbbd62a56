//! What a call brings, the same for all operations.

use std::{fmt, future::Future, pin::Pin};

use atlas_gen::{ByteStream, Call};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde_json::Value;

use crate::{CallError, typed::has_undecoded};

/// What an operation answered, as its builder's `send` gave it.
pub struct Answer {
    /// The status, a 2xx.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came; of a stream, all of its chunks.
    pub body: Bytes,
    /// The decoded value, written as JSON again; `None` where the operation has no value, or a stream.
    pub value: Option<Value>,
    /// Whether the value has something at some depth that does not fit its type, and that it keeps as it came.
    pub has_undecoded: bool,
}

/// A call that was made and not sent.
pub(crate) struct Pending {
    pub(crate) request: Result<reqwest::Request, atlas_gen::Error>,
    answer: Pin<Box<dyn Future<Output = Result<Answer, CallError>> + Send>>,
}

impl Pending {
    fn new(
        request: Result<reqwest::Request, atlas_gen::Error>,
        answer: impl Future<Output = Result<Answer, CallError>> + Send + 'static,
    ) -> Self {
        Self { request, answer: Box::pin(answer) }
    }

    /// A call whose answer is a value.
    pub(crate) fn json<T: Serialize + fmt::Debug + Send + 'static>(call: Call<T>) -> Self {
        Self::new(call.request(), async move {
            let answer = call.await?;
            let (status, headers, body) = (answer.status(), answer.headers().clone(), answer.raw().clone());
            let value = answer.into_inner();
            let has_undecoded = has_undecoded(&value);
            let value = serde_json::to_value(&value).map_err(CallError::Unwritable)?;
            Ok(Answer { status, headers, body, value: Some(value), has_undecoded })
        })
    }

    /// A call whose answer has no value.
    pub(crate) fn empty(call: Call<()>) -> Self {
        Self::new(call.request(), async move {
            let answer = call.await?;
            let (status, headers, body) = (answer.status(), answer.headers().clone(), answer.raw().clone());
            Ok(Answer { status, headers, body, value: None, has_undecoded: false })
        })
    }

    /// A call whose answer is a stream.
    pub(crate) fn stream(call: Call<ByteStream>) -> Self {
        Self::new(call.request(), async move {
            let answer = call.await?;
            let (status, headers) = (answer.status(), answer.headers().clone());
            let body = answer.into_inner().collect().await?;
            Ok(Answer { status, headers, body, value: None, has_undecoded: false })
        })
    }

    pub(crate) async fn answer(self) -> Result<Answer, CallError> {
        self.answer.await
    }
}

/// Bodies are counted, not shown: what a service answers can be secret.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("has_undecoded", &self.has_undecoded)
            .finish_non_exhaustive()
    }
}
