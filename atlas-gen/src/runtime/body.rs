//! The body of an HTTP response.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;

use super::TransportError;

/// The body of an HTTP response: bytes in memory, or a stream of chunks that are read while they arrive.
///
/// It is a stream of chunks. A [`Transport`](super::Transport) creates it from bytes or text, or with
/// [`stream`](Self::stream).
pub struct Body(Inner);

enum Inner {
    Bytes(Bytes),
    Stream { chunks: Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>, length: Option<u64> },
}

impl Body {
    /// Returns a body that is read from `chunks`. `length` is the exact number of bytes of all chunks, if it is known;
    /// limits rely on it.
    pub fn stream<E: Into<TransportError>>(
        chunks: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
        length: Option<u64>,
    ) -> Self {
        Self(Inner::Stream { chunks: Box::pin(Chunks(Box::pin(chunks))), length })
    }

    /// Returns the number of bytes of the complete body, if it is known. Call it before reading.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes.len() as u64),
            Inner::Stream { length, .. } => *length,
        }
    }

    /// Returns the bytes of a body in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Stream { .. } => None,
        }
    }

    /// Returns the next chunk; `None` at the end.
    ///
    /// # Errors
    /// The error of the transport.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }

    /// Reads the complete body, of any length.
    ///
    /// # Errors
    /// As [`chunk`](Self::chunk).
    pub async fn bytes(mut self) -> Result<Bytes, TransportError> {
        let mut all = match self.0 {
            Inner::Bytes(bytes) => return Ok(bytes),
            Inner::Stream { length, .. } => {
                bytes::BytesMut::with_capacity(length.map_or(0, |length| length.min(MAX_RESERVED) as usize))
            }
        };
        while let Some(chunk) = self.chunk().await? {
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }
}

/// The memory that is reserved for a body of a known length before it arrives: 1 MiB.
const MAX_RESERVED: u64 = 1 << 20;

impl Default for Body {
    fn default() -> Self {
        Self(Inner::Bytes(Bytes::new()))
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Inner::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Inner::Stream { chunks, .. } => chunks.as_mut().poll_next(context),
        }
    }
}

/// Shows the length, but no content.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").field("length", &self.length()).finish_non_exhaustive()
    }
}

macro_rules! from_bytes {
    ($($type:ty),*) => {$(
        impl From<$type> for Body {
            fn from(body: $type) -> Self {
                Self(Inner::Bytes(body.into()))
            }
        }
    )*};
}
from_bytes!(Bytes, Vec<u8>, String, &'static str);

/// A stream with the errors of another one, converted.
struct Chunks<S>(Pin<Box<S>>);

impl<S: Stream<Item = Result<Bytes, E>>, E: Into<TransportError>> Stream for Chunks<S> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map_err(Into::into)))
    }
}
