//! Samples generated from a schema: of computed responses, and of the properties that the service adds to a resource.
//!
//! A sample depends only on the path, the request body, the schema and the time, so equal requests get equal responses.

mod scalar;
mod shape;

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use crate::masking;
use crate::route::PathParameters;
use crate::schema;
use shape::Shape;

/// A generator of samples for one request.
pub(crate) struct Sampler<'a> {
    pub(crate) schemas: &'a Map<String, Value>,
    pub(crate) parameters: &'a PathParameters,
    /// The URL of the request, without the query.
    pub(crate) url: &'a str,
    /// Whether the path identifies one resource, with its ID or name as the last parameter.
    pub(crate) of_one: bool,
    pub(crate) now: DateTime<Utc>,
    pub(crate) selection: Selection,
}

/// The optional properties that a sample has beyond the given ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Selection {
    /// None.
    Required,
    /// Those of a resource that was just created: its read-only properties and those with a default, but no error.
    Created,
    /// Those of settings that nobody changed: switches, and properties with a default.
    Settings,
    /// All.
    Complete,
}

/// A location in the response.
#[derive(Clone, Copy)]
struct Location<'a> {
    /// The name of the property. An item has the name of its list.
    name: &'a str,
    /// The index in the list, `0` outside a list.
    index: usize,
    /// Whether it is an item of a list.
    is_item: bool,
    /// The enclosing location, or `None` at the root.
    up: Option<&'a Location<'a>>,
    /// The named schemas that enclose this location. None of them is entered again.
    enclosing: Option<&'a Enclosing<'a>>,
    /// Whether it is inside a read-only property.
    is_read_only: bool,
}

/// A named schema and the named schemas that enclose it.
#[derive(Clone, Copy)]
struct Enclosing<'a> {
    name: &'a str,
    up: Option<&'a Enclosing<'a>>,
}

impl Location<'_> {
    const ROOT: Self = Self { name: "", index: 0, is_item: false, up: None, enclosing: None, is_read_only: false };

    /// Returns the number of steps from the root.
    fn depth(&self) -> usize {
        self.up.map_or(0, |up| up.depth() + 1)
    }
}

/// Formats the location as a JSON pointer.
impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.up {
            Some(up) if self.is_item => write!(f, "{up}/{}", self.index),
            Some(up) => write!(f, "{up}/{}", self.name),
            None => Ok(()),
        }
    }
}

impl Enclosing<'_> {
    fn has(&self, name: &str) -> bool {
        self.name == name || self.up.is_some_and(|up| up.has(name))
    }
}

