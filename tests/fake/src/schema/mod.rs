//! What a schema of the document says.

mod request;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

pub(crate) use request::of_request;

/// The pattern of an id, the only one that holds.
const ID_PATTERNS: [&str; 2] = ["^([a-f0-9]{24})$", "^[a-fA-F0-9]{24}$"];

/// The schema itself, or the one that it refers to.
pub(crate) fn resolve<'a>(schemas: &'a Map<String, Value>, schema: &'a Value) -> &'a Value {
    reference(schema).and_then(|name| schemas.get(name)).unwrap_or(schema)
}

/// The name of the schema that this one refers to.
pub(crate) fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.rsplit('/').next()
}

/// The names of a discriminator's schemas by its values, with the property that holds the value.
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

/// Whether a property is marked with `mark`, `readOnly` or `writeOnly`, itself or where it is defined.
pub(crate) fn is_marked(schemas: &Map<String, Value>, property: &Value, mark: &str) -> bool {
    property[mark] == true || resolve(schemas, property)[mark] == true
}

/// The properties of an object that only the service sets, and that are required. Whoever takes the document at its word
/// sends them, so the service takes them and minds its own values; other properties that it sets, it refuses.
pub(crate) fn overlooked<'a>(schemas: &'a Map<String, Value>, schema: &'a Value) -> Vec<&'a str> {
    let schema = resolve(schemas, schema);
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let read_only = |name: &&str| {
        let property = schema.get("properties").and_then(|properties| properties.get(*name));
        property.is_some_and(|property| is_marked(schemas, property, "readOnly"))
    };
    let own = required.filter(read_only);
    let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    own.chain(parts.flat_map(|part| overlooked(schemas, part))).collect()
}

/// All properties that an object can have, its own, those of its parts and those of any variant, as the service mixes
/// them; `None` if it can have others.
fn all_properties<'a>(schemas: &'a Map<String, Value>, source: &'a Value) -> Option<Vec<(&'a str, &'a Value)>> {
    let mut properties = Vec::new();
    let mut wanted = vec![source];
    let mut seen = BTreeSet::new();
    while let Some(source) = wanted.pop() {
        if reference(source).is_some_and(|name| !seen.insert(name)) {
            continue;
        }
        let source = resolve(schemas, source);
        let says_nothing = |word: &&str| source.get(*word).is_none();
        let is_free = source["type"] == "object" && ["properties", "allOf", "anyOf", "oneOf"].iter().all(says_nothing);
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

/// The least and the largest whole number of a format.
pub(crate) fn bounds(schema: &Value) -> Option<(i64, i64)> {
    match schema["format"].as_str()? {
        "int32" => Some((i32::MIN.into(), i32::MAX.into())),
        "int64" => Some((i64::MIN, i64::MAX)),
        _ => None,
    }
}

/// Whether a value is an id.
pub(crate) fn is_id(schema: &Value) -> bool {
    schema["pattern"].as_str().is_some_and(|pattern| ID_PATTERNS.contains(&pattern))
}

/// Whether an object of this schema, in any of its variants, can have a property.
pub(crate) fn has_property(schemas: &Map<String, Value>, schema: &Value, name: &str) -> bool {
    let schema = resolve(schemas, schema);
    let own = schema.get("properties").is_some_and(|properties| properties.get(name).is_some());
    // A variant has the schema that it is one of as a part, so only its own properties are looked at.
    let mut parts = ["allOf", "oneOf"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array()).flatten();
    own || parts.any(|part| {
        let properties = resolve(schemas, part).get("properties");
        properties.is_some_and(|properties| properties.get(name).is_some())
    })
}

/// Whether a string may have only the values that stand here. An enumeration with a placeholder in it, such as
/// `<a custom role name>`, stands for any value.
pub(crate) fn is_closed_enum(schema: &Value) -> bool {
    let placeholder = |value: &Value| value.as_str().is_some_and(|value| value.starts_with('<'));
    schema["enum"].as_array().is_some_and(|values| !values.iter().any(placeholder))
}
