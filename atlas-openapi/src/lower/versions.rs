//! The versions pass: selects the generated version of an operation.

use std::collections::BTreeSet;

use serde_json::Value;

use super::api::Format;

/// The name of a version that is not stable.
pub(super) const PREVIEW: &str = "preview";

/// A parsed vendor media type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MediaType {
    pub(super) version: String,
    pub(super) suffix: String,
}

impl MediaType {
    /// Parses a media type such as `application/vnd.atlas.2024-08-05+json`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (version, suffix) = text.strip_prefix("application/vnd.atlas.")?.split_once('+')?;
        Some(Self { version: version.to_owned(), suffix: suffix.to_owned() })
    }

    pub(super) fn format(&self) -> Option<Format> {
        match self.suffix.as_str() {
            "json" => Some(Format::Json),
            "gzip" => Some(Format::Gzip),
            "csv" => Some(Format::Csv),
            _ => None,
        }
    }
}

/// Returns all versions of the successful responses of `operation`, oldest first and `preview` last.
///
/// A few operations have no media type; their version is in `x-xgen-version`.
pub(super) fn versions(operation: &Value) -> Vec<String> {
    let mut versions: BTreeSet<String> = successes(operation)
        .filter_map(|(_, response)| response.get("content")?.as_object())
        .flat_map(|content| content.keys())
        .filter_map(|name| Some(MediaType::parse(name)?.version))
        .collect();
    if let Some(version) = operation.get("x-xgen-version").and_then(Value::as_str) {
        versions.insert(version.to_owned());
    }
    versions.into_iter().collect() // Digits sort before letters, so `preview` is last.
}

/// Returns the newest stable version of `versions`, or `preview` if there is no other.
pub(super) fn newest_stable(versions: &[String]) -> Option<&String> {
    versions.iter().rev().find(|version| *version != PREVIEW).or(versions.last())
}

/// Returns the successful responses of `operation`, by status.
pub(super) fn successes(operation: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let responses = operation.get("responses").and_then(Value::as_object);
    responses.into_iter().flatten().filter(|(status, _)| status.starts_with('2'))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_newest_stable_version_takes_precedence_over_preview() {
        let operation = json!({"responses": {
            "200": {"content": {"application/vnd.atlas.preview+json": {}, "application/vnd.atlas.2024-08-05+json": {}}},
            "204": {"content": {"application/vnd.atlas.2025-01-01+json": {}}},
            "404": {"content": {"application/vnd.atlas.2026-01-01+json": {}}},
        }});
        let versions = versions(&operation);
        assert_eq!(versions, ["2024-08-05", "2025-01-01", "preview"]);
        assert_eq!(newest_stable(&versions).unwrap(), "2025-01-01");
        assert_eq!(newest_stable(&["preview".to_owned()]).unwrap(), "preview");
        assert_eq!(newest_stable(&[]), None);
    }

    #[test]
    fn a_media_type_is_parsed() {
        let media_type = MediaType::parse("application/vnd.atlas.2023-01-01+gzip").unwrap();
        assert_eq!((media_type.version.as_str(), media_type.format()), ("2023-01-01", Some(Format::Gzip)));
        assert_eq!(MediaType::parse("application/json"), None);
    }
}
