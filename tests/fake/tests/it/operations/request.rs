//! Minimal requests generated from the document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::document::{DOCUMENT, list, resolve};

pub(crate) const ID: &str = "0123456789abcdef01234567";

/// A documented parameter of an operation.
#[derive(Clone, Copy)]
pub(crate) struct Parameter(&'static Value);

impl Parameter {
    pub(crate) fn name(&self) -> &'static str {
        self.0["name"].as_str().unwrap()
    }

    pub(crate) fn is_in_query(&self) -> bool {
        self.0["in"] == "query"
    }

    fn is_required(&self) -> bool {
        self.0["required"] == true
    }

    /// Returns a valid value; for a boolean with a default, the opposite of the default.
    pub(crate) fn value(&self) -> Value {
        let schema = &self.0["schema"];
        match (self.name(), &schema["default"]) {
            // Both are durations, which their schemas do not state.
            ("granularity" | "period", _) => "PT1M".into(),
            // The start must precede the end, which defaults to the current time.
            ("start", _) if schema["format"] == "date-time" => "2020-01-01T00:00:00Z".into(),
            (_, Value::Bool(default)) => (!default).into(),
            _ => body(schema),
        }
    }
}

/// Returns the required query parameters of an operation, with values.
pub(crate) fn query(operation: &'static Value) -> Vec<(&'static str, Value)> {
    let needed = parameters(operation).filter(|parameter| parameter.is_in_query() && parameter.is_required());
    needed.map(|parameter| (parameter.name(), parameter.value())).collect()
}

/// Returns the optional query and header parameters of an operation. The generated client omits the two that change the
/// envelope and the layout of responses.
pub(crate) fn optional(operation: &'static Value) -> impl Iterator<Item = Parameter> {
    parameters(operation)
        .filter(|parameter| !parameter.is_required() && !["envelope", "pretty"].contains(&parameter.name()))
}

/// Returns a value for a path parameter of an operation.
pub(crate) fn path_parameter(operation: &'static Value, name: &str) -> String {
    let parameter = parameters(operation).find(|parameter| parameter.0["in"] == "path" && parameter.name() == name);
    texts(&parameter.unwrap().value()).next().unwrap()
}

/// Returns the values of a parameter as strings for a query or a path.
pub(crate) fn texts(value: &Value) -> impl Iterator<Item = String> {
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

fn parameters(operation: &'static Value) -> impl Iterator<Item = Parameter> {
    list(operation, "parameters").map(|parameter| {
        Parameter(match parameter.get("$ref") {
            Some(target) => DOCUMENT.pointer(target.as_str().unwrap().trim_start_matches('#')).unwrap(),
            None => parameter,
        })
    })
}

/// Returns a body with the required properties only.
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
        // The document writes the bounds of integers as floats.
        Some("integer") => schema["minimum"].as_f64().map_or(1, |least| least as i64).into(),
        Some("number") => schema.get("minimum").cloned().unwrap_or_else(|| 1.into()),
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

/// Strings that match the patterns of parameters and required properties, keyed by a piece of the pattern.
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
