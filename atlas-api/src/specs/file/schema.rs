//! JSON Schemas of specs that are read as the body of their request.

use serde_json::{Value, json};

use super::FromBody;

/// The pattern of an id of Azure.
#[cfg(any(feature = "network-security", feature = "streams"))]
pub(in crate::specs) const UUID: &str = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

/// Returns the rule of a certificate without a private key.
#[cfg(any(feature = "network-security", feature = "streams"))]
#[inline]
pub(in crate::specs) fn certificate() -> Value {
    json!({ "pattern": "-----BEGIN CERTIFICATE-----", "not": { "pattern": "PRIVATE KEY-----" } })
}

/// Returns the schema of the body, with the rules of the spec.
pub(in crate::specs) fn schema_of<S: FromBody>() -> schemars::Schema {
    let mut schema = atlas_gen::model::json_schema::<S::Body>();
    merge(&mut schema, S::rules());
    schemars::Schema::try_from(schema).unwrap_or_default()
}

/// Adds rules to a schema. A rule replaces another one with the same name, and objects are merged.
#[inline]
fn merge(schema: &mut Value, rules: Value) {
    match (schema, rules) {
        (Value::Object(schema), Value::Object(rules)) => {
            for (name, rule) in rules {
                merge(schema.entry(name).or_insert(Value::Null), rule);
            }
        }
        (schema, rules) => *schema = rules,
    }
}

/// Returns the rule of a text that is not empty.
#[inline]
pub(in crate::specs) fn not_empty() -> Value {
    length(1, u32::MAX)
}

/// Returns the rule of a text with a length in characters.
#[inline]
pub(in crate::specs) fn length(min: u32, max: u32) -> Value {
    if max == u32::MAX { json!({ "minLength": min }) } else { json!({ "minLength": min, "maxLength": max }) }
}

/// Returns the rule of a name that can be a segment of a path.
#[cfg(feature = "streams")]
#[inline]
pub(in crate::specs) fn segment() -> Value {
    json!({ "minLength": 1, "not": { "enum": [".", ".."] } })
}

/// Returns the rule of a number of at least `min`, and of at most `max`.
#[cfg(any(feature = "global-clusters", feature = "online-archives"))]
#[inline]
pub(in crate::specs) fn range(min: u32, max: u32) -> Value {
    json!({ "minimum": min, "maximum": max })
}

/// Returns the rule of an object of one of several kinds, which `property` names. A kind has a name, its required
/// properties, and its other ones that not all kinds have. A property of other kinds is not allowed.
#[cfg(any(
    feature = "data-federation",
    feature = "integrations",
    feature = "live-migration",
    feature = "online-archives",
    feature = "streams"
))]
#[inline]
pub(in crate::specs) fn one_of(property: &str, kinds: &[(&str, &[&str], &[&str])]) -> Value {
    let all = || kinds.iter().flat_map(|(_, required, others)| required.iter().chain(*others));
    let rule = |(name, required, others): &(&str, &[&str], &[&str])| {
        let is_own = |property: &&&str| required.contains(*property) || others.contains(*property);
        let excluded = all().filter(|property| !is_own(property)).map(|other| ((*other).to_owned(), false.into()));
        let mut properties: serde_json::Map<String, Value> = excluded.collect();
        properties.insert(property.to_owned(), json!({ "const": name }));
        let required = [&[property][..], *required].concat();
        json!({ "required": required, "properties": properties })
    };
    kinds.iter().map(rule).collect()
}

/// Returns the rule of an id of 24 hexadecimal digits.
#[inline]
pub(in crate::specs) fn id() -> Value {
    json!({ "pattern": "^[0-9a-fA-F]{24}$" })
}

/// Returns the rule of a name of a project or an organization.
#[inline]
pub(in crate::specs) fn name() -> Value {
    json!({ "minLength": 1, "maxLength": 64, "pattern": r"^[\p{Alphabetic}\p{N} \-_.(),:&@+']*$" })
}

/// Returns the rule of a list of tags.
#[inline]
pub(in crate::specs) fn tags() -> Value {
    json!({ "items": {
        "required": ["key", "value"],
        "properties": { "key": length(1, 255), "value": length(1, 255) },
    } })
}

/// Returns the rule of a list of roles.
#[inline]
pub(in crate::specs) fn roles() -> Value {
    json!({ "minItems": 1, "uniqueItems": true, "items": { "minLength": 1 } })
}
