//! A log as a gzip file.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use atlas_gen::ByteStream;
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::LogLines;
use crate::{Error, Response};

/// A log as a gzip file that is being downloaded: a [`Stream`] of its chunks, in order.
///
/// It holds one chunk at a time, regardless of the size of the log. Dropping it cancels the rest of the download. The
/// client's read timeout applies to each chunk.
#[must_use = "the file is downloaded only while it is read"]
pub struct LogFile {
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
    chunks: ByteStream,
    has_ended: bool,
}

impl LogFile {
    pub(super) fn new(response: Response<ByteStream>) -> Self {
        let (status, headers, attempts) = (response.status(), response.headers().clone(), response.attempts());
        Self { status, headers, attempts, chunks: response.into_inner(), has_ended: false }
    }

    /// Returns the next chunk; `None` after the last one and after an error.
    ///
    /// # Errors
    /// A lost connection, or a [timeout](Error::is_timeout) while waiting for the next chunk.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the lines of the log, decompressed as they arrive. They start at the beginning if no chunk has been read
    /// yet.
    pub fn lines(self) -> LogLines {
        LogLines::from_file(self)
    }

    /// Returns the status, a 2xx.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the number of requests until the file began to arrive.
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
        Poll::Ready(chunk.map(|chunk| chunk.map_err(|error| Error::of_stream(error, attempts))))
    }
}

impl fmt::Debug for LogFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogFile").field("status", &self.status).finish_non_exhaustive()
    }
}
