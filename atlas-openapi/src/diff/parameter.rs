//! Changes of the parameters of an operation, and of shared parameters.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::change::{Change, ChangeKind, Subject};
use super::log::Log;
use super::{order, serialization};
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

/// An operation with its document and its path.
type Owner<'a> = (&'a Document, &'a str, &'a Value);

/// Returns the parameters of an operation in the order of the document, including those of its path item.
fn in_order<'a>((document, path, operation): Owner<'a>) -> impl Iterator<Item = Parameter<'a>> {
    let of_path = &document.as_value()["paths"][path]["parameters"];
    let all = [of_path, &operation["parameters"]].into_iter().filter_map(Value::as_array).flatten();
    all.map(|parameter| Parameter { value: document.resolve(parameter), shared: reference(parameter) })
}

/// Returns the parameters of an operation. Those of the operation override those of its path item.
fn of(owner: Owner<'_>) -> Parameters<'_> {
    in_order(owner).map(|parameter| (name(parameter.value), parameter)).collect()
}

/// Compares the parameters of an operation.
pub(super) fn compare(old: Owner<'_>, new: Owner<'_>, log: &mut Log<'_>) {
    log.sent(true);
    let order = |owner| -> Vec<String> { in_order(owner).map(|parameter| bare_name(parameter.value)).collect() };
    if let Some((old, new)) = order::compare(&order(old), &order(new)) {
        log.record(ChangeKind::MetadataChanged, "order of parameters", Some(old), Some(new));
    }
    let (old, new) = (of(old), of(new));
    let moved = moved(&old, &new);
    for (name, parameter) in &old {
        let same_name = new.get(name).map(|now| (name.clone(), now));
        let counterpart = moved.get(name.as_str()).and_then(|now| new.get(*now));
        match same_name.or(counterpart.map(|now| (bare_name(now.value), now))) {
            // A change of a shared parameter is reported once, not for each of three hundred operations.
            Some((_, now)) if parameter.shared.is_some() && parameter.shared == now.shared => {}
            Some((member, now)) => changed(parameter.value, now.value, &member, log),
            None => log.record(ChangeKind::ParameterRemoved, name, Some(describe(parameter.value)), None),
        }
    }
    let targets: BTreeSet<&str> = moved.into_values().collect();
    for (name, parameter) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        if !targets.contains(name.as_str()) {
            let values = (None, Some(describe(parameter.value)));
            log.record_refusal(ChangeKind::ParameterAdded, name, values, parameter.value["required"] == true);
        }
    }
    log.sent(false);
}

/// Returns the parameters that moved to another location: the old and the new key.
fn moved<'a>(old: &'a Parameters<'_>, new: &'a Parameters<'_>) -> BTreeMap<&'a str, &'a str> {
    let only_in = |parameters: &'a Parameters<'_>, other: &Parameters<'_>| {
        let mut by_name = BTreeMap::<String, Vec<(&'a str, &Value)>>::new();
        for (key, parameter) in parameters.iter().filter(|(key, _)| !other.contains_key(*key)) {
            by_name.entry(bare_name(parameter.value)).or_default().push((key, parameter.value));
        }
        by_name
    };
    let added = only_in(new, old);
    let pair = |(name, removed): (String, Vec<(&'a str, &Value)>)| match (&removed[..], &added.get(&name)?[..]) {
        ([(old, was)], [(new, now)]) if is_moved(was, now) => Some((*old, *new)),
        _ => None,
    };
    only_in(old, new).into_iter().filter_map(pair).collect()
}

/// Returns whether a parameter has the same setter, but another location. A client without cookies has no setter for one.
fn is_moved(old: &Value, new: &Value) -> bool {
    let has_setter = |parameter: &Value| matches!(parameter["in"].as_str(), Some("path" | "query" | "header"));
    old["name"] == new["name"] && old["in"] != new["in"] && has_setter(old) && has_setter(new)
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
            let mut log = Log::new(changes, subject, true);
            log.sent(true);
            changed(parameter, now, "", &mut log);
        }
    }
}

fn name(parameter: &Value) -> String {
    format!("{} ({})", bare_name(parameter), location(parameter))
}

fn bare_name(parameter: &Value) -> String {
    parameter["name"].as_str().unwrap_or_default().to_owned()
}

fn location(parameter: &Value) -> String {
    parameter["in"].as_str().unwrap_or_default().to_owned()
}

/// Compares two parameters or two headers.
pub(super) fn changed(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    if let (old @ Some(_), new) | (old, new @ Some(_)) = (reference(old), reference(new)) {
        log.reference(member, old, new);
        return;
    }
    serialization::compare(old, new, member, log);
    log.required(member, old["required"] == true, new["required"] == true);
    log.compare(ChangeKind::DeprecatedChanged, member, Some(flag(old, "deprecated")), Some(flag(new, "deprecated")));
    // The component name of a shared parameter can differ from its name.
    if is_moved(old, new) {
        log.record(ChangeKind::ParameterMoved, member, Some(location(old)), Some(location(new)));
    } else if name(old) != name(new) {
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
