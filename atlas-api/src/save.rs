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
    let target = path.to_owned();
    let (file, replacement) = blocking(move || Replacement::create(&target)).await.map_err(failed)?;
    let mut file = File::from_std(file);
    let mut chunks = request.await?;
    let mut size = 0;
    while let Some(chunk) = poll_fn(|context| Pin::new(&mut chunks).poll_next(context)).await {
        let chunk = chunk?;
        file.write_all(&chunk).await.map_err(failed)?;
        size += chunk.len() as u64;
    }
    finish(file, replacement).await.map_err(failed)?;
    Ok(size)
}

async fn finish(mut file: File, replacement: Replacement) -> io::Result<()> {
    file.flush().await?;
    let file = file.into_std().await;
    blocking(move || replacement.complete(file)).await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}
