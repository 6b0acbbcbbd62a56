//! Recursive copy of the facts of a document.

use serde_json::{Map, Value, json};

use super::allow_list::{ObjectKind, Rule, may_be_reference, rule};
use super::descriptions;
use crate::Error;
use crate::document::{members, reference};
use crate::location::Location;

/// The keywords of OpenAPI 3.0 that change a request, a response or a type, and have no generated code.
const UNSUPPORTED_KEYWORDS: [&str; 4] = ["$ref", "callbacks", "links", "not"];

/// The keywords that OpenAPI 3.1 added.
const NEWER_KEYWORDS: [&str; 28] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$schema",
    "$vocabulary",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "jsonSchemaDialect",
    "maxContains",
    "minContains",
    "pathItems",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    "webhooks",
];

/// Copies the facts of a whole document.
pub(super) fn document(source: &Value, location: Location<'_>) -> Result<Value, Error> {
    object(source, ObjectKind::Root, "", location)
}

/// Copies the facts of one object; `name` is its key in the parent.
fn object(source: &Value, kind: ObjectKind, name: &str, location: Location<'_>) -> Result<Value, Error> {
    if may_be_reference(kind)
        && let Some(target) = reference(source)
    {
        // OpenAPI 3.0 ignores all siblings of `$ref`.
        return Ok(json!({ "$ref": target }));
    }
    if kind == ObjectKind::Schema && source.is_boolean() {
        return Err(newer_form(location, "a boolean as a schema"));
    }
    expect(source, Value::is_object, "an object", location)?;
    let mut facts = Map::new();
    for (key, member) in members(source) {
        let location = location.key(key);
        let rule = rule(kind, key).ok_or_else(|| unknown_member(kind, key, location))?;
        if rule != Rule::Prose {
            facts.insert(key.to_owned(), value(member, rule, key, location)?);
        }
    }
    match kind {
        ObjectKind::Info => complete_info(source, &mut facts),
        ObjectKind::Response => {
            facts.insert("description".into(), descriptions::response(name).into());
        }
        _ => {}
    }
    Ok(Value::Object(facts))
}

/// Copies the member named `key` according to its rule.
fn value(source: &Value, rule: Rule, key: &str, location: Location<'_>) -> Result<Value, Error> {
    match rule {
        Rule::Prose => Ok(Value::Null),
        Rule::Data => Ok(source.clone()),
        Rule::String if key == "type" && source.is_array() => Err(newer_form(location, "a list of types")),
        Rule::String if key == "type" && (source == "null" || source.is_null()) => {
            Err(newer_form(location, "the type `null`"))
        }
        Rule::String => string(source, key, location),
        Rule::Date => Ok(date(string(source, key, location)?)),
        Rule::Number => copy(source, Value::is_number, "a number", location),
        Rule::Boolean if source.is_number() && matches!(key, "exclusiveMaximum" | "exclusiveMinimum") => {
            Err(newer_form(location, &format!("a number as `{key}`")))
        }
        Rule::Boolean => copy(source, Value::is_boolean, "a boolean", location),
        Rule::Strings => list(source, location, |value, location| copy(value, Value::is_string, "a string", location)),
        Rule::Set => set(source, location),
        Rule::StringMap => {
            map(source, location, |_, value, location| copy(value, Value::is_string, "a string", location))
        }
        Rule::Keys => map(source, location, |_, _, _| Ok("".into())),
        Rule::Requirements => list(source, location, |alternative, location| {
            map(alternative, location, |_, scopes, location| value(scopes, Rule::Strings, "", location))
        }),
        Rule::BooleanOrSchema if source.is_boolean() => Ok(source.clone()),
        Rule::BooleanOrSchema => object(source, ObjectKind::Schema, key, location),
        Rule::One(kind) => object(source, kind, key, location),
        Rule::List(kind) => list(source, location, |element, location| object(element, kind, key, location)),
        Rule::Map(kind) => map(source, location, |name, member, location| object(member, kind, name, location)),
        Rule::MapWithExtensions(kind) => {
            expect(source, Value::is_object, "an object", location)?;
            members(source)
                .filter(|(name, _)| !name.starts_with("x-"))
                .map(|(name, member)| Ok((name.to_owned(), object(member, kind, name, location.key(name))?)))
                .collect()
        }
    }
}

/// Adds our own title and the license of the source.
fn complete_info(source: &Value, facts: &mut Map<String, Value>) {
    facts.insert("title".into(), descriptions::TITLE.into());
    if let Some(license) = source["license"]["name"].as_str() {
        facts.insert("x-source-license".into(), license.into());
    }
}

/// Copies a string. YAML parses an unquoted version as a number, which is converted back.
fn string(source: &Value, key: &str, location: Location<'_>) -> Result<Value, Error> {
    match source {
        Value::Number(number) if key == "version" => Ok(number.to_string().into()),
        other => copy(other, Value::is_string, "a string", location),
    }
}

/// Removes the time from `2025-05-30T00:00:00Z`.
fn date(text: Value) -> Value {
    match text.as_str().and_then(|text| text.split_once('T')) {
        Some((date, _)) if date.len() == 10 => date.into(),
        _ => text,
    }
}

fn set(source: &Value, location: Location<'_>) -> Result<Value, Error> {
    let mut strings = value(source, Rule::Strings, "", location)?;
    if let Value::Array(strings) = &mut strings {
        strings.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
        strings.dedup();
    }
    Ok(strings)
}

fn list(
    source: &Value,
    location: Location<'_>,
    element: impl Fn(&Value, Location<'_>) -> Result<Value, Error>,
) -> Result<Value, Error> {
    expect(source, Value::is_array, "a list", location)?;
    let elements = source.as_array().into_iter().flatten().enumerate();
    elements.map(|(index, source)| element(source, location.index(index))).collect()
}

fn map(
    source: &Value,
    location: Location<'_>,
    member: impl Fn(&str, &Value, Location<'_>) -> Result<Value, Error>,
) -> Result<Value, Error> {
    expect(source, Value::is_object, "an object", location)?;
    members(source).map(|(name, source)| Ok((name.to_owned(), member(name, source, location.key(name))?))).collect()
}

fn copy(source: &Value, is: fn(&Value) -> bool, expected: &str, location: Location<'_>) -> Result<Value, Error> {
    expect(source, is, expected, location)?;
    Ok(source.clone())
}

fn expect(source: &Value, is: fn(&Value) -> bool, expected: &str, location: Location<'_>) -> Result<(), Error> {
    if is(source) {
        return Ok(());
    }
    Err(Error::invalid(
        location,
        format!("expected {expected}, found {}", type_of(source)),
        "the text may be truncated or wrongly indented: fetch the document again or correct it",
    ))
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn unknown_member(kind: ObjectKind, key: &str, location: Location<'_>) -> Error {
    if NEWER_KEYWORDS.contains(&key) {
        return newer_form(location, &format!("the keyword `{key}`"));
    }
    let advice = if UNSUPPORTED_KEYWORDS.contains(&key) {
        "the generated client cannot express it: support it in `lower` of atlas-openapi, or remove it from the document"
    } else {
        "classify it as fact or prose in `import/allow_list.rs` of atlas-openapi"
    };
    Error::invalid(location, format!("unknown member `{key}` of a {kind:?} object"), advice)
}

/// Returns the error for something that only OpenAPI 3.1 has.
fn newer_form(location: Location<'_>, what: &str) -> Error {
    Error::invalid(
        location,
        format!("{what} is a form of OpenAPI 3.1"),
        "pass the document in OpenAPI 3.0, where a schema has one `type` and `nullable: true` allows null",
    )
}
