//! The limit on a body that is read into memory.

use std::error::Error;

use bytes::{Bytes, BytesMut};

use super::{Body, TransportError};

/// The default limit on the body of a success: 256 MiB.
pub(super) const DEFAULT_MAX_RESPONSE: u64 = 256 << 20;

/// The part of an error response that is read: 1 MiB.
pub(super) const MAX_ERROR_RESPONSE: u64 = 1 << 20;

/// The error of a response whose body exceeds the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body of the response has more than {limit} bytes")]
#[allow(clippy::exhaustive_structs)] // Transports construct it.
pub struct BodyTooLarge {
    /// The limit in bytes.
    pub limit: u64,
}

impl BodyTooLarge {
    /// Finds the error among the causes of another one.
    #[must_use]
    pub fn find(error: &(dyn Error + 'static)) -> Option<Self> {
        let mut cause = Some(error);
        while let Some(error) = cause {
            if let Some(found) = error.downcast_ref() {
                return Some(*found);
            }
            cause = error.source();
        }
        None
    }
}

/// Reads a body of at most `limit` bytes.
pub(super) async fn read(mut body: Body, limit: u64) -> Result<Bytes, TransportError> {
    // A declared length is exact: the connection ends the body there. The body of most transports is already in memory.
    if body.length().is_some_and(|length| length <= limit) {
        return body.bytes().await;
    }
    let mut all = BytesMut::new();
    while let Some(chunk) = body.chunk().await? {
        if (all.len() + chunk.len()) as u64 > limit {
            return Err(BodyTooLarge { limit }.into());
        }
        all.extend_from_slice(&chunk);
    }
    Ok(all.freeze())
}

/// Reads the first bytes of a body, up to an error of the connection.
pub(super) async fn read_start(mut body: Body, limit: u64) -> Bytes {
    if body.length().is_some_and(|length| length <= limit) {
        return body.bytes().await.unwrap_or_default();
    }
    let (limit, mut start) = (usize::try_from(limit).unwrap_or(usize::MAX), BytesMut::new());
    while start.len() < limit
        && let Ok(Some(chunk)) = body.chunk().await
    {
        start.extend_from_slice(&chunk[..chunk.len().min(limit - start.len())]);
    }
    start.freeze()
}

#[cfg(test)]
mod tests {
    use std::{
        pin::Pin,
        task::{Context, Poll, Waker},
    };

    use futures_core::Stream;

    use super::*;

    /// A body of this many chunks of four bytes, without a declared length.
    struct Chunks(usize);

    impl Stream for Chunks {
        type Item = Result<Bytes, std::io::Error>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            let Some(left) = self.0.checked_sub(1) else { return Poll::Ready(None) };
            self.0 = left;
            Poll::Ready(Some(Ok(Bytes::from_static(b"abcd"))))
        }
    }

    fn streamed(chunks: usize) -> Body {
        Body::stream(Chunks(chunks), None)
    }

    fn buffered(length: usize) -> Body {
        vec![b'x'; length].into()
    }

    /// Returns the output of a future that never waits.
    fn now<T>(future: impl Future<Output = T>) -> T {
        match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("the future waits"),
        }
    }

    #[test]
    fn a_body_at_the_limit_is_read_and_a_longer_one_is_an_error() {
        for (body, limit, expected) in [
            (streamed(3), 12, Ok(12)),
            (streamed(3), 11, Err(BodyTooLarge { limit: 11 })),
            (streamed(usize::MAX), 1000, Err(BodyTooLarge { limit: 1000 })),
            (streamed(0), 0, Ok(0)),
            (buffered(12), 12, Ok(12)),
            (buffered(12), 11, Err(BodyTooLarge { limit: 11 })),
        ] {
            let read = now(read(body, limit)).map(|body| body.len());
            assert_eq!(read.map_err(|error| BodyTooLarge::find(&*error).unwrap()), expected);
        }
    }

    #[test]
    fn the_start_of_an_error_response_is_read() {
        for (body, limit, expected) in
            [(streamed(3), 12, 12), (streamed(3), 7, 7), (streamed(usize::MAX), 0, 0), (buffered(12), 5, 5)]
        {
            assert_eq!(now(read_start(body, limit)).len(), expected);
        }
    }
}
