//! Writing of a stream to a file, atomically.

use std::{future::poll_fn, io, path::Path, pin::Pin};

use bytes::Bytes;
use futures_core::Stream;
use tokio::{fs::File, io::AsyncWriteExt, task::spawn_blocking};

use crate::{Error, replacement::Replacement};

/// Writes the stream that a request returns to `path`; returns its size. The request is sent once a temporary file exists.
/// File operations run on the threads for blocking work.
pub(crate) async fn save<S>(path: &Path, request: impl Future<Output = Result<S, Error>>) -> Result<u64, Error>
where
    S: Stream<Item = Result<Bytes, Error>> + Unpin,
{
    let failed = |error| Error::io(path, error);
    let mut target = Target::create(path).await.map_err(failed)?;
    let mut chunks = request.await?;
    while let Some(chunk) = poll_fn(|context| Pin::new(&mut chunks).poll_next(context)).await {
        target.file.write_all(&chunk?).await.map_err(failed)?;
    }
    target.finish().await.map_err(failed)
}

/// A temporary file that is being written, with the replacement of its target.
pub(crate) struct Target {
    pub(crate) file: File,
    replacement: Replacement,
}

impl Target {
    pub(crate) async fn create(path: &Path) -> io::Result<Self> {
        let path = path.to_owned();
        let (file, replacement) = blocking(move || Replacement::create(&path)).await?;
        Ok(Self { file: File::from_std(file), replacement })
    }

    /// Opens the temporary file for reading from its beginning, after everything has been written to it.
    #[cfg(feature = "logs")]
    pub(crate) async fn reopen(&mut self) -> io::Result<File> {
        self.file.flush().await?;
        File::open(self.replacement.temporary()).await
    }

    /// Replaces the target, and returns the size of the file.
    pub(crate) async fn finish(mut self) -> io::Result<u64> {
        self.file.flush().await?;
        let (file, replacement) = (self.file.into_std().await, self.replacement);
        blocking(move || {
            let size = file.metadata()?.len();
            replacement.complete(file)?;
            Ok(size)
        })
        .await
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}
