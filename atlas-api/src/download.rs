//! Downloads of files.

use std::{
    fmt,
    future::poll_fn,
    path::Path,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use atlas_gen::ByteStream;
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, header::CONTENT_LENGTH};

use crate::{
    Error, Preview, Request, Response,
    request::{CallOptions, call_options, into_future},
    save::save,
};

/// Calls with the number of bytes so far, and the size of the file if the server states it.
type OnProgress = Arc<dyn Fn(u64, Option<u64>) + Send + Sync>;

/// A request for a file, such as an [invoice](crate::invoices::Invoices::csv) or a
/// [snapshot](crate::backups::Restores::file).
///
/// Await it for the file as a stream, or [`save`](Self::save) it. It has no time limit as a whole, unless a
/// [`timeout`](Self::timeout) is set. A download that is interrupted is not resumed.
#[derive(Clone)]
#[must_use = "a file is not requested until it is awaited or saved"]
pub struct Download {
    request: Request<ByteStream>,
    on_progress: Option<OnProgress>,
}

impl Download {
    #[inline]
    pub(crate) fn new(request: Request<ByteStream>) -> Self {
        Self { request, on_progress: None }
    }

    #[inline]
    fn options_mut(&mut self) -> &mut CallOptions {
        self.request.options_mut()
    }

    /// Calls `function` for each chunk with the number of bytes so far, and with the size of the file if the server
    /// states it.
    pub fn on_progress(mut self, function: impl Fn(u64, Option<u64>) + Send + Sync + 'static) -> Self {
        self.on_progress = Some(Arc::new(function));
        self
    }

    /// Returns the request as it would be sent. The URL of a file of a snapshot is a secret.
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
    /// As the method that returned the download.
    #[inline]
    pub async fn send(self) -> Result<FileStream, Error> {
        let Self { request, on_progress } = self;
        Ok(FileStream::new(request.await?, on_progress))
    }

    /// Sends the request and writes the file to `path`; returns its size in bytes.
    ///
    /// The file appears only when it is complete. Only its owner can read it, where the operating system supports that.
    ///
    /// # Errors
    /// As the method that returned the download; [`is_io`](Error::is_io) if the file cannot be written. Nothing is sent if
    /// a temporary file next to `path` cannot be created.
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

call_options!(Download);
into_future!(Download, FileStream);

/// Does not show the URL, which can be a secret.
impl fmt::Debug for Download {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").finish_non_exhaustive()
    }
}

/// A file that is being downloaded: a [`Stream`] of its chunks, in order. Dropping it cancels the rest of the download.
#[must_use = "the file is downloaded only while it is read"]
pub struct FileStream {
    headers: HeaderMap,
    attempts: u32,
    size: Option<u64>,
    received: u64,
    chunks: ByteStream,
    has_ended: bool,
    on_progress: Option<OnProgress>,
}

impl FileStream {
    #[inline]
    fn new(response: Response<ByteStream>, on_progress: Option<OnProgress>) -> Self {
        let (headers, attempts) = (response.headers().clone(), response.attempts());
        let size = headers.get(CONTENT_LENGTH).and_then(|size| size.to_str().ok()?.parse().ok());
        let chunks = response.into_inner();
        Self { headers, attempts, size, received: 0, chunks, has_ended: false, on_progress }
    }

    /// Returns the next chunk; `None` after the last one and after an error.
    ///
    /// # Errors
    /// A lost connection, or a [timeout](Error::is_timeout) while waiting for the next chunk.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the size of the file in bytes, if the server states it.
    #[must_use]
    #[inline]
    pub fn size(&self) -> Option<u64> {
        self.size
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

impl Stream for FileStream {
    type Item = Result<Bytes, Error>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let attempts = self.attempts;
        let chunk = ready!(Pin::new(&mut self.chunks).poll_next(context));
        let chunk = chunk.map(|chunk| chunk.map_err(|error| Error::of_stream(error, attempts)));
        match &chunk {
            Some(Ok(bytes)) => {
                self.received += bytes.len() as u64;
                if let Some(on_progress) = &self.on_progress {
                    on_progress(self.received, self.size);
                }
            }
            Some(Err(_)) | None => self.has_ended = true,
        }
        Poll::Ready(chunk)
    }
}

impl fmt::Debug for FileStream {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileStream").field("size", &self.size).finish_non_exhaustive()
    }
}
