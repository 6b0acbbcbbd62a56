//! Selection of the versions and formats that the service offers and the generator supports.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::document::{METHODS, MediaType, Version, members, reference};

/// The formats with generated code.
const FORMATS: [&str; 3] = ["json", "gzip", "csv"];

/// The number of operations that a note lists.
const MAX_LISTED: usize = 5;

/// Removes versions that are announced for later, formats without generated code beside a format that has some, and
/// operations without any version that remains. Returns a note for each version and format.
pub(super) fn select(document: &mut Value, today: NaiveDate) -> Vec<String> {
    let today = today.format("%Y-%m-%d").to_string();
    let mut skipped = Skipped { today, operations: BTreeMap::new(), shared: BTreeMap::new(), aliases: BTreeMap::new() };
    for part in ["responses", "requestBodies"] {
        let components = document.pointer_mut(&format!("/components/{part}")).and_then(Value::as_object_mut);
        for (name, body) in components.into_iter().flatten() {
            let target = format!("#/components/{part}/{name}");
            match reference(body) {
                Some(next) => drop(skipped.aliases.insert(target, next.to_owned())),
                None => {
                    let versions = skipped.select(body, name);
                    skipped.shared.insert(target, versions);
                }
            }
        }
    }
    if let Some(paths) = document["paths"].as_object_mut() {
        for item in paths.values_mut().filter_map(Value::as_object_mut) {
            for method in METHODS {
                if item.get_mut(method).is_some_and(|operation| !skipped.operation(operation)) {
                    item.remove(method);
                }
            }
        }
        paths.retain(|_, item| METHODS.iter().any(|method| item.get(method).is_some()));
    }
    skipped.notes()
}

/// The parts that are left out.
struct Skipped {
    today: String,
    /// The names of operations and shared bodies, by the reason to skip a part of them.
    operations: BTreeMap<String, BTreeSet<String>>,
    /// The versions of the shared bodies, by their references.
    shared: BTreeMap<String, Versions>,
    /// The references of shared bodies that refer to another one, with that one.
    aliases: BTreeMap<String, String>,
}

impl Skipped {
    /// Selects the media types of an operation. Returns whether one of its versions remains.
    fn operation(&mut self, operation: &mut Value) -> bool {
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        if let Some(body) = operation.get_mut("requestBody") {
            self.select(body, &id);
        }
        let (mut had_version, mut has_version) = (false, false);
        for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
            let versions = self.select(response, &id);
            if status.starts_with('2') {
                had_version |= versions.before > 0;
                has_version |= versions.after > 0;
            }
        }
        // A few operations have no media type; their version is in an extension.
        let extension = operation.get("x-xgen-version").and_then(Value::as_str).and_then(Version::parse);
        if let Some(reason) = extension.filter(|_| !had_version).and_then(|version| self.reason(&version)) {
            self.operations.entry(reason).or_default().insert(id);
            return false;
        }
        let remains = has_version || !had_version;
        if !remains {
            self.name_in_notes(operation, &id);
        }
        remains
    }

    /// Follows references of shared bodies to the one with content.
    fn target<'a>(&'a self, reference: &'a str) -> &'a str {
        let mut target = reference;
        // The validation has rejected circular references.
        while let Some(next) = self.aliases.get(target) {
            target = next;
        }
        target
    }

    /// Adds an operation that is left out to the notes of its shared responses, which name only the response so far.
    fn name_in_notes(&mut self, operation: &Value, id: &str) {
        let responses = members(&operation["responses"]).filter_map(|(_, response)| reference(response));
        let targets: Vec<String> = responses.map(|response| self.target(response).to_owned()).collect();
        for name in targets.iter().filter_map(|target| target.strip_prefix("#/components/responses/")) {
            for operations in self.operations.values_mut().filter(|operations| operations.contains(name)) {
                operations.insert(id.to_owned());
            }
        }
    }

    /// Selects the media types of a request or response body.
    fn select(&mut self, body: &mut Value, name: &str) -> Versions {
        if let Some(shared) = reference(body).and_then(|target| self.shared.get(self.target(target))) {
            return *shared;
        }
        let Some(content) = body.get_mut("content").and_then(Value::as_object_mut) else {
            return Versions { before: 0, after: 0 };
        };
        let before = content.keys().filter_map(|name| MediaType::of(name)).count();
        let supported: BTreeSet<Version> = content
            .keys()
            .filter_map(|name| MediaType::of(name))
            .filter(|media_type| FORMATS.contains(&&*media_type.suffix))
            .map(|media_type| media_type.version)
            .collect();
        retain(content, |media_type| {
            let unsupported = supported.contains(&media_type.version) && !FORMATS.contains(&&*media_type.suffix);
            let format = || unsupported.then(|| format!("format `{}` is not supported", media_type.suffix));
            let Some(reason) = self.reason(&media_type.version).or_else(format) else { return true };
            self.operations.entry(reason).or_default().insert(name.to_owned());
            false
        });
        Versions { before, after: content.keys().filter_map(|name| MediaType::of(name)).count() }
    }

    /// Returns the reason to skip a version; `None` if the service offers it.
    fn reason(&self, version: &Version) -> Option<String> {
        match version {
            Version::Upcoming(_) => Some(format!("version {version} is announced for later")),
            Version::Stable(date) if *date > self.today => {
                Some(format!("version {version} is in the future; today is {}", self.today))
            }
            _ => None,
        }
    }

    fn notes(self) -> Vec<String> {
        self.operations
            .into_iter()
            .map(|(reason, operations)| {
                let listed: Vec<&str> = operations.iter().take(MAX_LISTED).map(String::as_str).collect();
                let more = match operations.len().saturating_sub(MAX_LISTED) {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                format!("{reason}: skipped in {}{more}", listed.join(", "))
            })
            .collect()
    }
}

