//! An invoice as CSV.

use std::{
    fmt,
    future::poll_fn,
    path::Path,
    pin::Pin,
    task::{Context, Poll, ready},
};

use atlas_gen::ByteStream;
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use crate::{
    Error, Preview, Request, Response,
    request::{CallOptions, call_options, into_future},
    save::save,
};

/// A request for an invoice as CSV; returned by [`Invoices::csv`](super::Invoices::csv).
///
/// Await it for the file as a stream, or [`save`](Self::save) it. It has no time limit as a whole, unless a
/// [`timeout`](Self::timeout) is set.
#[derive(Clone, Debug)]
#[must_use = "an invoice is not requested until it is awaited or saved"]
pub struct CsvDownload {
    request: Request<ByteStream>,
}

impl CsvDownload {
    #[inline]
    pub(super) fn new(request: Request<ByteStream>) -> Self {
        Self { request }
    }

    #[inline]
    fn options_mut(&mut self) -> &mut CallOptions {
        self.request.options_mut()
    }

    /// Returns the request as it would be sent.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an argument is invalid.
    #[inline]
    pub fn preview(&self) -> Result<Preview, Error> {
        self.request.preview()
    }

    /// Sends the request, and returns the file as a stream when it begins to arrive. Awaiting the download does the same.
    ///
    /// # Errors
    /// As [`Invoices::csv`](super::Invoices::csv).
    #[inline]
    pub async fn send(self) -> Result<CsvFile, Error> {
        self.request.await.map(CsvFile::new)
    }

    /// Sends the request and writes the file to `path`; returns its size in bytes.
    ///
    /// The file appears only when it is complete. Only its owner can read it, where the operating system supports that.
    ///
    /// # Errors
    /// As [`Invoices::csv`](super::Invoices::csv); [`is_io`](Error::is_io) if the file cannot be written. Nothing is sent
    /// if a temporary file next to `path` cannot be created.
    pub async fn save(self, path: impl AsRef<Path>) -> Result<u64, Error> {
        self.request.check()?;
        save(path.as_ref(), self.send()).await
    }

    /// Saves the file and blocks the thread until it is complete.
    ///
    /// # Errors
    /// As [`save`](Self::save); and [`is_invalid_argument`](Error::is_invalid_argument) inside of an async runtime.
    #[cfg(feature = "blocking")]
    pub fn save_blocking(self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let (atlas, path) = (self.request.atlas().clone(), path.as_ref().to_owned());
        crate::request::block_on(&atlas, self.save(path))
    }
}

call_options!(CsvDownload);
into_future!(CsvDownload, CsvFile);

/// An invoice as CSV that is being downloaded: a [`Stream`] of its chunks, in order. Dropping it cancels the rest of the
/// download.
#[must_use = "the file is downloaded only while it is read"]
pub struct CsvFile {
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
    chunks: ByteStream,
    has_ended: bool,
}

impl CsvFile {
    #[inline]
    fn new(response: Response<ByteStream>) -> Self {
        let (status, headers, attempts) = (response.status(), response.headers().clone(), response.attempts());
        Self { status, headers, attempts, chunks: response.into_inner(), has_ended: false }
    }

    /// Returns the next chunk; `None` after the last one and after an error.
    ///
    /// # Errors
    /// A lost connection, or a [timeout](Error::is_timeout) while waiting for the next chunk.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the headers of the response.
    #[must_use]
    #[inline]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the number of requests until the file began to arrive.
    #[must_use]
    #[inline]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl Stream for CsvFile {
    type Item = Result<Bytes, Error>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let attempts = self.attempts;
        let chunk = ready!(Pin::new(&mut self.chunks).poll_next(context));
        let chunk = chunk.map(|chunk| chunk.map_err(|error| Error::of_stream(error, attempts)));
        self.has_ended = !matches!(chunk, Some(Ok(_)));
        Poll::Ready(chunk)
    }
}

impl fmt::Debug for CsvFile {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CsvFile").field("status", &self.status).finish_non_exhaustive()
    }
}
