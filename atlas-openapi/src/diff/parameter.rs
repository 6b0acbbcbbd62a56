//! Changes of the parameters of an operation, and of shared parameters.

use std::collections::BTreeMap;

use serde_json::Value;

use super::change::{Change, ChangeKind, Subject};
use super::log::Log;
use super::serialization;
use crate::Document;
use crate::document::{members, reference};

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter<'a> {
    value: &'a Value,
    /// The reference to the component, for a shared parameter.
    shared: Option<&'a str>,
}

/// Parameters by name and location, which identify a parameter in OpenAPI.
type Parameters<'a> = BTreeMap<String, Parameter<'a>>;

/// Returns the parameters of an operation, including those of its path item, which it can override.
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
            // A change of a shared parameter is reported once, not for each of three hundred operations.
            Some(now) if parameter.shared.is_some() && parameter.shared == now.shared => {}
            Some(now) => changed(parameter.value, now.value, name, log),
            None => log.record(ChangeKind::ParameterRemoved, name, Some(describe(parameter.value)), None),
        }
    }
    for (name, parameter) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        log.record(ChangeKind::ParameterAdded, name, None, Some(describe(parameter.value)));
    }
}

/// Compares the shared parameters. Additions and removals are reported for the operations that use them.
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

/// Compares two parameters or two headers.
pub(super) fn changed(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    if let (old @ Some(_), new) | (old, new @ Some(_)) = (reference(old), reference(new)) {
        if old != new {
            log.record(ChangeKind::MetadataChanged, member, old.map(str::to_owned), new.map(str::to_owned));
        }
        return;
    }
    serialization::compare(old, new, member, log);
    let flags = [("required", ChangeKind::RequiredChanged), ("deprecated", ChangeKind::DeprecatedChanged)];
    for (keyword, kind) in flags {
        log.compare(kind, member, Some(flag(old, keyword)), Some(flag(new, keyword)));
    }
    // The component name of a shared parameter can differ from its name.
    if name(old) != name(new) {
        log.record(ChangeKind::ParameterRemoved, member, Some(name(old)), None);
        log.record(ChangeKind::ParameterAdded, member, None, Some(name(new)));
    }
}

/// Returns a boolean member, `false` by default.
pub(super) fn flag<'a>(value: &'a Value, key: &str) -> &'a Value {
    value.get(key).unwrap_or(&Value::Bool(false))
}

fn describe(parameter: &Value) -> String {
    let mut text = serialization::describe(parameter);
    if parameter["required"] == true {
        text.push_str(", required");
    }
    text
}
