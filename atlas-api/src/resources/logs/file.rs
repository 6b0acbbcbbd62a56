//! The file that a log comes as.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use atlas_gen::{ByteStream, ResponseValue};
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::LogLines;
use crate::Error;

/// A log as a gzip file that is arriving: a [`Stream`] of its chunks, in order.
///
/// It holds a chunk at a time, however large the log is. It has no time limit as a whole, only one for the next bytes.
/// Dropping it gives up the rest.
#[must_use = "the file arrives only while it is read"]
pub struct LogFile {
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
    chunks: ByteStream,
    has_ended: bool,
}

impl LogFile {
    pub(super) fn new(answer: ResponseValue<ByteStream>) -> Self {
        let (status, headers, attempts) = (answer.status(), answer.headers().clone(), answer.attempts());
        Self { status, headers, attempts, chunks: answer.into_inner(), has_ended: false }
    }

    /// The next chunk; `None` after the last one, and after a failure.
    ///
    /// # Errors
    /// A connection that breaks off, or from which nothing more comes within the [time limit](Error::is_timeout) for it.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The lines of the log, decompressed as they arrive; from the beginning, if no chunk was taken yet.
    pub fn lines(self) -> LogLines {
        LogLines::of_file(self)
    }

    /// The status, a 2xx.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// How many requests it took until the file began to arrive.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl Stream for LogFile {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let chunk = ready!(Pin::new(&mut self.chunks).poll_next(context));
        self.has_ended = !matches!(chunk, Some(Ok(_)));
        let attempts = self.attempts;
        Poll::Ready(chunk.map(|chunk| chunk.map_err(|error| Error::from_call(error).after(attempts))))
    }
}

impl fmt::Debug for LogFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogFile").field("status", &self.status).finish_non_exhaustive()
    }
}
