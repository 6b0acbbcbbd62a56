//! Writing of a log to a file, atomically.

use std::{io, path::Path};

use tempfile::{NamedTempFile, TempPath};
use tokio::{fs::File, io::AsyncWriteExt, task::spawn_blocking};

use super::LogDownload;
use crate::Error;

/// Downloads the log and writes it to `path`. File operations run on the threads for blocking work.
pub(super) async fn save(download: LogDownload, path: &Path) -> Result<u64, Error> {
    let failed = |error| Error::io(path, error);
    // In the same directory, so that the last step is a rename within one file system.
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
    let (file, temporary) = blocking(move || NamedTempFile::new_in(directory)).await.map_err(failed)?.into_parts();
    let mut file = File::from_std(file);
    let mut log = download.send().await?;
    let mut size = 0;
    while let Some(chunk) = log.next().await {
        let chunk = chunk?;
        file.write_all(&chunk).await.map_err(failed)?;
        size += chunk.len() as u64;
    }
    finish(file, temporary, path).await.map_err(failed)?;
    Ok(size)
}

async fn finish(mut file: File, temporary: TempPath, path: &Path) -> io::Result<()> {
    file.flush().await?;
    file.sync_all().await?;
    drop(file);
    let path = path.to_owned();
    blocking(move || temporary.persist(path).map_err(|error| error.error)).await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}
