//! The versions pass: selects the generated version of an operation.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    LowerError,
    api::Format,
    pointer::{Pointer, Schemas, below},
};
use crate::document::{MediaType, Version};

/// The name of a version that is not stable.
pub(super) const PREVIEW: &str = "preview";

/// Returns the format that a media type states; `None` for a format without generated code.
pub(super) fn format(media_type: &MediaType) -> Option<Format> {
    match media_type.suffix.as_str() {
        "json" => Some(Format::Json),
        "gzip" => Some(Format::Gzip),
        "csv" => Some(Format::Csv),
        _ => None,
    }
}

/// Returns all versions of the successful responses of `operation` that the service offers, oldest first and `preview`
/// last.
///
/// A few operations have no media type; their version is in `x-xgen-version`.
pub(super) fn versions(operation: &Value, successes: &[(Pointer, &Value)]) -> Vec<String> {
    let media_types = successes
        .iter()
        .filter_map(|(_, response)| response.get("content")?.as_object())
        .flat_map(|content| content.keys())
        .filter_map(|name| Some(MediaType::of(name)?.version));
    let mut versions: Vec<Version> = media_types.collect();
    if versions.is_empty() {
        versions.extend(operation.get("x-xgen-version").and_then(Value::as_str).and_then(Version::parse));
    }
    let versions: BTreeSet<String> = versions
        .into_iter()
        .filter(|version| !matches!(version, Version::Upcoming(_)))
        .map(|version| version.to_string())
        .collect();
    versions.into_iter().collect() // Digits sort before letters, so `preview` is last.
}

/// Returns the newest stable version of `versions`, or `preview` if there is no other.
pub(super) fn newest_stable(versions: &[String]) -> Option<&String> {
    versions.iter().rev().find(|version| *version != PREVIEW).or(versions.last())
}

/// Returns the successful responses of the operation at `pointer`, with their pointers, by status.
pub(super) fn successes<'a>(schemas: Schemas<'a>, pointer: &str) -> Result<Vec<(Pointer, &'a Value)>, LowerError> {
    let responses = below(pointer, "responses");
    let statuses = schemas.at(&responses)?.as_object().into_iter().flatten().map(|(status, _)| status);
    statuses
        .filter(|status| status.starts_with('2'))
        .map(|status| {
            let response = schemas.resolve(&below(&responses, status))?;
            let value = schemas.at(&response)?;
            Ok((response, value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lower::reached::Recorder;

    fn versions_of(operation: &Value) -> Vec<String> {
        versions(operation, &successes(Schemas::new(operation, &Recorder::default()), "").unwrap())
    }

    #[test]
    fn the_newest_stable_version_takes_precedence_over_preview() {
        let operation = json!({"responses": {
            "200": {"content": {"application/vnd.atlas.preview+json": {}, "application/vnd.atlas.2024-08-05+json": {}}},
            "204": {"content": {"application/vnd.atlas.2025-01-01+json": {}}},
            "404": {"content": {"application/vnd.atlas.2026-01-01+json": {}}},
        }});
        let versions = versions_of(&operation);
        assert_eq!(versions, ["2024-08-05", "2025-01-01", "preview"]);
        assert_eq!(newest_stable(&versions).unwrap(), "2025-01-01");
        assert_eq!(newest_stable(&["preview".to_owned()]).unwrap(), "preview");
        assert_eq!(newest_stable(&[]), None);
    }

    #[test]
    fn an_upcoming_version_is_not_generated() {
        let operation = json!({"responses": {"200": {"content": {
            "application/vnd.atlas.2027-01-01.upcoming+json": {},
            "application/vnd.atlas.2024-08-05+json": {},
        }}}});
        assert_eq!(versions_of(&operation), ["2024-08-05"]);
    }
}
