//! The files of a download.

use super::{FlexRestores, Restores};
use crate::{Download, Secret};

impl Restores {
    /// Downloads a file from an URL in `delivery_url` of a finished [download](Self::download): as a
    /// [stream](Download::send), or [to a file](Download::save). A sharded cluster has an URL for each
    /// shard.
    ///
    /// The URL is not one of Atlas's API: anyone who has it can download the file until `expires_at`. So it is a secret, and
    /// the request has no credentials.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the URL is not an https URL; an error with a status, such
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
    pub fn file(&self, url: impl Into<Secret>) -> Download {
        Download::new(self.cluster.atlas.download(url.into().expose()))
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
    pub fn file(&self, url: impl Into<Secret>) -> Download {
        Download::new(self.cluster.atlas.download(url.into().expose()))
    }
}
