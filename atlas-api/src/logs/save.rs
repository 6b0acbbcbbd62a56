//! Writing of a log to a file, atomically.

use std::{io, path::Path};

use tokio::{fs::File, io::AsyncWriteExt, task::spawn_blocking};

use super::LogDownload;
use crate::{Error, replacement::Replacement};

/// Downloads the log and writes it to `path`. File operations run on the threads for blocking work.
pub(super) async fn save(download: LogDownload, path: &Path) -> Result<u64, Error> {
    let failed = |error| Error::io(path, error);
    let target = path.to_owned();
    let (file, replacement) = blocking(move || Replacement::create(&target)).await.map_err(failed)?;
    let mut file = File::from_std(file);
    let mut log = download.send().await?;
    let mut size = 0;
    while let Some(chunk) = log.next().await {
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
