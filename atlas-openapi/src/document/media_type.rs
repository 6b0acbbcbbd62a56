//! Versioned media types, such as `application/vnd.atlas.2023-01-01+json`.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use super::{Document, members};

/// The beginning of every media type of Atlas.
const VENDOR: &str = "application/vnd.atlas";

/// The year in which Atlas was first offered. An earlier version is a typo.
const FIRST_YEAR: i32 = 2016;

/// The version of a media type.
///
/// Ordered by age. Versions that are not stable sort first, so that they are never the newest version beside a stable one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    /// A version that the service does not offer yet, such as `2027-01-01.upcoming`.
    Upcoming(String),
    /// A preview, which can change at any time.
    Preview,
    /// A date, written `YYYY-MM-DD`, so that the order of the strings is the order in time.
    Stable(String),
}

impl Version {
    /// Parses a version; `None` for any other text.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.strip_suffix(".upcoming") {
            Some(date) => is_date(date).then(|| Self::Upcoming(text.to_owned())),
            None if text == "preview" => Some(Self::Preview),
            None => is_date(text).then(|| Self::Stable(text.to_owned())),
        }
    }
}

/// Returns whether a text is a date of the calendar, written `YYYY-MM-DD`, in the lifetime of Atlas.
fn is_date(text: &str) -> bool {
    // chrono accepts `2023-1-1` and `+2023-01-01` too.
    let digits = |byte: (usize, u8)| if matches!(byte.0, 4 | 7) { byte.1 == b'-' } else { byte.1.is_ascii_digit() };
    let has_form = text.len() == 10 && text.bytes().enumerate().all(digits);
    has_form && text.parse::<NaiveDate>().is_ok_and(|date| date.year() >= FIRST_YEAR)
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Preview => "preview",
            Self::Stable(text) | Self::Upcoming(text) => text,
        })
    }
}

/// A media type of Atlas.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct MediaType {
    pub(crate) version: Version,
    /// The format after `+`, such as `json`.
    pub(crate) suffix: String,
}

/// A media type of Atlas in an unknown form, one of another vendor, or a text that is not a media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnknownForm;

impl MediaType {
    /// Parses a media type; `None` for a standard one, such as `application/json`.
    pub(crate) fn parse(text: &str) -> Result<Option<Self>, UnknownForm> {
        if is_standard(text) {
            return Ok(None);
        }
        let form = text.strip_prefix(VENDOR).and_then(|rest| rest.strip_prefix('.')?.split_once('+'));
        let (version, suffix) = form.ok_or(UnknownForm)?;
        let is_suffix =
            !suffix.is_empty() && suffix.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        match Version::parse(version) {
            Some(version) if is_suffix => Ok(Some(Self { version, suffix: suffix.to_owned() })),
            _ => Err(UnknownForm),
        }
    }

    /// Parses a media type of a validated document; `None` for a standard one.
    pub(crate) fn of(text: &str) -> Option<Self> {
        Self::parse(text).ok().flatten()
    }
}

/// Returns whether a text is a media type in lower case, without parameters and without a vendor.
fn is_standard(text: &str) -> bool {
    let is_token = |token: &str| {
        token.starts_with(|first: char| first.is_ascii_lowercase())
            && token.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'+' | b'-'))
    };
    text.split_once('/').is_some_and(|(kind, subtype)| {
        is_token(kind) && is_token(subtype) && !subtype.starts_with("vnd.") && !subtype.starts_with("x.")
    })
}

/// Returns the newest stable version among all operations of the document.
pub(super) fn newest(document: &Document) -> Option<Version> {
    let versions = document.operations().flat_map(|(_, _, operation)| versions_of(document, operation));
    versions.filter(|version| matches!(version, Version::Stable(_))).max()
}

/// Returns the versions of an operation, with duplicates and in no particular order. Its successful responses have them;
/// other bodies do not add a version.
pub(crate) fn versions_of<'a>(document: &'a Document, operation: &'a Value) -> impl Iterator<Item = Version> + 'a {
    members(&operation["responses"])
        .filter(|(status, _)| status.starts_with('2'))
        .flat_map(|(_, response)| members(&document.resolve(response)["content"]))
        .filter_map(|(media_type, _)| Some(MediaType::of(media_type)?.version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_has_a_version_and_a_format() {
        let of = |version: Version, suffix: &str| Ok(Some(MediaType { version, suffix: suffix.to_owned() }));
        let stable = |date: &str| Version::Stable(date.to_owned());
        let parse = MediaType::parse;
        assert_eq!(parse("application/vnd.atlas.2023-01-01+json"), of(stable("2023-01-01"), "json"));
        assert_eq!(parse("application/vnd.atlas.2024-02-29+gzip"), of(stable("2024-02-29"), "gzip"));
        assert_eq!(parse("application/vnd.atlas.preview+json"), of(Version::Preview, "json"));
        let upcoming = Version::Upcoming("2027-01-01.upcoming".to_owned());
        assert_eq!(parse("application/vnd.atlas.2027-01-01.upcoming+json"), of(upcoming, "json"));
        for other in ["application/json", "text/csv", "application/x-www-form-urlencoded", "application/problem+json"] {
            assert_eq!(parse(other), Ok(None), "{other}");
        }
    }

    #[test]
    fn an_unknown_form_is_an_error() {
        for version in [
            "latest",
            "",
            "2023-1-1",
            "2025-13-45",
            "2023-02-29",
            "2024-08-05.beta",
            ".upcoming",
            "+2023-1-1",
            "Preview",
            "0000-01-01",
            "2015-12-31",
        ] {
            assert_eq!(
                MediaType::parse(&format!("application/vnd.atlas.{version}+json")),
                Err(UnknownForm),
                "{version}"
            );
        }
        for text in [
            "application/vnd.atlas+json",
            "application/vnd.atlas.2023-01-01",
            "application/vnd.atlas.2023-01-01+",
            "application/vnd.atlas.2023-01-01+json; charset=utf-8",
            "application/vnd.Atlas.2023-01-01+json",
            "application/vnd.atlas.2023-01-01+JSON",
            " application/vnd.atlas.2023-01-01+json",
            "application/vnd.mongodb.2023-01-01+json",
            "application/x.atlas.2023-01-01+json",
            "Application/json",
            "application/json; charset=utf-8",
            " application/json",
            "application/",
            "json",
            "*/*",
            "",
        ] {
            assert_eq!(MediaType::parse(text), Err(UnknownForm), "{text}");
        }
    }

    #[test]
    fn any_date_is_newer_than_a_preview_and_a_preview_than_an_upcoming_version() {
        let versions =
            ["2027-01-01.upcoming", "preview", "2023-02-01", "2024-08-05"].map(|text| Version::parse(text).unwrap());
        assert!(versions.is_sorted());
    }
}
