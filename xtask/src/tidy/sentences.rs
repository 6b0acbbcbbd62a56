//! Sentences about the API: every operation, parameter, type and property has one, in an overlay of its tag.

use std::collections::{BTreeMap, BTreeSet};

use atlas_openapi::lower::{Api, Shape};

use super::finding::{Finding, Rule};
use crate::generate::module;

/// The rule for what has no sentence.
pub(super) const SENTENCE_MISSING: Rule =
    Rule::new("sentence-missing", "write one sentence of your own about it, with an action for this target");
/// The rule for sentences that say nothing.
pub(super) const SENTENCE_REPEATS: Rule =
    Rule::new("sentence-repeats", "say more than the name: of what, in which unit, with what effect");

/// Words that add nothing to a name.
const EMPTY_WORDS: &[&str] = &[
    "an", "and", "for", "in", "is", "its", "name", "object", "of", "on", "or", "that", "the", "this", "to", "type",
    "value",
];

/// A part of the API that a sentence describes.
struct Described<'a> {
    /// The name, without that of the type or operation around it. `None` for a name that is a sentence already: the id of an
    /// operation, and the name of a type that is derived from those of a type and its property.
    name: Option<&'a str>,
    /// The part as a whole, for the report.
    shown: String,
    /// The JSON pointer at which the sentence belongs.
    pointer: &'a str,
    tag: Option<&'a str>,
    sentence: Option<&'a str>,
}

/// Returns the number of sentences that are missing.
pub(crate) fn missing_sentences(api: &Api) -> usize {
    let parts = parts(api).into_iter().filter(|part| part.sentence.is_none());
    parts.map(|part| part.pointer).collect::<BTreeSet<_>>().len()
}

/// Checks the sentences of a lowered document.
pub(super) fn check(api: &Api, findings: &mut Vec<Finding>) {
    let mut missing = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for part in parts(api) {
        let file = format!("spec/overlays/50-{}.yaml", part.tag.map_or("shared".to_owned(), file));
        match part.sentence {
            None => {
                missing.entry(part.pointer).or_insert((file, part.shown));
            }
            Some(sentence) => {
                let repeats = part.name.is_some_and(|name| repeats(name, sentence));
                if repeats && seen.insert((part.pointer, part.name)) {
                    findings.push(SENTENCE_REPEATS.at(&file, 1, &format!("{}: {sentence}", part.shown)));
                }
            }
        }
    }
    findings.extend(missing.into_iter().map(|(pointer, (file, shown))| {
        let message = format!("{} {}", SENTENCE_MISSING.message, target(pointer));
        SENTENCE_MISSING.with(message, &file, 1, &shown)
    }));
}

/// Returns all parts of the API that people read about.
fn parts(api: &Api) -> Vec<Described<'_>> {
    let mut parts = Vec::new();
    for operation in &api.operations {
        let tag = Some(operation.tag.as_str());
        parts.push(Described {
            name: None,
            shown: operation.id.clone(),
            pointer: &operation.path,
            tag,
            sentence: operation.summary.as_deref(),
        });
        parts.extend(operation.parameters.iter().map(|parameter| Described {
            name: Some(&parameter.name),
            shown: format!("{}, parameter {}", operation.id, parameter.name),
            pointer: &parameter.pointer,
            // Operations of several tags share a component.
            tag: tag.filter(|_| !parameter.pointer.starts_with("/components/")),
            sentence: parameter.facts.summary.as_deref(),
        }));
    }
    for (name, ty) in &api.types {
        let Some(pointer) = ty.pointers.first() else { continue };
        let tag = ty.tag.as_deref();
        let is_component = pointer.matches('/').count() == 3;
        let own = is_component.then_some(name.as_str());
        parts.push(Described { name: own, shown: name.clone(), pointer, tag, sentence: ty.summary.as_deref() });
        let Shape::Object(object) = &ty.shape else { continue };
        parts.extend(object.properties.iter().filter_map(|(property, content)| {
            let (shown, sentence) = (format!("{name}.{property}"), content.facts.summary.as_deref());
            Some(Described { name: Some(property), shown, pointer: content.pointers.first()?, tag, sentence })
        }));
    }
    parts
}

/// Returns the name of the overlay of a tag.
fn file(tag: &str) -> String {
    module(tag).replace('_', "-")
}

