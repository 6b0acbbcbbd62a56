//! Queries on the schemas of the API document.

mod read_only;
mod request;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

pub(crate) use read_only::remove as remove_read_only;
pub(crate) use request::of_request;

/// The patterns of an ID. Other patterns of the document do not match the values of the service.
const ID_PATTERNS: [&str; 2] = ["^([a-f0-9]{24})$", "^[a-fA-F0-9]{24}$"];

/// Returns the schema that a `$ref` refers to, or the schema itself.
pub(crate) fn resolve<'a>(schemas: &'a Map<String, Value>, schema: &'a Value) -> &'a Value {
    reference(schema).and_then(|name| schemas.get(name)).unwrap_or(schema)
}

/// Returns the schema of one resource, from that of a response with one resource, a list or a page.
pub(crate) fn item<'a>(schemas: &'a Map<String, Value>, response: &'a Value) -> &'a Value {
    let response = resolve(schemas, response);
    response.pointer("/properties/results/items").or(response.get("items")).unwrap_or(response)
}

/// Returns the name of the schema that a `$ref` refers to.
pub(crate) fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.rsplit('/').next()
}

/// Returns the discriminating property of a union, and its values with the names of their schemas.
pub(crate) fn variants(schema: &Value) -> Option<(&str, Vec<(&str, &str)>)> {
    let discriminator = schema.get("discriminator")?;
    let property = discriminator.get("propertyName")?.as_str()?;
    let mapping = discriminator.get("mapping")?.as_object()?;
    let variants = mapping.iter().filter_map(|(value, target)| {
        let target = target.as_str()?;
        Some((value.as_str(), target.rsplit('/').next().unwrap_or(target)))
    });
    Some((property, variants.collect()))
}

/// Returns whether a property, or the schema that it refers to, has the keyword `mark`: `readOnly` or `writeOnly`.
pub(crate) fn is_marked(schemas: &Map<String, Value>, property: &Value, mark: &str) -> bool {
    property[mark] == true || resolve(schemas, property)[mark] == true
}

/// Returns all properties that an object can have, or `None` if the schema allows arbitrary properties.
///
/// They include the properties of all variants of a union, because the service mixes variants.
pub(crate) fn all_properties<'a>(
    schemas: &'a Map<String, Value>,
    source: &'a Value,
) -> Option<Vec<(&'a str, &'a Value)>> {
    let mut properties = Vec::new();
    let mut wanted = vec![source];
    let mut seen = BTreeSet::new();
    while let Some(source) = wanted.pop() {
        if reference(source).is_some_and(|name| !seen.insert(name)) {
            continue;
        }
        let source = resolve(schemas, source);
        let is_absent = |keyword: &&str| source.get(*keyword).is_none();
        let is_free = source["type"] == "object" && ["properties", "allOf", "anyOf", "oneOf"].iter().all(is_absent);
        if is_free || source.get("additionalProperties").is_some() {
            return None;
        }
        let own = source.get("properties").and_then(Value::as_object).into_iter().flatten();
        properties.extend(own.map(|(name, property)| (name.as_str(), property)));
        wanted
            .extend(["allOf", "anyOf", "oneOf"].into_iter().filter_map(|word| source.get(word)?.as_array()).flatten());
        let variants = variants(source).into_iter().flat_map(|(_, variants)| variants);
        wanted.extend(variants.filter_map(|(_, name)| schemas.get(name)));
    }
    Some(properties)
}

/// Returns whether a schema is an object about whose properties it says nothing. The document has such schemas for any
/// JSON value, such as `dynamic` of a search index, which is a boolean or an object.
pub(crate) fn is_free(schema: &Value) -> bool {
    schema["type"] == "object"
        && ["additionalProperties", "allOf", "anyOf", "discriminator", "oneOf", "properties"]
            .iter()
            .all(|keyword| schema.get(*keyword).is_none())
}

/// Returns the minimum and the maximum of an integer format.
pub(crate) fn bounds(schema: &Value) -> Option<(i64, i64)> {
    match schema["format"].as_str()? {
        "int32" => Some((i32::MIN.into(), i32::MAX.into())),
        "int64" => Some((i64::MIN, i64::MAX)),
        _ => None,
    }
}

/// Returns whether a schema describes an ID.
pub(crate) fn is_id(schema: &Value) -> bool {
    schema["pattern"].as_str().is_some_and(|pattern| ID_PATTERNS.contains(&pattern))
}

/// Returns whether an object of this schema, in any of its variants, can have a property.
pub(crate) fn has_property(schemas: &Map<String, Value>, schema: &Value, name: &str) -> bool {
    let schema = resolve(schemas, schema);
    let own = schema.get("properties").is_some_and(|properties| properties.get(name).is_some());
    // A variant refers back to the union in its `allOf`, so only its own properties are searched.
    let mut parts = ["allOf", "oneOf"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array()).flatten();
    own || parts.any(|part| {
        let properties = resolve(schemas, part).get("properties");
        properties.is_some_and(|properties| properties.get(name).is_some())
    })
}

/// Returns whether an enumeration is closed.
///
/// An enumeration with a placeholder, such as `<a custom role name>`, allows any value.
pub(crate) fn is_closed_enum(schema: &Value) -> bool {
    let placeholder = |value: &Value| value.as_str().is_some_and(|value| value.starts_with('<'));
    schema["enum"].as_array().is_some_and(|values| !values.iter().any(placeholder))
}
