//! The files of a download.

use std::{
    fmt,
    future::poll_fn,
    path::Path,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use atlas_gen::ByteStream;
use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_LENGTH;

use super::{FlexRestores, Restores};
use crate::{Error, Request, Response, Secret, request::into_future, save::save};

/// Calls with the number of bytes so far, and the size of the file if the server states it.
type OnProgress = Arc<dyn Fn(u64, Option<u64>) + Send + Sync>;

impl Restores {
    /// Downloads a file from an URL in `delivery_url` of a finished [download](Self::download): as a
    /// [stream](SnapshotDownload::send), or [to a file](SnapshotDownload::save). A sharded cluster has an URL for each
    /// shard.
    ///
    /// The URL is not one of Atlas's API: anyone who has it can download the file until `expires_at`. So it is a secret, and
    /// the request has no credentials.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the URL is not an https URL; an error with a status, such
    /// as 403, if it has expired.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let restores = atlas.backups("orders").restores();
    /// let ready = restores.wait_until_finished("5f1a2b3c4d5e6f7a8b9c0d1f").await?;
    /// for (part, url) in ready.delivery_url.iter().flatten().enumerate() {
    ///     let download = restores.file(url.clone()).on_progress(|bytes, size| println!("{bytes} of {size:?}"));
    ///     download.save(format!("orders-{part}.tgz")).await?;
    /// }
    /// # });
    /// ```
    pub fn file(&self, url: impl Into<Secret>) -> SnapshotDownload {
        SnapshotDownload::new(self.cluster.atlas.download(url.into().expose()))
    }
}

impl FlexRestores {
    /// Downloads the file from `snapshot_url` of a completed [download](Self::download). Otherwise as
    /// [`Restores::file`].
    ///
    /// # Errors
    /// As [`Restores::file`].
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let restores = atlas.flex_backups("small").restores();
    /// let ready = restores.wait_until_completed("5f1a2b3c4d5e6f7a8b9c0d6d").await?;
    /// if let Some(url) = &ready.snapshot_url {
    ///     restores.file(url.clone()).save("small.tgz").await?;
    /// }
    /// # });
    /// ```
    pub fn file(&self, url: impl Into<Secret>) -> SnapshotDownload {
        SnapshotDownload::new(self.cluster.atlas.download(url.into().expose()))
    }
}

/// A request for a file of a snapshot; returned by [`Restores::file`] and [`FlexRestores::file`].
///
/// Await it for the file as a stream, or [`save`](Self::save) it. It has no time limit as a whole, unless a
/// [`timeout`](Self::timeout) is set. A download that is interrupted is not resumed.
#[derive(Clone)]
#[must_use = "a file is not requested until it is awaited or saved"]
pub struct SnapshotDownload {
    request: Request<ByteStream>,
    on_progress: Option<OnProgress>,
}

impl SnapshotDownload {
    #[inline]
    fn new(request: Request<ByteStream>) -> Self {
        Self { request, on_progress: None }
    }

    /// Sets the time limit of the complete download. Default: none.
    #[inline]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.request.options_mut().timeout = Some(limit);
        self
    }

    /// Calls `function` for each chunk with the number of bytes so far, and with the size of the file if the server
    /// states it.
    pub fn on_progress(mut self, function: impl Fn(u64, Option<u64>) + Send + Sync + 'static) -> Self {
        self.on_progress = Some(Arc::new(function));
        self
    }

    /// Sends the request, and returns the file as a stream when it begins to arrive. Awaiting the download does the same.
    ///
    /// # Errors
    /// As [`Restores::file`].
    #[inline]
    pub async fn send(self) -> Result<SnapshotFile, Error> {
        let Self { request, on_progress } = self;
        Ok(SnapshotFile::new(request.await?, on_progress))
    }

    /// Sends the request and writes the file to `path`; returns its size in bytes.
    ///
    /// The file appears only when it is complete. Only its owner can read it, where the operating system supports that.
    ///
    /// # Errors
    /// As [`Restores::file`]; [`is_io`](Error::is_io) if the file cannot be written. Nothing is sent if a temporary file
    /// next to `path` cannot be created.
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

into_future!(SnapshotDownload, SnapshotFile);

/// Does not show the URL, which is a secret.
impl fmt::Debug for SnapshotDownload {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SnapshotDownload").finish_non_exhaustive()
    }
}

/// A file of a snapshot that is being downloaded: a [`Stream`] of its chunks, in order. Dropping it cancels the rest of
/// the download.
#[must_use = "the file is downloaded only while it is read"]
pub struct SnapshotFile {
    size: Option<u64>,
    received: u64,
    attempts: u32,
    chunks: ByteStream,
    has_ended: bool,
    on_progress: Option<OnProgress>,
}

impl SnapshotFile {
    #[inline]
    fn new(response: Response<ByteStream>, on_progress: Option<OnProgress>) -> Self {
        let size = response.headers().get(CONTENT_LENGTH).and_then(|size| size.to_str().ok()?.parse().ok());
        let attempts = response.attempts();
        Self { size, received: 0, attempts, chunks: response.into_inner(), has_ended: false, on_progress }
    }

    /// Returns the size of the file in bytes, if the server states it.
    #[must_use]
    #[inline]
    pub fn size(&self) -> Option<u64> {
        self.size
    }

    /// Returns the next chunk; `None` after the last one and after an error.
    ///
    /// # Errors
    /// A lost connection, or a [timeout](Error::is_timeout) while waiting for the next chunk.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl Stream for SnapshotFile {
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

impl fmt::Debug for SnapshotFile {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SnapshotFile").field("size", &self.size).finish_non_exhaustive()
    }
}
