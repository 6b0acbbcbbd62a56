//! The walk that copies the facts of a document and leaves the rest behind.

use serde_json::{Map, Value, json};

use super::shape::{Kind, Rule, may_be_reference, rule};
use super::words;
use crate::Error;
use crate::document::{members, reference};
use crate::pointer::Place;

/// Copies the facts of a whole document.
pub(super) fn document(source: &Value, place: Place<'_>) -> Result<Value, Error> {
    object(source, Kind::Root, "", place)
}

/// Copies the facts of one object; `name` is the key under which it stands.
fn object(source: &Value, kind: Kind, name: &str, place: Place<'_>) -> Result<Value, Error> {
    if may_be_reference(kind)
        && let Some(target) = reference(source)
    {
        // OpenAPI 3.0 ignores whatever stands beside a reference.
        return Ok(json!({ "$ref": target }));
    }
    expect(source, Value::is_object, "an object", place)?;
    let mut kept = Map::new();
    for (key, member) in members(source) {
        let place = place.key(key);
        let rule = rule(kind, key).ok_or_else(|| undecided(kind, key, place))?;
        if rule != Rule::Prose {
            kept.insert(key.to_owned(), value(member, rule, key, place)?);
        }
    }
    match kind {
        Kind::Info => complete_info(source, &mut kept),
        Kind::Response => {
            kept.insert("description".into(), words::response(name).into());
        }
        _ => {}
    }
    Ok(Value::Object(kept))
}

/// Copies one member as its rule says; `key` is the name of the member.
fn value(source: &Value, rule: Rule, key: &str, place: Place<'_>) -> Result<Value, Error> {
    match rule {
        Rule::Prose => Ok(Value::Null),
        Rule::Data => Ok(source.clone()),
        Rule::Text => text(source, key, place),
        Rule::Day => Ok(day(text(source, key, place)?)),
        Rule::Number => copy(source, Value::is_number, "a number", place),
        Rule::Flag => copy(source, Value::is_boolean, "true or false", place),
        Rule::Texts => list(source, place, |text, place| copy(text, Value::is_string, "a text", place)),
        Rule::Set => set(source, place),
        Rule::TextByName => by_name(source, place, |_, text, place| copy(text, Value::is_string, "a text", place)),
        Rule::Names => by_name(source, place, |_, _, _| Ok("".into())),
        Rule::Requirements => list(source, place, |alternative, place| {
            by_name(alternative, place, |_, scopes, place| value(scopes, Rule::Texts, "", place))
        }),
        Rule::FlagOrSchema if source.is_boolean() => Ok(source.clone()),
        Rule::FlagOrSchema => object(source, Kind::Schema, key, place),
        Rule::One(kind) => object(source, kind, key, place),
        Rule::Many(kind) => list(source, place, |element, place| object(element, kind, key, place)),
        Rule::Named(kind) => by_name(source, place, |name, member, place| object(member, kind, name, place)),
        Rule::Patterned(kind) => {
            expect(source, Value::is_object, "an object", place)?;
            members(source)
                .filter(|(name, _)| !name.starts_with("x-"))
                .map(|(name, member)| Ok((name.to_owned(), object(member, kind, name, place.key(name))?)))
                .collect()
        }
    }
}

/// The title is ours, and the licence of the source becomes a fact about it.
fn complete_info(source: &Value, kept: &mut Map<String, Value>) {
    kept.insert("title".into(), words::TITLE.into());
    if let Some(license) = source["license"]["name"].as_str() {
        kept.insert("x-source-license".into(), license.into());
    }
}

/// Copies a text. YAML reads a version written without quotes as a number; it was meant as a text.
fn text(source: &Value, key: &str, place: Place<'_>) -> Result<Value, Error> {
    match source {
        Value::Number(number) if key == "version" => Ok(number.to_string().into()),
        other => copy(other, Value::is_string, "a text", place),
    }
}

/// Cuts the time of day off `2025-05-30T00:00:00Z`.
fn day(text: Value) -> Value {
    match text.as_str().and_then(|text| text.split_once('T')) {
        Some((day, _)) if day.len() == 10 => day.into(),
        _ => text,
    }
}

fn set(source: &Value, place: Place<'_>) -> Result<Value, Error> {
    let mut texts = value(source, Rule::Texts, "", place)?;
    if let Value::Array(texts) = &mut texts {
        texts.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
        texts.dedup();
    }
    Ok(texts)
}

fn list(
    source: &Value,
    place: Place<'_>,
    element: impl Fn(&Value, Place<'_>) -> Result<Value, Error>,
) -> Result<Value, Error> {
    expect(source, Value::is_array, "a list", place)?;
    let elements = source.as_array().into_iter().flatten().enumerate();
    elements.map(|(index, source)| element(source, place.index(index))).collect()
}

fn by_name(
    source: &Value,
    place: Place<'_>,
    member: impl Fn(&str, &Value, Place<'_>) -> Result<Value, Error>,
) -> Result<Value, Error> {
    expect(source, Value::is_object, "an object", place)?;
    members(source).map(|(name, source)| Ok((name.to_owned(), member(name, source, place.key(name))?))).collect()
}

fn copy(source: &Value, is: fn(&Value) -> bool, what: &str, place: Place<'_>) -> Result<Value, Error> {
    expect(source, is, what, place)?;
    Ok(source.clone())
}

fn expect(source: &Value, is: fn(&Value) -> bool, what: &str, place: Place<'_>) -> Result<(), Error> {
    if is(source) {
        return Ok(());
    }
    Err(Error::invalid(
        place,
        format!("this should be {what}, and is {}", type_of(source)),
        "the text may be cut off or wrongly indented; fetch the document again or correct it",
    ))
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn undecided(kind: Kind, key: &str, place: Place<'_>) -> Error {
    Error::invalid(
        place,
        format!("the import does not know whether `{key}` of this {kind:?} object is a fact"),
        "decide it in the allow-list, `import/shape.rs` of atlas-openapi",
    )
}
