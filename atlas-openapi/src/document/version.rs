//! Resource versions, as stated by media types.

use std::fmt;

use serde_json::Value;

use super::{Document, members};

/// The version of a media type such as `application/vnd.atlas.2023-01-01+json`.
///
/// Ordered by age. Previews sort first, so that a preview is never the newest version beside a stable one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    /// A preview, which can change at any time.
    Preview,
    /// A date, written `YYYY-MM-DD`, so that the order of the strings is the order in time.
    Stable(String),
}

impl Version {
    /// Returns the version of a media type; `None` for any other vendor's media type.
    pub(crate) fn of_media_type(media_type: &str) -> Option<Self> {
        let rest = media_type.strip_prefix("application/vnd.atlas.")?;
        let version = rest.split_once('+').map_or(rest, |(version, _)| version);
        Self::parse(version)
    }

    fn parse(text: &str) -> Option<Self> {
        if text == "preview" {
            return Some(Self::Preview);
        }
        let date = text.len() == 10
            && text.bytes().enumerate().all(|(index, byte)| match index {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        date.then(|| Self::Stable(text.to_owned()))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Preview => "preview",
            Self::Stable(date) => date,
        })
    }
}

/// Returns the newest stable version among all request and response bodies of the document.
pub(super) fn newest(document: &Document) -> Option<Version> {
    document
        .operations()
        .flat_map(|(_, _, operation)| of_operation(document, operation))
        .filter(|version| *version != Version::Preview)
        .max()
}

/// Returns the versions of an operation's request body and responses, with duplicates and in no particular order.
pub(crate) fn of_operation<'a>(document: &'a Document, operation: &'a Value) -> impl Iterator<Item = Version> + 'a {
    bodies(document, operation)
        .flat_map(|body| members(&body["content"]))
        .filter_map(|(media_type, _)| Version::of_media_type(media_type))
}

/// Returns the responses and the request body, if any, of an operation.
fn bodies<'a>(document: &'a Document, operation: &'a Value) -> impl Iterator<Item = &'a Value> + 'a {
    members(&operation["responses"])
        .map(|(_, response)| response)
        .chain(operation.get("requestBody"))
        .map(|body| document.resolve(body))
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn a_media_type_states_a_date_or_a_preview() {
        let date = |date: &str| Some(Version::Stable(date.to_owned()));
        let of = Version::of_media_type;
        assert_eq!(of("application/vnd.atlas.2023-01-01+json"), date("2023-01-01"));
        assert_eq!(of("application/vnd.atlas.2025-03-12+gzip"), date("2025-03-12"));
        assert_eq!(of("application/vnd.atlas.preview+json"), Some(Version::Preview));
        assert_eq!(of("application/json"), None);
        assert_eq!(of("application/vnd.atlas.2023-1-1+json"), None);
    }

    #[test]
    fn any_date_is_newer_than_a_preview() {
        assert!(Version::Stable("2023-01-01".into()) > Version::Preview);
        assert!(Version::Stable("2024-08-05".into()) > Version::Stable("2023-02-01".into()));
    }
}
