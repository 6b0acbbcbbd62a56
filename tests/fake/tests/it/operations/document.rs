//! The document's facts about operations, read independently of the fake, so that a mistake there is noticed here.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

/// The document, with the corrections of the client and the facts that were observed at the service.
pub(crate) static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut document = serde_json::from_str(include_str!("../../../../../spec/openapi.json")).unwrap();
    let overlays = [
        ("10-corrections.yaml", include_str!("../../../../../spec/overlays/10-corrections.yaml")),
        ("observed.yaml", include_str!("../../../src/document/observed.yaml")),
    ];
    let overlays = overlays.map(|(name, text)| (name.to_owned(), text.to_owned()));
    atlas_openapi::apply_overlays(&overlays, &mut document).unwrap();
    document
});

/// Returns the operation as documented.
pub(crate) fn operation(path: &str, method: &str) -> &'static Value {
    &DOCUMENT["paths"][path][method.to_ascii_lowercase()]
}

/// Operations with the documented status of success and the status that the service returns.
const OBSERVED: [(&str, u16, u16); 12] = [
    ("createGroup", 200, 201),
    ("createGroupAccessListEntry", 200, 201),
    ("createGroupAlertConfig", 200, 201),
    ("createGroupPrivateEndpointEndpointService", 200, 201),
    ("createOrgLiveMigrationLinkToken", 200, 201),
    ("createOrgTeam", 200, 201),
    ("createUser", 200, 201),
    ("deleteGroup", 204, 202),
    ("deleteGroupPrivateEndpointEndpointService", 204, 202),
    ("toggleGroupAwsCustomDns", 200, 202),
    ("toggleGroupPrivateEndpointRegionalMode", 200, 202),
    ("updateGroupAuditLog", 200, 202),
];

/// Returns the documented content of a success, if the service returns that status.
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

/// Returns the complete schema of a response as a JSON Schema.
pub(crate) fn response_schema(schema: &Value) -> Value {
    let schemas = DOCUMENT["components"]["schemas"].as_object().unwrap();
    let mut definitions = Map::new();
    let mut pending = Vec::new();
    let mut root = convert(schema, false, &mut pending);
    while let Some((name, part)) = pending.pop() {
        let key = if part { format!("{name}-part") } else { name.clone() };
        if !definitions.contains_key(&key) {
            definitions.insert(key.clone(), Value::Null);
            let converted = convert(&schemas[&name], part, &mut pending);
            definitions.insert(key, converted);
        }
    }
    root["$defs"] = definitions.into();
    root
}

/// Converts a schema to JSON Schema. A part of another schema is converted without its variants, which contain the part
/// themselves.
fn convert(schema: &Value, part: bool, pending: &mut Vec<(String, bool)>) -> Value {
    if let Some(name) = name(schema) {
        pending.push((name.to_owned(), part));
        return json!({ "$ref": format!("#/$defs/{name}{}", if part { "-part" } else { "" }) });
    }
    let mut converted = schema.as_object().unwrap().clone();
    let branches = schema.get("oneOf").or(schema.get("anyOf")).and_then(Value::as_array);
    let mut all: Vec<_> = list(schema, "allOf").map(|part| convert(part, true, pending)).collect();
    if schema["nullable"] == true && schema["type"].is_string() && schema.get("enum").is_none() {
        converted["type"] = json!([schema["type"], "null"]);
    }
    for keyword in ["oneOf", "anyOf", "allOf", "discriminator", "nullable", "readOnly", "writeOnly", "default"] {
        converted.remove(keyword);
    }
    // One pattern is escaped twice, so that no telephone number matches it.
    if schema["pattern"].as_str().is_some_and(|pattern| pattern.contains(r"\\s")) {
        converted.remove("pattern");
    }
    // The document has the type `object` beside unions of strings, and its variants overlap.
    if branches.is_some_and(|branches| branches.iter().any(|branch| shared(branch)["type"] == "string")) {
        converted.remove("type");
    }
    if let Some(branches) = branches.filter(|_| !part) {
        let branches: Vec<_> = branches.iter().map(|branch| convert(branch, false, pending)).collect();
        converted.insert("anyOf".to_owned(), branches.into());
    }
    let mapping = schema.pointer("/discriminator/mapping").and_then(Value::as_object).filter(|_| !part);
    for (value, target) in mapping.into_iter().flatten() {
        let property = schema["discriminator"]["propertyName"].as_str().unwrap();
        let condition = json!({ "properties": { property: { "const": value } }, "required": [property] });
        all.push(json!({ "if": condition, "then": convert(&json!({ "$ref": target }), true, pending) }));
    }
    if !all.is_empty() {
        converted.insert("allOf".to_owned(), all.into());
    }
    if let Some(Value::Object(properties)) = converted.get_mut("properties") {
        for property in properties.values_mut() {
            *property = convert(property, false, pending);
        }
    }
    for keyword in ["items", "additionalProperties"] {
        if let Some(inner) = converted.get_mut(keyword).filter(|inner| inner.is_object()) {
            *inner = convert(inner, false, pending);
        }
    }
    // Responses have no write-only properties, even required ones.
    let write_only = |name: &Value| schema["properties"][name.as_str().unwrap()]["writeOnly"] == true;
    if let Some(Value::Array(required)) = converted.get_mut("required") {
        required.retain(|name| !write_only(name));
    }
    converted.into()
}

fn shared(schema: &Value) -> &Value {
    name(schema).map_or(schema, |name| &DOCUMENT["components"]["schemas"][name])
}

pub(crate) fn list<'a>(schema: &'a Value, keyword: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    schema.get(keyword).and_then(Value::as_array).into_iter().flatten()
}
