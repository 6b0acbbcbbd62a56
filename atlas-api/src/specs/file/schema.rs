//! JSON Schemas of specs that are read as the body of their request.

use serde_json::{Value, json};

use super::FromBody;

/// The pattern of an id of Azure.
#[cfg(feature = "network-security")]
pub(in crate::specs) const UUID: &str = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

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
