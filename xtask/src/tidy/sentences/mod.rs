//! Sentences about the API: every operation, parameter, type and property has one, in an overlay of its tag.

mod form;
mod repeats;
#[cfg(test)]
mod tests;
mod words;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use atlas_openapi::lower::{Api, Operation, Shape};

use self::repeats::Name;
use super::finding::{Finding, Rule};
use crate::generate::module;

/// The rule for what has no sentence.
pub(super) const SENTENCE_MISSING: Rule =
    Rule::new("sentence-missing", "write one sentence of your own about it, with an action for this target");
/// The rule for sentences that say nothing.
pub(super) const SENTENCE_REPEATS: Rule =
    Rule::new("sentence-repeats", "say more than the name: of what, in which unit, with what effect");
/// The rule for texts that are not complete sentences.
pub(super) const SENTENCE_FORM: Rule = Rule::new("sentence-form", "write a complete sentence");

/// A part of the API that a sentence describes.
struct Described<'a> {
    /// The name, without that of the type or operation around it. `None` for a name that is a sentence already: the id of an
    /// operation, and the name of a type that is derived from those of a type and its property.
    name: Option<Name<'a>>,
    /// The part as a whole, for the report.
    shown: String,
    /// The JSON pointer at which the sentence belongs.
    pointer: Cow<'a, str>,
    tag: Option<&'a str>,
    /// The sentence, unless it has no words.
    sentence: Option<&'a str>,
}

/// Returns the number of sentences that are missing.
pub(crate) fn missing_sentences(api: &Api) -> usize {
    let parts = parts(api).into_iter().filter(|part| part.sentence.is_none());
    parts.map(|part| part.pointer).collect::<BTreeSet<_>>().len()
}

/// Checks the sentences of a lowered document.
pub(super) fn check(api: &Api, findings: &mut Vec<Finding>) {
    let (mut missing, mut formed, mut named) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
    for Described { name, shown, pointer, tag, sentence } in parts(api) {
        let file = format!("spec/overlays/50-{}.yaml", tag.map_or("shared".to_owned(), file));
        let Some(sentence) = sentence else {
            missing.entry(pointer).or_insert((file, shown));
            continue;
        };
        let excerpt = format!("{shown}: {sentence}");
        // Operations share parameters, and a property shares its schema with the type that is derived from it.
        if formed.insert(pointer.clone()) {
            let corrections = form::corrections(sentence).into_iter();
            findings.extend(corrections.map(|message| SENTENCE_FORM.with(message.to_owned(), &file, 1, &excerpt)));
        }
        if name.is_some_and(|name| name.is_repeated_by(sentence)) && named.insert((pointer, name)) {
            findings.push(SENTENCE_REPEATS.at(&file, 1, &excerpt));
        }
    }
    findings.extend(missing.into_iter().map(|(pointer, (file, shown))| {
        let message = format!("{} {}", SENTENCE_MISSING.message, target(&pointer));
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
            pointer: pointer(operation).into(),
            tag,
            sentence: with_words(operation.summary.as_deref()),
        });
        parts.extend(operation.parameters.iter().map(|parameter| Described {
            name: Some(Name::Member(&parameter.name)),
            shown: format!("{}, parameter {}", operation.id, parameter.name),
            pointer: parameter.pointer.as_str().into(),
            // Operations of several tags share a component.
            tag: tag.filter(|_| !parameter.pointer.starts_with("/components/")),
            sentence: with_words(parameter.facts.summary.as_deref()),
        }));
    }
    for (name, ty) in &api.types {
        let Some(pointer) = ty.pointers.first() else { continue };
        let tag = ty.tag.as_deref();
        let is_component = pointer.matches('/').count() == 3;
        parts.push(Described {
            name: is_component.then_some(Name::Component(name)),
            shown: name.clone(),
            pointer: pointer.as_str().into(),
            tag,
            sentence: with_words(ty.summary.as_deref()),
        });
        let Shape::Object(object) = &ty.shape else { continue };
        parts.extend(object.properties.iter().filter_map(|(property, content)| {
            Some(Described {
                name: Some(Name::Member(property)),
                shown: format!("{name}.{property}"),
                pointer: content.pointers.first()?.as_str().into(),
                tag,
                sentence: with_words(content.facts.summary.as_deref()),
            })
        }));
    }
    parts
}

/// Returns a sentence, unless it is empty or only punctuation.
fn with_words(sentence: Option<&str>) -> Option<&str> {
    sentence.filter(|sentence| sentence.contains(char::is_alphanumeric))
}

/// Returns the name of the overlay of a tag.
fn file(tag: &str) -> String {
    module(tag).replace('_', "-")
}

/// Returns the JSON pointer to an operation.
fn pointer(operation: &Operation) -> String {
    let path = operation.path.replace('~', "~0").replace('/', "~1");
    format!("/paths/{path}/{}", operation.method.to_lowercase())
}

/// Returns the target of an action for a JSON pointer.
fn target(pointer: &str) -> String {
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
