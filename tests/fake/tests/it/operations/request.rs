//! Requests made up from the document: as little as an operation needs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::document::{DOCUMENT, list, resolve};

pub(crate) const ID: &str = "0123456789abcdef01234567";

/// The query parameters that an operation needs.
pub(crate) fn query(operation: &'static Value) -> Vec<(String, String)> {
    let needed = parameters(operation).filter(|parameter| parameter["in"] == "query" && parameter["required"] == true);
    needed.map(|parameter| (parameter["name"].as_str().unwrap().to_owned(), value(parameter))).collect()
}

/// A value of a parameter of an operation's path.
pub(crate) fn path_parameter(operation: &'static Value, name: &str) -> String {
    value(parameters(operation).find(|parameter| parameter["in"] == "path" && parameter["name"] == name).unwrap())
}

fn parameters(operation: &'static Value) -> impl Iterator<Item = &'static Value> {
    list(operation, "parameters").map(|parameter| match parameter.get("$ref") {
        Some(target) => DOCUMENT.pointer(target.as_str().unwrap().trim_start_matches('#')).unwrap(),
        None => parameter,
    })
}

fn value(parameter: &'static Value) -> String {
    if parameter["name"] == "granularity" {
        return "PT1M".to_owned();
    }
    let value = body(&parameter["schema"]);
    let value = value.as_array().map_or(&value, |values| &values[0]);
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A body that has what it needs and no more.
pub(crate) fn body(schema: &'static Value) -> Value {
    let schema = resolve(schema);
    if let Some(value) = schema.get("default").or_else(|| list(schema, "enum").next()) {
        return value.clone();
    }
    let branch = list(schema, "oneOf").chain(list(schema, "anyOf")).next();
    let is_object = |schema: &'static Value| resolve(schema)["type"] == "object";
    match schema["type"].as_str() {
        _ if branch.is_some_and(|branch| !is_object(branch)) => body(branch.unwrap()),
        Some("array") => {
            let count = schema.get("minItems").and_then(Value::as_u64).unwrap_or(1);
            (0..count).map(|_| body(&schema["items"])).collect()
        }
        Some("string") => text(schema).into(),
        Some("boolean") => true.into(),
        Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or_else(|| 1.into()),
        _ => object(schema),
    }
}

fn object(schema: &'static Value) -> Value {
    let mut object = Object::default();
    object.gather(schema, false);
    let Object { properties, required, variants } = object;
    let needed = required.into_iter().filter_map(|name| {
        let property = *properties.get(name)?;
        let value = variants.get(name).map_or_else(|| body(property), |&value| value.into());
        let read_only = property["readOnly"] == true || resolve(property)["readOnly"] == true;
        (!read_only || variants.contains_key(name)).then(|| (name.to_owned(), value))
    });
    needed.collect::<Map<_, _>>().into()
}

#[derive(Default)]
struct Object {
    properties: BTreeMap<&'static str, &'static Value>,
    required: BTreeSet<&'static str>,
    variants: BTreeMap<&'static str, &'static str>,
}

impl Object {
    fn gather(&mut self, schema: &'static Value, part: bool) {
        let schema = resolve(schema);
        for part in list(schema, "allOf") {
            self.gather(part, true);
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        self.properties.extend(properties.into_iter().flatten().map(|(name, property)| (name.as_str(), property)));
        self.required.extend(list(schema, "required").map(|name| name.as_str().unwrap()));
        if part {
            return;
        }
        let mapping = schema.pointer("/discriminator/mapping").and_then(Value::as_object);
        if let Some((value, target)) = mapping.and_then(|mapping| mapping.iter().next()) {
            self.gather(DOCUMENT.pointer(target.as_str().unwrap().trim_start_matches('#')).unwrap(), true);
            let property = schema["discriminator"]["propertyName"].as_str().unwrap();
            self.required.insert(property);
            self.variants.insert(property, value);
        } else if let Some(branch) = list(schema, "oneOf").next() {
            self.gather(branch, false);
        }
    }
}

/// Texts for the patterns that a parameter or a needed property has, by pieces of them.
const BY_PATTERN: &[(&str, &str)] = &[
    ("mdb_sa_id_", "mdb_sa_id_0123456789abcdef01234567"),
    ("{24}", ID),
    ("{20}", "0123456789abcdef0123"),
    ("^[0-9a-f]{8}-", "01234567-89ab-cdef-0123-456789abcdef"),
    ("^[0-9]{12}$", "123456789012"),
    ("^vpc-", "vpc-0123456789abcdef0"),
    ("(%2[fF]|/)", "192.0.2.0/24"),
    ("(\\:[0-9]{4,5})", "node0.example.com:27017"),
    ("^([A-Z]{2})$", "US"),
    ("25[0-5]", "192.0.2.1"),
];

fn text(schema: &Value) -> String {
    let pattern = schema["pattern"].as_str().unwrap_or_default();
    if let Some((_, text)) = BY_PATTERN.iter().find(|(piece, _)| pattern.contains(piece)) {
        return (*text).to_owned();
    }
    match schema["format"].as_str() {
        Some("date-time") => "2099-01-01T00:00:00Z".to_owned(),
        Some("date") => "2099-01-01".to_owned(),
        Some("email") => "someone@example.com".to_owned(),
        _ => {
            let length = |keyword| Some(schema.get(keyword)?.as_u64()? as usize);
            let least = length("minLength").unwrap_or(1);
            "example".chars().cycle().take(least.max(7).min(length("maxLength").unwrap_or(usize::MAX))).collect()
        }
    }
}
