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
pub(crate) struct Pending<'a>(Pin<Box<dyn Future<Output = Result<Answer, CallError>> + Send + 'a>>);

impl<'a> Pending<'a> {
    /// A call whose answer is a value.
    pub(crate) fn json<T: Serialize + fmt::Debug + Send + 'a>(call: Call<'a, T>) -> Self {
        Self(Box::pin(async move {
            let answer = call.await?;
            let (status, headers, body) = (answer.status(), answer.headers().clone(), answer.raw().clone());
            let value = answer.into_inner();
            let has_undecoded = has_undecoded(&value);
            let value = serde_json::to_value(&value).map_err(CallError::Unwritable)?;
            Ok(Answer { status, headers, body, value: Some(value), has_undecoded })
        }))
    }

    /// A call whose answer has no value.
    pub(crate) fn nothing(call: Call<'a, ()>) -> Self {
        Self(Box::pin(async move {
            let answer = call.await?;
            let (status, headers, body) = (answer.status(), answer.headers().clone(), answer.raw().clone());
            Ok(Answer { status, headers, body, value: None, has_undecoded: false })
        }))
    }

    /// A call whose answer is a stream.
    pub(crate) fn stream(call: Call<'a, ByteStream>) -> Self {
        Self(Box::pin(async move {
            let answer = call.await?;
            let (status, headers) = (answer.status(), answer.headers().clone());
            let body = answer.into_inner().collect().await?;
            Ok(Answer { status, headers, body, value: None, has_undecoded: false })
        }))
    }

    pub(crate) async fn answer(self) -> Result<Answer, CallError> {
        self.0.await
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
