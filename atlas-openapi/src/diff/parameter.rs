//! Changes of parameters: of those that an operation has, and of those that operations share.

use std::collections::BTreeMap;

use serde_json::Value;

use super::change::{Change, Kind, Log, Subject};
use super::{schema, signature};
use crate::Document;
use crate::document::{members, reference};

/// A parameter as an operation has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter<'a> {
    value: &'a Value,
    /// Where it stands among the components, if operations share it.
    shared: Option<&'a str>,
}

/// Parameters by name and place: OpenAPI tells them apart by both.
type Parameters<'a> = BTreeMap<String, Parameter<'a>>;

/// The parameters of an operation; those of the operation win over those of its path.
pub(super) fn of<'a>(document: &'a Document, path: &str, operation: &'a Value) -> Parameters<'a> {
    let of_path = &document.as_value()["paths"][path]["parameters"];
    let all = [of_path, &operation["parameters"]];
    all.into_iter()
        .filter_map(Value::as_array)
        .flatten()
        .map(|parameter| {
            let value = document.resolve(parameter);
            (name(value), Parameter { value, shared: reference(parameter) })
        })
        .collect()
}

/// Compares the parameters of an operation.
pub(super) fn compare(old: &Parameters<'_>, new: &Parameters<'_>, log: &mut Log<'_>) {
    for (name, parameter) in old {
        match new.get(name) {
            // A change of a parameter that half of all operations share is said once, not three hundred times.
            Some(now) if parameter.shared.is_some() && parameter.shared == now.shared => {}
            Some(now) => changed(parameter.value, now.value, name, log),
            None => log.note(Kind::ParameterRemoved, name, Some(describe(parameter.value)), None),
        }
    }
    for (name, parameter) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        log.note(Kind::ParameterAdded, name, None, Some(describe(parameter.value)));
    }
}

/// Compares the parameters that operations share. One that is new or gone shows where operations have it.
pub(super) fn compare_shared(old: &Document, new: &Document, changes: &mut Vec<Change>) {
    let shared = |document| -> BTreeMap<&str, &Value> {
        members(&Document::as_value(document)["components"]["parameters"]).collect()
    };
    let after = shared(new);
    for (name, parameter) in shared(old) {
        if let Some(now) = after.get(name) {
            let subject = Subject::Parameter { name: name.to_owned() };
            changed(parameter, now, "", &mut Log::new(changes, subject, true));
        }
    }
}

fn name(parameter: &Value) -> String {
    let part = |key: &str| parameter[key].as_str().unwrap_or_default();
    format!("{} ({})", part("name"), part("in"))
}

fn changed(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    schema::compare(&old["schema"], &new["schema"], member, log);
    let flags = [("required", Kind::RequiredChanged), ("deprecated", Kind::DeprecatedChanged)];
    for (keyword, kind) in flags {
        log.differ(kind, member, Some(flag(old, keyword)), Some(flag(new, keyword)));
    }
    for keyword in ["style", "explode"] {
        log.differ(Kind::StyleChanged, member, old.get(keyword), new.get(keyword));
    }
    // The key under which a shared parameter stands need not be its name.
    if name(old) != name(new) {
        log.note(Kind::ParameterRemoved, member, Some(name(old)), None);
        log.note(Kind::ParameterAdded, member, None, Some(name(new)));
    }
}

/// A flag that is false where it is not written.
pub(super) fn flag<'a>(value: &'a Value, key: &str) -> &'a Value {
    value.get(key).unwrap_or(&Value::Bool(false))
}

fn describe(parameter: &Value) -> String {
    let mut text = signature::of(&parameter["schema"]);
    if parameter["required"] == true {
        text.push_str(", required");
    }
    text
}
