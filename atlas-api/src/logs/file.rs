//! A log as a gzip file.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use atlas_gen::{ByteStream, Operation};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::{
    LogLines,
    content::{Content, NotGzip},
    download::Meter,
};
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
    operation: &'static Operation,
    chunks: ByteStream,
    /// The first bytes, until they are sufficient to recognize a gzip file.
    start: Option<BytesMut>,
    has_ended: bool,
    meter: Option<Meter>,
}

impl LogFile {
    pub(super) fn new(response: Response<ByteStream>, operation: &'static Operation, meter: Option<Meter>) -> Self {
        let (status, headers, attempts) = (response.status(), response.headers().clone(), response.attempts());
        let (chunks, start) = (response.into_inner(), Some(BytesMut::new()));
        Self { status, headers, attempts, operation, chunks, start, has_ended: false, meter }
    }

    /// Returns the next chunk; `None` after the last one and after an error.
    ///
    /// # Errors
    /// A lost connection, or a [timeout](Error::is_timeout) while waiting for the next chunk;
    /// [`is_decode`](Error::is_decode) if the response is not a gzip file, such as the page of a proxy.
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

impl LogFile {
    pub(super) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Checks the next chunk if it is one of the first. Returns `None` if more bytes are necessary.
    fn checked(&mut self, chunk: Option<Bytes>) -> Option<Option<Result<Bytes, Error>>> {
        let Some(start) = &mut self.start else { return Some(chunk.map(Ok)) };
        let is_all = chunk.is_none();
        start.extend_from_slice(chunk.as_deref().unwrap_or_default());
        let content = Content::of(start, is_all);
        if content == Content::Undecided {
            return None;
        }
        let start = self.start.take().unwrap_or_default().freeze();
        Some(match content {
            Content::Other => Some(Err(self.refuse(&start))),
            _ => (!is_all).then_some(Ok(start)),
        })
    }

    /// Returns the error for content that is not a gzip file.
    fn refuse(&self, start: &[u8]) -> Error {
        let operation = Some(self.operation);
        Error::foreign_stream(self.status, self.attempts, operation, &self.headers, start).unwrap_or_else(|| {
            Error::unreadable_stream(self.status, self.attempts, operation, NotGzip::new(&self.headers))
        })
    }
}

impl Stream for LogFile {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while !self.has_ended {
            let attempts = self.attempts;
            let chunk = ready!(Pin::new(&mut self.chunks).poll_next(context)).transpose();
            let chunk = chunk.map_err(|error| Error::of_stream(error, attempts));
            if let (Some(Meter(meter)), Ok(Some(chunk))) = (&self.meter, &chunk) {
                meter(chunk.len() as u64);
            }
            let next = match chunk {
                Ok(chunk) => self.checked(chunk),
                Err(error) => Some(Some(Err(error))),
            };
            if let Some(next) = next {
                self.has_ended = !matches!(next, Some(Ok(_)));
                return Poll::Ready(next);
            }
        }
        Poll::Ready(None)
    }
}

impl fmt::Debug for LogFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogFile").field("status", &self.status).finish_non_exhaustive()
    }
}
