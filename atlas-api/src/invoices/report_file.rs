//! The files of reports on invoices.

use super::Invoices;
use crate::{Download, Secret};

impl Invoices {
    /// Downloads the file of a report from its `download_url`: as a [stream](Download::send), or [to a
    /// file](Download::save).
    ///
    /// The URL is not one of Atlas's API: anyone who has it can download the file until it expires. So it is a secret, and
    /// the request has no credentials.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the URL is not an https URL; an error with a status,
    /// such as 403, if it has expired.
    pub fn report_file(&self, url: impl Into<Secret>) -> Download {
        Download::new(self.atlas.download(url.into().expose()))
    }
}