impl Sampler<'_> {
    /// Returns a value that matches the schema and contains the values of `given`, the request body.
    pub(crate) fn sample(&self, schema: &Value, given: Option<&Value>) -> Value {
        self.value(schema, given, Location::ROOT).unwrap_or_default()
    }

    /// Returns a resource that matches the schema and contains its stored properties.
    pub(crate) fn resource(&self, schema: &Value, remembered: &Map<String, Value>) -> Value {
        let name = schema::reference(schema);
        let enclosing = name.map(|name| Enclosing { name, up: None });
        let schema = schema::resolve(self.schemas, schema);
        if !shape::is_object(schema) {
            return self.sample(schema, Some(&Value::Object(remembered.clone())));
        }
        self.object(schema, Some(remembered), Location { enclosing: enclosing.as_ref(), ..Location::ROOT })
    }

    /// Returns whether a sample has an optional property that is not given.
    fn shows(&self, name: &str, property: &Value, is_read_only: bool) -> bool {
        let resolved = schema::resolve(self.schemas, property);
        let has_default = resolved.get("default").or(property.get("default")).is_some_and(|value| !value.is_null());
        match self.selection {
            Selection::Required => false,
            Selection::Created => (is_read_only || has_default || is_of_service(name)) && !is_failure(name),
            Selection::Settings => has_default || resolved["type"] == "boolean" || resolved.get("properties").is_some(),
            Selection::Complete => true,
        }
    }

    /// Returns a value, or `None` if a schema would contain itself and no value is given.
    fn value(&self, schema: &Value, given: Option<&Value>, location: Location<'_>) -> Option<Value> {
        if let Some(name) = schema::reference(schema) {
            if given.is_none() && location.enclosing.is_some_and(|enclosing| enclosing.has(name)) {
                return None;
            }
            let enclosing = Enclosing { name, up: location.enclosing };
            return self.value(self.schemas.get(name)?, given, Location { enclosing: Some(&enclosing), ..location });
        }
        let given = given.filter(|given| !given.is_null());
        if let Some(given) = given.filter(|_| schema::is_free(schema)) {
            return Some(given.clone());
        }
        let branches = ["oneOf", "anyOf"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array());
        let scalars: Vec<_> = branches.flatten().filter(|branch| shape::is_scalar(self.schemas, branch)).collect();
        let fitting = given.and_then(|given| scalars.iter().find(|one| shape::admits(self.schemas, one, given)));
        if let Some(branch) = fitting.or(scalars.first()) {
            return self.value(branch, given, location);
        }
        match schema["type"].as_str() {
            Some("array") => Some(self.array(schema, given, location)),
            Some("object") => Some(self.object(schema, given.and_then(Value::as_object), location)),
            Some(_) => Some(self.scalar(schema, given, location)),
            None if shape::is_object(schema) => Some(self.object(schema, given.and_then(Value::as_object), location)),
            None => Some(given.cloned().unwrap_or_else(|| Value::Object(Map::new()))),
        }
    }

    fn array(&self, schema: &Value, given: Option<&Value>, location: Location<'_>) -> Value {
        let Some(items) = schema.get("items") else { return Value::Array(Vec::new()) };
        let item = |index: usize, given| {
            self.value(items, given, Location { index, is_item: true, up: Some(&location), ..location })
        };
        match given.and_then(Value::as_array) {
            Some(given) => given.iter().enumerate().filter_map(|(index, given)| item(index, Some(given))).collect(),
            None => {
                let bound = |keyword| Some(schema.get(keyword)?.as_u64()? as usize);
                let least = usize::from(matches!(self.selection, Selection::Required | Selection::Complete));
                let count = bound("minItems").unwrap_or(least).max(least).min(bound("maxItems").unwrap_or(usize::MAX));
                (0..count).filter_map(|index| item(index, None)).collect()
            }
        }
    }

    fn object(&self, schema: &Value, given: Option<&Map<String, Value>>, location: Location<'_>) -> Value {
        let shape = Shape::of(self.schemas, schema, given);
        let mut object = Map::new();
        for (&name, &property) in &shape.properties {
            let given = given.and_then(|given| given.get(name));
            let is_masked = given.and_then(Value::as_str).is_some_and(masking::is_masked);
            if schema::is_marked(self.schemas, property, "writeOnly") && !is_masked {
                continue;
            }
            let is_read_only = location.is_read_only || schema::is_marked(self.schemas, property, "readOnly");
            // A secret of a request is not shown. A read-only one is from the service, which shows it once.
            let is_shown = is_masked || is_read_only || !is_secret(self.schemas, property);
            let given = given.filter(|_| is_shown);
            if given.is_some_and(Value::is_null) && schema::is_marked(self.schemas, property, "nullable") {
                object.insert(name.to_owned(), Value::Null);
                continue;
            }
            let is_given = given.is_some_and(|given| !given.is_null()) || shape.discriminators.contains_key(name);
            if !is_given && !shape.required.contains(name) && !self.shows(name, property, is_read_only) {
                continue;
            }
            let value = match shape.discriminators.get(name) {
                Some(&value) => Some(value.into()),
                None => self.value(
                    property,
                    given,
                    Location { name, index: 0, is_item: false, up: Some(&location), is_read_only, ..location },
                ),
            };
            object.extend(value.map(|value| (name.to_owned(), value)));
        }
        if let Some(values) = shape.values {
            let given = given.filter(|given| !given.is_empty());
            let free = given.into_iter().flatten().filter(|(name, _)| !shape.properties.contains_key(name.as_str()));
            let mut members: Vec<_> = free.map(|(name, value)| (name.as_str(), Some(value))).collect();
            if given.is_none() && self.selection == Selection::Complete {
                members.push(("key", None));
            }
            for (name, given) in members {
                let value = self.value(
                    values,
                    given,
                    Location { name, index: 0, is_item: false, up: Some(&location), ..location },
                );
                object.extend(value.map(|value| (name.to_owned(), value)));
            }
        } else if shape.properties.is_empty() {
            // The schema has no properties, so the object is copied as given.
            object.extend(given.cloned().unwrap_or_default());
        }
        Value::Object(object)
    }
}

/// Returns the properties of an object, which can depend on the variant that it is.
pub(crate) fn properties<'a>(
    schemas: &'a Map<String, Value>,
    schema: &'a Value,
    object: &Map<String, Value>,
) -> BTreeMap<&'a str, &'a Value> {
    Shape::of(schemas, schema, Some(object)).properties
}

/// Returns whether the service sets a property of a new resource, even if its schema does not say so.
fn is_of_service(name: &str) -> bool {
    ["id", "_id"].contains(&name) || name.starts_with("created") || is_state(name)
}

/// Returns whether a property has the state of its resource.
pub(crate) fn is_state(name: &str) -> bool {
    let ends = ["State", "StateName", "Status", "StatusName"].iter().any(|end| name.ends_with(end));
    (ends || ["state", "stateName", "status", "statusName"].contains(&name)) && !is_failure(name)
}

/// Returns whether a property describes a failure or an end, which a new resource does not have.
fn is_failure(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["error", "failure", "failed"].iter().any(|word| name.contains(word))
        || ["cancel", "delete", "reject"].iter().any(|word| name.starts_with(word))
}

fn is_secret(schemas: &Map<String, Value>, property: &Value) -> bool {
    schema::resolve(schemas, property)["format"] == "password"
}
