//! Changes of a schema: type, properties, values and bounds.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::change::{ChangeKind, Log, same, short};
use super::parameter::flag;
use super::signature::{self, outline};
use crate::document::{members, reference};

/// The flags of a schema, with the kind of their change.
const FLAGS: [(&str, ChangeKind); 4] = [
    ("nullable", ChangeKind::NullableChanged),
    ("readOnly", ChangeKind::ReadOnlyChanged),
    ("writeOnly", ChangeKind::WriteOnlyChanged),
    ("deprecated", ChangeKind::DeprecatedChanged),
];

/// The keywords that restrict a value.
const BOUNDS: [&str; 12] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "uniqueItems",
];

/// Compares two schemas; `member` is their path within the subject of the log.
pub(super) fn compare(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    if old == new {
        return;
    }
    if outline(old) != outline(new) {
        let (old, new) = (signature::of(old), signature::of(new));
        log.record(ChangeKind::TypeChanged, member, Some(old), Some(new));
        // Parts of different types are not comparable.
        return;
    }
    if reference(old).is_some() {
        return;
    }
    for (keyword, kind) in FLAGS {
        log.compare(kind, member, Some(flag(old, keyword)), Some(flag(new, keyword)));
    }
    values(old, new, member, log);
    bounds(old, new, member, log);
    log.compare(ChangeKind::PatternChanged, member, old.get("pattern"), new.get("pattern"));
    log.compare(ChangeKind::DefaultChanged, member, old.get("default"), new.get("default"));
    object(old, new, member, log);
    union(old, new, member, log);
    discriminator(&old["discriminator"], &new["discriminator"], member, log);
    inner(&old["items"], &new["items"], &format!("{member}[]"), log);
    let entries = format!("{member}{{}}");
    inner(&old["additionalProperties"], &new["additionalProperties"], &entries, log);
}

/// Compares the schemas of elements or map values, if any.
fn inner(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    match (old, new) {
        (Value::Object(_), Value::Object(_)) => compare(old, new, member, log),
        // Structs ignore unknown properties, whether the schema allows them or not.
        (Value::Null | Value::Bool(_), Value::Null | Value::Bool(_)) => {
            log.compare(ChangeKind::MetadataChanged, member, Some(old), Some(new));
        }
        _ => log.record(ChangeKind::TypeChanged, member, Some(entry_type(old)), Some(entry_type(new))),
    }
}

fn entry_type(schema: &Value) -> String {
    if schema.is_object() { signature::of(schema) } else { "none".to_owned() }
}

fn values(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    let list =
        |schema: &Value| -> BTreeSet<String> { schema["enum"].as_array().into_iter().flatten().map(short).collect() };
    let (old, new) = (list(old), list(new));
    for value in old.difference(&new) {
        log.record(ChangeKind::EnumValueRemoved, member, Some(value.clone()), None);
    }
    for value in new.difference(&old) {
        log.record(ChangeKind::EnumValueAdded, member, None, Some(value.clone()));
    }
}

fn bounds(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    for keyword in BOUNDS {
        let (old, new) = (old.get(keyword), new.get(keyword));
        if !same(old, new) {
            let text = |bound: &Value| format!("{keyword} {bound}");
            log.record(ChangeKind::BoundsChanged, member, old.map(text), new.map(text));
        }
    }
}

/// The members of an object, including those of its inline `allOf` parts.
#[derive(Default)]
struct Members<'a> {
    properties: BTreeMap<&'a str, &'a Value>,
    required: BTreeSet<&'a str>,
    parents: BTreeSet<&'a str>,
}

impl<'a> Members<'a> {
    fn of(schema: &'a Value) -> Self {
        let mut members = Self::default();
        members.add(schema);
        members
    }

    fn add(&mut self, schema: &'a Value) {
        if let Some(target) = reference(schema) {
            self.parents.insert(target.rsplit('/').next().unwrap_or(target));
            return;
        }
        self.properties.extend(members(&schema["properties"]));
        let required = schema["required"].as_array().into_iter().flatten();
        self.required.extend(required.filter_map(Value::as_str));
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.add(part);
        }
    }

    fn describe(&self, name: &str) -> Option<String> {
        let mut text = signature::of(self.properties.get(name)?);
        if self.required.contains(name) {
            text.push_str(", required");
        }
        Some(text)
    }
}

fn object(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    let (old, new) = (Members::of(old), Members::of(new));
    let path = |name: &str| match member {
        "" => name.to_owned(),
        member => format!("{member}.{name}"),
    };
    for parent in old.parents.difference(&new.parents) {
        log.record(ChangeKind::ParentRemoved, member, Some((*parent).to_owned()), None);
    }
    for parent in new.parents.difference(&old.parents) {
        log.record(ChangeKind::ParentAdded, member, None, Some((*parent).to_owned()));
    }
    for (name, property) in &old.properties {
        let Some(now) = new.properties.get(name) else {
            log.record(ChangeKind::PropertyRemoved, path(name), old.describe(name), None);
            continue;
        };
        let required = |members: &Members<'_>| members.required.contains(name).to_string();
        if required(&old) != required(&new) {
            log.record(ChangeKind::RequiredChanged, path(name), Some(required(&old)), Some(required(&new)));
        }
        compare(property, now, &path(name), log);
    }
    for name in new.properties.keys().filter(|name| !old.properties.contains_key(*name)) {
        log.record(ChangeKind::PropertyAdded, path(name), None, new.describe(name));
    }
}

/// Compares the variants of a union: references by name, inline schemas by position.
fn union(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    let (old_names, old_inline) = variants(old);
    let (new_names, new_inline) = variants(new);
    for name in old_names.difference(&new_names) {
        log.record(ChangeKind::VariantRemoved, member, Some(name.clone()), None);
    }
    for name in new_names.difference(&old_names) {
        log.record(ChangeKind::VariantAdded, member, None, Some(name.clone()));
    }
    for (index, (old, new)) in old_inline.iter().zip(&new_inline).enumerate() {
        compare(old, new, &format!("{member}<{index}>"), log);
    }
    for removed in old_inline.iter().skip(new_inline.len()) {
        log.record(ChangeKind::VariantRemoved, member, Some(signature::of(removed)), None);
    }
    for added in new_inline.iter().skip(old_inline.len()) {
        log.record(ChangeKind::VariantAdded, member, None, Some(signature::of(added)));
    }
}

fn variants(schema: &Value) -> (BTreeSet<String>, Vec<&Value>) {
    let all = ["oneOf", "anyOf"].into_iter();
    let all = all.filter_map(|keyword| schema[keyword].as_array()).flatten();
    let (references, inline): (Vec<&Value>, Vec<&Value>) = all.partition(|variant| reference(variant).is_some());
    (references.into_iter().map(signature::of).collect(), inline)
}

fn discriminator(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    log.compare(ChangeKind::DiscriminatorChanged, member, old.get("propertyName"), new.get("propertyName"));
    let targets = |discriminator: &Value| -> BTreeSet<String> {
        members(&discriminator["mapping"])
            .map(|(value, target)| {
                let target = short(target);
                format!("{value} = {}", target.rsplit('/').next().unwrap_or(&target))
            })
            .collect()
    };
    let (old, new) = (targets(old), targets(new));
    for value in old.difference(&new) {
        log.record(ChangeKind::VariantRemoved, member, Some(value.clone()), None);
    }
    for value in new.difference(&old) {
        log.record(ChangeKind::VariantAdded, member, None, Some(value.clone()));
    }
}
