//! Saving of a log to a file, also if its download is interrupted.

use std::{io, path::Path};

use async_compression::tokio::write::GzipEncoder;
use chrono::{DateTime, Utc};
use tokio::io::AsyncWriteExt;

use super::{
    LogDownload,
    open::Open,
    resumable::{Resumable, is_interruption},
};
use crate::{Error, save::Target};

/// Writes the log to `path` as it arrives; returns the size of the file.
pub(super) async fn save(path: &Path, download: LogDownload) -> Result<u64, Error> {
    let failed = |error| Error::io(path, error);
    let mut target = Target::create(path).await.map_err(failed)?;
    let begun = download.atlas.now();
    let mut file = download.clone().send().await?;
    while let Some(chunk) = file.next().await {
        match chunk {
            Ok(chunk) => target.file.write_all(&chunk).await.map_err(failed)?,
            Err(error) if is_interruption(&error) && download.retry_policy().has_attempts_left(1) => {
                drop(file);
                return complete(path, target, download, begun, error).await;
            }
            Err(error) => return Err(error),
        }
    }
    target.finish().await.map_err(failed)
}

/// Writes a new file with the lines of an incomplete one, and with the lines that a restarted download adds.
async fn complete(
    path: &Path,
    mut partial: Target,
    download: LogDownload,
    begun: DateTime<Utc>,
    error: Error,
) -> Result<u64, Error> {
    let failed = |error| Error::io(path, error);
    let open = Open::partial(partial.reopen().await.map_err(failed)?, error);
    let mut log = Resumable::continuing(download, begun, open);
    let mut target = Target::create(path).await.map_err(failed)?;
    let mut encoder = GzipEncoder::new(&mut target.file);
    while let Some((_, line)) = log.next().await? {
        write(&mut encoder, &line).await.map_err(failed)?;
    }
    encoder.shutdown().await.map_err(failed)?;
    target.finish().await.map_err(failed)
}

async fn write(encoder: &mut (impl AsyncWriteExt + Unpin), line: &[u8]) -> io::Result<()> {
    encoder.write_all(line).await?;
    encoder.write_all(b"\n").await
}
