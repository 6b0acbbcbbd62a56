//! Limits on the bytes of a response that are kept in memory.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use atlas_gen::{BodyTooLarge, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use http::StatusCode;

/// The default limit on the body of a response to a call: 256 MiB.
pub(crate) const DEFAULT_MAX_RESPONSE: u64 = 256 << 20;

/// The limit on the body of a token response.
pub(super) const MAX_TOKEN_RESPONSE: u64 = 1 << 20;

/// The part of an error response that is read.
const MAX_ERROR_RESPONSE: u64 = 1 << 20;

/// The limit on a body, which applies to the bytes before and after decompression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyLimit {
    /// The body is not kept in memory.
    Unlimited,
    /// The rest of the body is ignored.
    Truncate(u64),
    /// A longer body is an error.
    Reject(BodyTooLarge),
}

impl BodyLimit {
    /// Returns the limit on a response with `status`. A successful download `is_stream`; `max` limits other successes.
    ///
    /// An error response is truncated, because its status is more useful to the caller than an error about its body.
    pub(super) fn of(status: StatusCode, is_stream: bool, max: u64) -> Self {
        match (status.is_success(), is_stream) {
            (true, true) => Self::Unlimited,
            (true, false) => Self::Reject(BodyTooLarge { limit: max }),
            (false, _) => Self::Truncate(MAX_ERROR_RESPONSE),
        }
    }

    /// Returns whether a body of `length` bytes is within the limit.
    pub(super) fn allows(self, length: u64) -> bool {
        length <= self.bytes()
    }

    fn bytes(self) -> u64 {
        match self {
            Self::Unlimited => u64::MAX,
            Self::Truncate(limit) | Self::Reject(BodyTooLarge { limit }) => limit,
        }
    }
}

/// A body that ends at its limit.
pub(super) struct Limited<S> {
    chunks: S,
    limit: BodyLimit,
    left: u64,
    ended: bool,
}

impl<S> Limited<S> {
    /// Limits `chunks`. A body whose `declared` length exceeds the limit fails before anything of it is read.
    pub(super) fn new(chunks: S, limit: BodyLimit, declared: Option<u64>) -> Self {
        let rejected = matches!(limit, BodyLimit::Reject(_)) && declared.is_some_and(|length| length > limit.bytes());
        Self { chunks, limit, left: if rejected { 0 } else { limit.bytes() }, ended: false }
    }
}

impl<S> Stream for Limited<S>
where
    S: Stream<Item = Result<Bytes, TransportError>> + Unpin,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let mut chunk = match ready!(Pin::new(&mut self.chunks).poll_next(context)) {
            Some(Ok(chunk)) => chunk,
            other => return Poll::Ready(other),
        };
        let length = chunk.len() as u64;
        if let Some(left) = self.left.checked_sub(length) {
            self.left = left;
            return Poll::Ready(Some(Ok(chunk)));
        }
        self.ended = true;
        Poll::Ready(Some(match self.limit {
            BodyLimit::Reject(too_large) => Err(too_large.into()),
            BodyLimit::Truncate(_) | BodyLimit::Unlimited => {
                chunk.truncate(usize::try_from(self.left).unwrap_or(usize::MAX));
                Ok(chunk)
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{StreamExt, stream};

    use super::*;

    fn reject(limit: u64) -> BodyLimit {
        BodyLimit::Reject(BodyTooLarge { limit })
    }

    /// Returns the bytes that are read of three chunks of four bytes, or the error.
    async fn read(limit: BodyLimit, declared: Option<u64>) -> Result<usize, BodyTooLarge> {
        let chunks = stream::iter((0..3).map(|_| Ok(Bytes::from_static(b"abcd"))));
        let mut body = Limited::new(chunks, limit, declared);
        let mut length = 0;
        while let Some(chunk) = body.next().await {
            length += chunk.map_err(|error| BodyTooLarge::find(&*error).unwrap())?.len();
        }
        Ok(length)
    }

    #[test]
    fn only_a_successful_download_is_unlimited() {
        for (status, is_stream, expected) in [
            (200, false, reject(7)),
            (201, false, reject(7)),
            (200, true, BodyLimit::Unlimited),
            (404, false, BodyLimit::Truncate(MAX_ERROR_RESPONSE)),
            (503, true, BodyLimit::Truncate(MAX_ERROR_RESPONSE)),
            (302, false, BodyLimit::Truncate(MAX_ERROR_RESPONSE)),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(BodyLimit::of(status, is_stream, 7), expected, "{status}, {is_stream}");
        }
        assert_eq!([6, 7, 8].map(|length| reject(7).allows(length)), [true, true, false]);
    }

    #[tokio::test]
    async fn a_body_at_the_limit_is_complete_and_a_longer_one_is_rejected_or_truncated() {
        assert_eq!(read(reject(12), None).await, Ok(12));
        assert_eq!(read(reject(12), Some(12)).await, Ok(12));
        assert_eq!(read(reject(11), None).await, Err(BodyTooLarge { limit: 11 }));
        assert_eq!(read(reject(0), None).await, Err(BodyTooLarge { limit: 0 }));
        assert_eq!(read(reject(12), Some(13)).await, Err(BodyTooLarge { limit: 12 }));
        assert_eq!(read(BodyLimit::Truncate(9), Some(12)).await, Ok(9));
        assert_eq!(read(BodyLimit::Truncate(8), None).await, Ok(8));
        assert_eq!(read(BodyLimit::Truncate(0), None).await, Ok(0));
        assert_eq!(read(BodyLimit::Unlimited, Some(12)).await, Ok(12));
    }
}