/// Returns the target of an action for a JSON pointer, or for the path of an operation.
fn target(pointer: &str) -> String {
    if pointer.starts_with("/api/") {
        return format!("$.paths['{pointer}']");
    }
    let steps = pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"));
    steps.fold("$".to_owned(), |target, step| {
        if step.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("{target}[{step}]")
        } else if step.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            format!("{target}.{step}")
        } else {
            format!("{target}['{}']", step.replace('\'', "\\'"))
        }
    })
}

/// Returns whether a sentence has no word that its name does not have.
fn repeats(name: &str, sentence: &str) -> bool {
    let known = words(name);
    words(sentence).is_subset(&known)
}

/// Returns the words of a name or a sentence in lower case and the singular, without those that say nothing.
fn words(text: &str) -> BTreeSet<String> {
    let mut spaced = String::with_capacity(text.len());
    let mut last = ' ';
    for char in text.chars() {
        if char.is_uppercase() && last.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(if char.is_alphanumeric() { char } else { ' ' });
        last = char;
    }
    let words = spaced.split_whitespace().map(str::to_lowercase);
    // A single letter is the end of a genitive.
    let words = words.filter(|word| word.len() > 1 && !EMPTY_WORDS.contains(&word.as_str()));
    words.map(|word| word.strip_suffix('s').map(str::to_owned).unwrap_or(word)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn api(parameter: serde_json::Value, property: serde_json::Value) -> Api {
        let document = json!({
            "openapi": "3.0.1",
            "paths": {"/api/atlas/v2/teams/{teamId}": {"get": {
                "operationId": "getTeam",
                "summary": "Fetches a team of an organization.",
                "tags": ["Access Teams"],
                "parameters": [parameter],
                "responses": {"200": {"content": {"application/vnd.atlas.2025-01-01+json": {
                    "schema": {"$ref": "#/components/schemas/Team"}
                }}}}
            }}},
            "components": {"schemas": {"Team": {
                "type": "object",
                "description": "A group of users with common roles.",
                "properties": {"teamName": property}
            }}}
        });
        atlas_openapi::lower::lower(&document).unwrap()
    }

    fn found(parameter: serde_json::Value, property: serde_json::Value) -> Vec<String> {
        let parameter = parameter.as_object().unwrap().clone();
        let mut all = json!({"name": "teamId", "in": "path", "required": true, "schema": {"type": "string"}});
        all.as_object_mut().unwrap().extend(parameter);
        let mut findings = Vec::new();
        check(&api(all, property), &mut findings);
        findings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_part_without_a_sentence_is_found_with_its_target() {
        assert_eq!(
            found(json!({}), json!({"type": "string"})),
            [
                "spec/overlays/50-access-teams.yaml:1: sentence-missing: write one sentence of your own about it, with an \
                 action for this target $.components.schemas.Team.properties.teamName: \"Team.teamName\"",
                "spec/overlays/50-access-teams.yaml:1: sentence-missing: write one sentence of your own about it, with an \
                 action for this target $.paths['/api/atlas/v2/teams/{teamId}'].get.parameters[0]: \
                 \"getTeam, parameter teamId\"",
            ]
        );
    }

    #[test]
    fn a_sentence_that_repeats_the_name_is_found() {
        let property = |sentence: &str| json!({"type": "string", "description": sentence});
        let parameter = json!({"description": "Id that responses of the list have."});
        assert_eq!(found(parameter.clone(), property("Name of the team, unique in its organization.")), [""; 0]);
        assert_eq!(
            found(parameter, property("The team's name.")),
            [
                "spec/overlays/50-access-teams.yaml:1: sentence-repeats: say more than the name: of what, in which unit, with \
              what effect: \"Team.teamName: The team's name.\""
            ]
        );
    }

    #[test]
    fn words_are_compared_without_case_number_and_empty_words() {
        for (name, sentence, expected) in [
            ("clusterName", "The cluster name.", true),
            ("clusterName", "Name of the clusters.", true),
            ("clusterName", "Name of the cluster, unique in its project.", false),
            ("enabled", "Whether alerts are sent.", false),
        ] {
            assert_eq!(repeats(name, sentence), expected, "{sentence}");
        }
    }
}
