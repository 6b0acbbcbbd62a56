//! The maximum size of a document.

use std::fmt;
use std::io::{self, Read};

use anyhow::bail;

/// The maximum size of a document, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit(u64);

impl Limit {
    /// The limit for files and downloads. The official document has less than a tenth of it.
    pub(super) const DOCUMENT: Self = Self::bytes(64 << 20);

    /// Creates a limit.
    pub(super) const fn bytes(bytes: u64) -> Self {
        Self(bytes)
    }

    /// Fails if a size exceeds the limit.
    pub(super) fn check(self, size: u64) -> anyhow::Result<()> {
        if size > self.0 {
            bail!("larger than {self}; pass the OpenAPI document");
        }
        Ok(())
    }

    /// Reads all bytes; the second result tells whether they are within the limit. Reads at most one byte more.
    pub(super) fn read(self, reader: impl Read) -> io::Result<(Vec<u8>, anyhow::Result<()>)> {
        let mut bytes = Vec::new();
        reader.take(self.0.saturating_add(1)).read_to_end(&mut bytes)?;
        let within = self.check(bytes.len() as u64);
        Ok((bytes, within))
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 >> 20 {
            0 => write!(f, "{} bytes", self.0),
            mebibytes => write!(f, "{mebibytes} MiB"),
        }
    }
}
