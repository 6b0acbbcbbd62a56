//! What the document says of an operation, read apart from the fake so that a mistake there does not hide itself here.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

pub(crate) static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../../../spec/openapi.json")).unwrap());

/// An operation as the document has it.
pub(crate) fn operation(path: &str, method: &str) -> &'static Value {
    &DOCUMENT["paths"][path][method.to_ascii_lowercase()]
}

/// Operations, the status of success that the document says, and the one that the service answers.
const OBSERVED: [(&str, u16, u16); 10] = [
    ("createGroup", 200, 201),
    ("createGroupAccessListEntry", 200, 201),
    ("createGroupPrivateEndpointEndpointService", 200, 201),
    ("createOrgLiveMigrationLinkToken", 200, 201),
    ("createOrgTeam", 200, 201),
    ("createUser", 200, 201),
    ("deleteGroup", 204, 202),
    ("toggleGroupAwsCustomDns", 200, 202),
    ("toggleGroupPrivateEndpointRegionalMode", 200, 202),
    ("updateGroupAuditLog", 200, 202),
];

/// What the document says of a success, if it is one that the service answers.
pub(crate) fn content<'a>(id: &str, documented: &'a Value, status: u16, media_type: &str) -> Option<&'a Value> {
    let observed = OBSERVED.iter().find(|(operation, ..)| *operation == id);
    let status = match observed {
        Some(&(_, documented, observed)) => (status == observed).then_some(documented)?,
        None => status,
    };
    documented["responses"][status.to_string()]["content"].get(media_type)
}

pub(crate) fn resolve(schema: &'static Value) -> &'static Value {
    name(schema).map_or(schema, |name| &DOCUMENT["components"]["schemas"][name])
}

fn name(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.rsplit('/').next()
}

/// The schema of an answer, every word of it, as a JSON schema.
pub(crate) fn of_answer(schema: &Value) -> Value {
    let schemas = DOCUMENT["components"]["schemas"].as_object().unwrap();
    let mut definitions = Map::new();
    let mut wanted = Vec::new();
    let mut root = convert(schema, false, &mut wanted);
    while let Some((name, part)) = wanted.pop() {
        let key = if part { format!("{name}-part") } else { name.clone() };
        if !definitions.contains_key(&key) {
            definitions.insert(key.clone(), Value::Null);
            let converted = convert(&schemas[&name], part, &mut wanted);
            definitions.insert(key, converted);
        }
    }
    root["$defs"] = definitions.into();
    root
}

/// A schema as a JSON schema. As a part of another one it says nothing of its variants, which have it as a part.
fn convert(schema: &Value, part: bool, wanted: &mut Vec<(String, bool)>) -> Value {
    if let Some(name) = name(schema) {
        wanted.push((name.to_owned(), part));
        return json!({ "$ref": format!("#/$defs/{name}{}", if part { "-part" } else { "" }) });
    }
    let mut converted = schema.as_object().unwrap().clone();
    let branches = schema.get("oneOf").or(schema.get("anyOf")).and_then(Value::as_array);
    let mut all: Vec<_> = list(schema, "allOf").map(|part| convert(part, true, wanted)).collect();
    for keyword in ["oneOf", "anyOf", "allOf", "discriminator", "nullable", "readOnly", "writeOnly", "default"] {
        converted.remove(keyword);
    }
    // One pattern is escaped twice, so that no telephone number matches it.
    if schema["pattern"].as_str().is_some_and(|pattern| pattern.contains(r"\\s")) {
        converted.remove("pattern");
    }
    // The document says `object` beside unions of texts, and its variants overlap.
    if branches.is_some_and(|branches| branches.iter().any(|branch| shared(branch)["type"] == "string")) {
        converted.remove("type");
    }
    if let Some(branches) = branches.filter(|_| !part) {
        let branches: Vec<_> = branches.iter().map(|branch| convert(branch, false, wanted)).collect();
        converted.insert("anyOf".to_owned(), branches.into());
    }
    let mapping = schema.pointer("/discriminator/mapping").and_then(Value::as_object).filter(|_| !part);
    for (value, target) in mapping.into_iter().flatten() {
        let property = schema["discriminator"]["propertyName"].as_str().unwrap();
        let is_it = json!({ "properties": { property: { "const": value } }, "required": [property] });
        all.push(json!({ "if": is_it, "then": convert(&json!({ "$ref": target }), true, wanted) }));
    }
    if !all.is_empty() {
        converted.insert("allOf".to_owned(), all.into());
    }
    if let Some(Value::Object(properties)) = converted.get_mut("properties") {
        for property in properties.values_mut() {
            *property = convert(property, false, wanted);
        }
    }
    for keyword in ["items", "additionalProperties"] {
        if let Some(inner) = converted.get_mut(keyword).filter(|inner| inner.is_object()) {
            *inner = convert(inner, false, wanted);
        }
    }
    // What is only written is not answered, needed or not.
    let only_written = |name: &Value| schema["properties"][name.as_str().unwrap()]["writeOnly"] == true;
    if let Some(Value::Array(required)) = converted.get_mut("required") {
        required.retain(|name| !only_written(name));
    }
    converted.into()
}

fn shared(schema: &Value) -> &Value {
    name(schema).map_or(schema, |name| &DOCUMENT["components"]["schemas"][name])
}

pub(crate) fn list<'a>(schema: &'a Value, keyword: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    schema.get(keyword).and_then(Value::as_array).into_iter().flatten()
}
