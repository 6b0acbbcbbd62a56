//! The content of a log, recognized by its first bytes.

use http::{HeaderMap, header::CONTENT_TYPE};

/// The first bytes of a gzip file.
pub(super) const MAGIC: &[u8] = &[0x1f, 0x8b];

/// The content of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// The first bytes are not sufficient to tell.
    Undecided,
    /// A gzip file, or no bytes.
    Log,
    /// Another kind of content.
    Other,
}

impl Content {
    /// Returns the content of a body by its first bytes. `is_all` says whether there are no others.
    pub(super) fn of(start: &[u8], is_all: bool) -> Self {
        if start.starts_with(MAGIC) || (is_all && start.is_empty()) {
            Self::Log
        } else if !is_all && MAGIC.starts_with(start) {
            Self::Undecided
        } else {
            Self::Other
        }
    }
}

/// The error for a log that is not a gzip file.
#[derive(Debug, thiserror::Error)]
#[error("it is not a gzip file; its media type is {media_type:?}")]
pub(crate) struct NotGzip {
    media_type: String,
}

impl NotGzip {
    pub(super) fn new(headers: &HeaderMap) -> Self {
        let media_type = headers.get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        Self { media_type: media_type.unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_a_gzip_file_or_empty() {
        for (start, is_all, expected) in [
            (&b""[..], true, Content::Log),
            (b"", false, Content::Undecided),
            (b"\x1f", false, Content::Undecided),
            (b"\x1f", true, Content::Other),
            (b"\x1f\x8b", false, Content::Log),
            (b"\x1f\x8b\x08", true, Content::Log),
            (b"\x1fx", false, Content::Other),
            (b"<html>", false, Content::Other),
        ] {
            assert_eq!(Content::of(start, is_all), expected, "{start:?}, {is_all}");
        }
    }
}
