//! Test that a change of any keyword that the import keeps is a change in the diff, with its real value.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::diff;
use crate::Document;
use crate::document::{members, reference};
use crate::import::allow_list::{ObjectKind, Rule, rule};

const DOCUMENT: &str = include_str!("../../tests/fixtures/keywords.yaml");
const ALLOW_LIST: &str = include_str!("../import/allow_list.rs");

/// All kinds of objects.
const KINDS: [ObjectKind; 21] = [
    ObjectKind::Root,
    ObjectKind::Info,
    ObjectKind::Tag,
    ObjectKind::Server,
    ObjectKind::ServerVariable,
    ObjectKind::Components,
    ObjectKind::PathItem,
    ObjectKind::Operation,
    ObjectKind::Parameter,
    ObjectKind::Header,
    ObjectKind::RequestBody,
    ObjectKind::Response,
    ObjectKind::MediaType,
    ObjectKind::Encoding,
    ObjectKind::Schema,
    ObjectKind::Discriminator,
    ObjectKind::SecurityScheme,
    ObjectKind::Flows,
    ObjectKind::Flow,
    ObjectKind::Preview,
    ObjectKind::VerbOverride,
];

/// A fact of the document: its location, the keyword that it belongs to, and other values for it.
#[derive(Debug)]
struct Fact {
    pointer: String,
    keyword: (String, String),
    edits: Vec<Edit>,
}

/// A change of a fact.
#[derive(Debug)]
enum Edit {
    /// Another value, and the text that the diff must contain.
    Set(Value, Option<String>),
    Remove,
}

/// Returns all facts of a document.
fn facts(document: &Value) -> Vec<Fact> {
    let mut facts = Vec::new();
    object(document, ObjectKind::Root, "", &mut facts);
    facts
}

fn object(value: &Value, kind: ObjectKind, pointer: &str, facts: &mut Vec<Fact>) {
    let keyword = |key: &str| (format!("{kind:?}"), key.to_owned());
    if let Some(target) = reference(value) {
        let (parent, name) = target.rsplit_once('/').unwrap();
        let other = Edit::Set(format!("{parent}/other").into(), None);
        let edits = if name == "other" { Vec::new() } else { vec![other] };
        facts.push(Fact { pointer: format!("{pointer}/$ref"), keyword: keyword("$ref"), edits });
        return;
    }
    for (key, member) in members(value) {
        let Some(rule) = rule(kind, key).filter(|rule| *rule != Rule::Prose) else { continue };
        let pointer = format!("{pointer}/{}", escape(key));
        let mut edits = vec![Edit::Remove];
        edits.extend(edit(member, rule));
        facts.push(Fact { pointer: pointer.clone(), keyword: keyword(key), edits });
        match rule {
            Rule::One(kind) => object(member, kind, &pointer, facts),
            Rule::BooleanOrSchema => object(member, ObjectKind::Schema, &pointer, facts),
            Rule::List(kind) => {
                for (index, element) in member.as_array().unwrap().iter().enumerate() {
                    object(element, kind, &format!("{pointer}/{index}"), facts);
                }
            }
            Rule::Map(kind) | Rule::MapWithExtensions(kind) => {
                for (name, member) in members(member) {
                    object(member, kind, &format!("{pointer}/{}", escape(name)), facts);
                }
            }
            _ => {}
        }
    }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Returns another value of the same type.
fn edit(value: &Value, rule: Rule) -> Option<Edit> {
    let shown = |value: String| Some(Edit::Set(value.clone().into(), Some(value)));
    let with = |element: Value, shown: &str| {
        let mut list = value.as_array().unwrap().clone();
        list.push(element);
        Some(Edit::Set(list.into(), Some(shown.to_owned())))
    };
    match rule {
        Rule::String => shown(format!("{}2", value.as_str().unwrap())),
        Rule::Date => shown(value.as_str().unwrap().replace("01-01", "01-02")),
        Rule::Number => {
            let number = value.as_f64().unwrap() + 1.0;
            Some(Edit::Set(json!(number), Some(json!(number).to_string())))
        }
        Rule::Boolean | Rule::BooleanOrSchema if value.is_boolean() => {
            Some(Edit::Set(json!(value == false), Some((value == false).to_string())))
        }
        Rule::Data if value.is_array() => with(json!("changed"), "changed"),
        Rule::Data => shown("changed".to_owned()),
        Rule::Strings | Rule::Set => with(json!("changed"), "changed"),
        Rule::Requirements => with(json!({"bearer": []}), "bearer"),
        Rule::StringMap => Some(Edit::Set(json!({"changed": "#/components/schemas/Old"}), Some("changed".to_owned()))),
        Rule::Keys => Some(Edit::Set(json!({"changed": ""}), Some("changed".to_owned()))),
        _ => None,
    }
}

/// Applies an edit; returns `None` if the result is not a valid document.
fn edited(mut document: Value, fact: &Fact, edit: &Edit) -> Option<Document> {
    let (parent, key) = fact.pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    let parent = document.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match edit {
        Edit::Set(value, _) => {
            parent.insert(key, value.clone());
        }
        Edit::Remove => {
            parent.remove(&key);
        }
    }
    Document::from_value(document).ok()
}

#[test]
fn a_change_of_any_keyword_is_a_change_with_its_value() {
    let document = Document::parse(DOCUMENT).unwrap();
    let mut failures = Vec::new();
    for fact in facts(document.as_value()) {
        for edit in &fact.edits {
            let Some(new) = edited(document.as_value().clone(), &fact, edit) else {
                // Some keywords cannot be removed, and a version must agree with its media type.
                let is_version = fact.keyword == ("MediaType".to_owned(), "x-xgen-version".to_owned());
                assert!(is_version || matches!(edit, Edit::Remove), "{fact:?}");
                continue;
            };
            let diff = diff(&document, &new);
            let text = diff.to_text();
            let shown = match edit {
                Edit::Set(_, Some(value)) => text.contains(value),
                _ => true,
            };
            let known = diff.changes.iter().all(|change| !change.member.starts_with('/'));
            // A flag can be removed if it is the default.
            let equal =
                matches!(edit, Edit::Remove) && document.as_value().pointer(&fact.pointer) == Some(&json!(false));
            if (diff.changes.is_empty() && !equal) || !shown || !known {
                failures.push(format!("{} {edit:?}\n{text}", fact.pointer));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_document_has_every_keyword() {
    let document = Document::parse(DOCUMENT).unwrap();
    let present: BTreeSet<(String, String)> = facts(document.as_value()).into_iter().map(|fact| fact.keyword).collect();
    // The keywords are the string literals of the allow-list, and the methods of a path item.
    let literals = ALLOW_LIST.split("#[cfg(test)]").next().unwrap().split('"').skip(1).step_by(2);
    let keywords: BTreeSet<&str> = literals.chain(crate::document::METHODS).collect();
    for kind in KINDS {
        for keyword in &keywords {
            if rule(kind, keyword).is_some_and(|rule| rule != Rule::Prose) {
                assert!(present.contains(&(format!("{kind:?}"), (*keyword).to_owned())), "{kind:?} {keyword}");
            }
        }
    }
}
