//! Changes of a schema: type, properties, values and bounds.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::change::ChangeKind;
use super::log::{Log, short};
use super::order;
use super::parameter::flag;
use super::signature::{self, outline, target_name};
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

/// The keywords of a union. The generated code does not distinguish them.
const UNIONS: [&str; 2] = ["oneOf", "anyOf"];

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
    keywords(old, new, member, log);
    object(old, new, member, log);
}

/// Compares all keywords except those of [`Members`].
fn keywords(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    for (keyword, kind) in FLAGS {
        log.compare(kind, member, Some(flag(old, keyword)), Some(flag(new, keyword)));
    }
    // Equal for types that the outline states; a union or an object can have them without effect.
    for keyword in ["type", "format"] {
        log.keyword(ChangeKind::MetadataChanged, member, keyword, old, new);
    }
    values(old, new, member, log);
    for keyword in BOUNDS {
        log.keyword(ChangeKind::BoundsChanged, member, keyword, old, new);
    }
    log.compare(ChangeKind::PatternChanged, member, old.get("pattern"), new.get("pattern"));
    log.compare(ChangeKind::DefaultChanged, member, old.get("default"), new.get("default"));
    union(old, new, member, log);
    discriminator(&old["discriminator"], &new["discriminator"], member, log);
    inner(old, new, "items", (member, "[]"), log);
    inner(old, new, "additionalProperties", (member, "{}"), log);
    let (old, new) = (inline_parts(old), inline_parts(new));
    for index in 0..old.len().max(new.len()) {
        let part = |parts: &[&Value]| parts.get(index).map_or(Value::Null, |part| (*part).clone());
        keywords(&part(&old), &part(&new), member, log);
    }
}

/// Returns the parts of `allOf` that are not references.
fn inline_parts(schema: &Value) -> Vec<&Value> {
    schema["allOf"].as_array().into_iter().flatten().filter(|part| reference(part).is_none()).collect()
}

/// Compares the schemas of elements or map values, if any; `suffix` denotes them in the path of a member.
fn inner(old: &Value, new: &Value, keyword: &str, (member, suffix): (&str, &str), log: &mut Log<'_>) {
    let path = format!("{member}{suffix}");
    let text = |schema: Option<&Value>| match schema {
        Some(schema @ Value::Object(_)) => signature::of(schema),
        Some(other) => format!("{keyword} {other}"),
        None => format!("no {keyword}"),
    };
    match (old.get(keyword), new.get(keyword)) {
        (Some(old @ Value::Object(_)), Some(new @ Value::Object(_))) => compare(old, new, &path, log),
        // Structs ignore unknown properties, whether the schema allows them or not.
        (old @ (None | Some(Value::Bool(_))), new @ (None | Some(Value::Bool(_)))) if old != new => {
            let text = |schema: Option<&Value>| match schema {
                Some(allowed) => format!("{keyword} {allowed}"),
                None => format!("{keyword} true (default)"),
            };
            log.record(ChangeKind::MetadataChanged, member, Some(text(old)), Some(text(new)));
        }
        (old, new) if old != new => log.record(ChangeKind::TypeChanged, path, Some(text(old)), Some(text(new))),
        _ => {}
    }
}

fn values(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    let in_order =
        |schema: &Value| -> Vec<String> { schema["enum"].as_array().into_iter().flatten().map(short).collect() };
    let orders = order::compare(&in_order(old), &in_order(new));
    let list = |schema: &Value| -> BTreeSet<(String, String)> {
        let values = schema["enum"].as_array().into_iter().flatten();
        values.map(|value| (short(value), value.to_string())).collect()
    };
    let (old, new) = (list(old), list(new));
    let texts = |list: &'_ BTreeSet<(String, String)>| -> BTreeSet<String> {
        list.iter().map(|(text, _)| text.clone()).collect()
    };
    let (old_texts, new_texts) = (texts(&old), texts(&new));
    let record = |kind, (text, json): &(String, String), other: &BTreeSet<String>, log: &mut Log<'_>| {
        // `1` and `"1"` are different values.
        let text = if other.contains(text) { json } else { text };
        let (old, new) = if kind == ChangeKind::EnumValueRemoved { (Some(text), None) } else { (None, Some(text)) };
        log.record(kind, member, old.cloned(), new.cloned());
    };
    for value in old.difference(&new) {
        record(ChangeKind::EnumValueRemoved, value, &new_texts, log);
    }
    for value in new.difference(&old) {
        record(ChangeKind::EnumValueAdded, value, &old_texts, log);
    }
    if let Some((old, new)) = orders {
        log.record(ChangeKind::EnumOrderChanged, member, Some(old), Some(new));
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
            self.parents.insert(target_name(target));
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
        let sent = log.is_sent();
        log.sent(sent && !is_read_only(now));
        log.required(&path(name), old.required.contains(name), new.required.contains(name));
        compare(property, now, &path(name), log);
        log.sent(sent);
    }
    for (name, property) in new.properties.iter().filter(|(name, _)| !old.properties.contains_key(*name)) {
        let refused = log.is_sent() && new.required.contains(name) && !is_read_only(property);
        log.record_refusal(ChangeKind::PropertyAdded, path(name), (None, new.describe(name)), refused);
    }
    // Properties of a parent, which this schema requires.
    for name in old.required.symmetric_difference(&new.required) {
        if !old.properties.contains_key(name) && !new.properties.contains_key(name) {
            log.required(&path(name), old.required.contains(name), new.required.contains(name));
        }
    }
}

/// Returns whether only responses contain the property.
fn is_read_only(property: &Value) -> bool {
    property["readOnly"] == true
}

/// Compares the variants of a union: references by name, inline schemas by position.
fn union(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    let used = |schema: &Value| UNIONS.into_iter().filter(|keyword| schema.get(*keyword).is_some()).collect::<Vec<_>>();
    let (old_used, new_used) = (used(old).join(" and "), used(new).join(" and "));
    if old_used != new_used {
        let text = |used: String| Some(used).filter(|used| !used.is_empty());
        log.record(ChangeKind::MetadataChanged, member, text(old_used), text(new_used));
    }
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
    let all = UNIONS.into_iter().filter_map(|keyword| schema[keyword].as_array()).flatten();
    let (references, inline): (Vec<&Value>, Vec<&Value>) = all.partition(|variant| reference(variant).is_some());
    (references.into_iter().map(signature::of).collect(), inline)
}

fn discriminator(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    let (was, now) = (old.get("propertyName"), new.get("propertyName"));
    if was != now {
        // Without a discriminator before, requests had the property only if it was required.
        let refused = was.is_some() && now.is_some();
        log.record_refusal(ChangeKind::DiscriminatorChanged, member, (was.map(short), now.map(short)), refused);
    }
    let targets = |discriminator: &Value| -> BTreeSet<String> {
        members(&discriminator["mapping"])
            .map(|(value, target)| {
                let target = short(target);
                format!("{value} = {}", target_name(&target))
            })
            .collect()
    };
    let is_read = was == now;
    let is_kept = |value: &str| new["mapping"].get(value.split_once(" = ").map_or(value, |(value, _)| value)).is_some();
    let (before, after) = (targets(old), targets(new));
    for value in before.difference(&after) {
        if is_kept(value) {
            log.record(ChangeKind::VariantRemoved, member, Some(value.clone()), None);
        } else {
            let refused = is_read && log.is_sent();
            log.record_refusal(ChangeKind::DiscriminatorValueRemoved, member, (Some(value.clone()), None), refused);
        }
    }
    for value in after.difference(&before) {
        log.record(ChangeKind::VariantAdded, member, None, Some(value.clone()));
    }
}