/// The number of versioned media types of a body, before and after the selection.
#[derive(Clone, Copy)]
struct Versions {
    before: usize,
    after: usize,
}

/// Retains the media types of other vendors, and those of Atlas for which `keep` holds.
fn retain(content: &mut Map<String, Value>, mut keep: impl FnMut(&MediaType) -> bool) {
    content.retain(|name, _| MediaType::of(name).is_none_or(|media_type| keep(&media_type)));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(media_types: &[&str], kept: &[&str], notes: &[&str]) {
        let content: Map<String, Value> =
            media_types.iter().map(|name| (format!("application/vnd.atlas.{name}"), json!({}))).collect();
        let other = json!({"operationId": "other", "responses": {"200": {}}});
        let operation = json!({"operationId": "one", "responses": {"200": {"content": content}}});
        let mut document = json!({"paths": {"/a": {"get": operation}, "/b": {"get": other}}});
        let found = select(&mut document, NaiveDate::from_ymd_opt(2026, 9, 1).unwrap());
        assert_eq!(found, notes);
        let content = document.pointer("/paths/~1a/get/responses/200/content").and_then(Value::as_object);
        let names: Vec<&str> =
            content.into_iter().flat_map(Map::keys).map(|name| &name["application/vnd.atlas.".len()..]).collect();
        assert_eq!(names, kept);
        assert!(document.pointer("/paths/~1b/get").is_some());
    }

    #[test]
    fn an_upcoming_version_is_skipped() {
        let note = "version 2027-01-01.upcoming is announced for later: skipped in one";
        check(&["2024-08-05+json", "2027-01-01.upcoming+json"], &["2024-08-05+json"], &[note]);
    }

    #[test]
    fn a_version_in_the_future_is_skipped_until_its_day() {
        let note = "version 2043-01-01 is in the future; today is 2026-09-01: skipped in one";
        check(&["2026-09-01+json", "2043-01-01+json"], &["2026-09-01+json"], &[note]);
    }

    #[test]
    fn an_operation_without_another_version_is_skipped() {
        let note = "version 2027-01-01.upcoming is announced for later: skipped in one";
        check(&["2027-01-01.upcoming+json"], &[], &[note]);
    }

    #[test]
    fn an_operation_with_a_shared_response_without_another_version_is_skipped() {
        let content = json!({"application/vnd.atlas.2027-01-01.upcoming+json": {}});
        let operation = json!({"operationId": "one", "responses": {"200": {"$ref": "#/components/responses/Shared"}}});
        let mut document = json!({
            "paths": {"/a": {"get": operation}},
            "components": {"responses": {"Shared": {"content": content}}},
        });
        let notes = select(&mut document, NaiveDate::from_ymd_opt(2026, 9, 1).unwrap());
        assert_eq!(notes, ["version 2027-01-01.upcoming is announced for later: skipped in Shared, one"]);
        assert_eq!(document["paths"], json!({}));
    }

    #[test]
    fn a_shared_response_can_be_a_reference_to_another_one_in_any_order() {
        for name in ["Aaa", "Zzz"] {
            let content = json!({"application/vnd.atlas.2027-01-01.upcoming+json": {}});
            let operation =
                json!({"operationId": "one", "responses": {"200": {"$ref": format!("#/components/responses/{name}")}}});
            let mut document = json!({
                "paths": {"/a": {"get": operation}},
                "components": {"responses": {
                    name: {"$ref": "#/components/responses/Nnn"},
                    "Nnn": {"$ref": "#/components/responses/Mmm"},
                    "Mmm": {"content": content},
                }},
            });
            let notes = select(&mut document, NaiveDate::from_ymd_opt(2026, 9, 1).unwrap());
            assert_eq!(notes, ["version 2027-01-01.upcoming is announced for later: skipped in Mmm, one"]);
            assert_eq!(document["paths"], json!({}));
        }
    }

    #[test]
    fn an_unsupported_format_is_skipped_beside_a_supported_one() {
        let note = "format `yaml` is not supported: skipped in one";
        check(&["2024-08-05+json", "2024-08-05+yaml", "preview+yaml"], &["2024-08-05+json", "preview+yaml"], &[note]);
    }
}
