//! Answers made up from a schema, for operations that nothing is remembered of.
//!
//! Everything in them follows from the path, the request's body, the schema and the time, so that the same request is
//! answered the same.

mod scalar;
mod shape;

use std::fmt;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use crate::route::PathParameters;
use crate::schema;
use shape::Shape;

/// What an answer is about.
pub(crate) struct Subject<'a> {
    pub(crate) schemas: &'a Map<String, Value>,
    pub(crate) parameters: &'a PathParameters,
    /// The address of the request, without a query.
    pub(crate) url: &'a str,
    /// Whether the path leads to one thing, whose id or name its last parameter is.
    pub(crate) of_one: bool,
    pub(crate) now: DateTime<Utc>,
    /// Whether everything is made up that can be there, or only what has to be.
    pub(crate) complete: bool,
}

/// A place in the answer.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The name of the property, of the list for an item.
    name: &'a str,
    /// The place in the list, `0` outside of one.
    index: usize,
    /// Whether it is one of a list.
    is_item: bool,
    /// What it is in; `None` for the answer itself.
    up: Option<&'a Place<'a>>,
    /// The named schemas around this place, none of which is entered again.
    around: Option<&'a Around<'a>>,
}

/// A named schema and those around it.
#[derive(Clone, Copy)]
struct Around<'a> {
    name: &'a str,
    up: Option<&'a Around<'a>>,
}

impl Place<'_> {
    const ROOT: Self = Self { name: "", index: 0, is_item: false, up: None, around: None };

    /// How many steps lead here from the answer itself.
    fn depth(&self) -> usize {
        self.up.map_or(0, |up| up.depth() + 1)
    }
}

/// A property by its name, an item of a list by its number: a JSON pointer.
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.up {
            Some(up) if self.is_item => write!(f, "{up}/{}", self.index),
            Some(up) => write!(f, "{up}/{}", self.name),
            None => Ok(()),
        }
    }
}

impl Around<'_> {
    fn has(&self, name: &str) -> bool {
        self.name == name || self.up.is_some_and(|up| up.has(name))
    }
}

impl Subject<'_> {
    /// A value that fits the schema and says what `given`, the request's body, says.
    pub(crate) fn sample(&self, schema: &Value, given: Option<&Value>) -> Value {
        self.value(schema, given, Place::ROOT).unwrap_or_default()
    }

    /// A resource that fits the schema and says what is remembered of it.
    pub(crate) fn resource(&self, schema: &Value, remembered: &Map<String, Value>) -> Value {
        let name = schema::reference(schema);
        let around = name.map(|name| Around { name, up: None });
        let schema = schema::resolve(self.schemas, schema);
        if !shape::is_object(schema) {
            return self.sample(schema, Some(&Value::Object(remembered.clone())));
        }
        self.object(schema, Some(remembered), Place { around: around.as_ref(), ..Place::ROOT })
    }

    /// `None` where a schema would begin again inside of itself.
    fn value(&self, schema: &Value, given: Option<&Value>, place: Place<'_>) -> Option<Value> {
        if let Some(name) = schema::reference(schema) {
            if place.around.is_some_and(|around| around.has(name)) {
                return None;
            }
            let around = Around { name, up: place.around };
            return self.value(self.schemas.get(name)?, given, Place { around: Some(&around), ..place });
        }
        let given = given.filter(|given| !given.is_null());
        let branches = ["oneOf", "anyOf"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array());
        if let Some(branch) = branches.flatten().find(|branch| shape::is_scalar(self.schemas, branch)) {
            return self.value(branch, given, place);
        }
        match schema["type"].as_str() {
            Some("array") => Some(self.array(schema, given, place)),
            Some("object") => Some(self.object(schema, given.and_then(Value::as_object), place)),
            Some(_) => Some(self.scalar(schema, given, place)),
            None if shape::is_object(schema) => Some(self.object(schema, given.and_then(Value::as_object), place)),
            None => Some(given.cloned().unwrap_or_else(|| Value::Object(Map::new()))),
        }
    }

    fn array(&self, schema: &Value, given: Option<&Value>, place: Place<'_>) -> Value {
        let Some(items) = schema.get("items") else { return Value::Array(Vec::new()) };
        let item =
            |index: usize, given| self.value(items, given, Place { index, is_item: true, up: Some(&place), ..place });
        match given.and_then(Value::as_array) {
            Some(given) => given.iter().enumerate().filter_map(|(index, given)| item(index, Some(given))).collect(),
            None => {
                let bound = |keyword| Some(schema.get(keyword)?.as_u64()? as usize);
                let count = bound("minItems").unwrap_or(1).max(1).min(bound("maxItems").unwrap_or(usize::MAX));
                (0..count).filter_map(|index| item(index, None)).collect()
            }
        }
    }

    fn object(&self, schema: &Value, given: Option<&Map<String, Value>>, place: Place<'_>) -> Value {
        let shape = Shape::of(self.schemas, schema, given);
        let mut object = Map::new();
        for (&name, &property) in &shape.properties {
            if schema::is_marked(self.schemas, property, "writeOnly") {
                continue;
            }
            let given = given.and_then(|given| given.get(name)).filter(|_| !is_secret(self.schemas, property));
            let said = given.is_some_and(|given| !given.is_null()) || shape.discriminators.contains_key(name);
            if !self.complete && !said && !shape.required.contains(name) {
                continue;
            }
            let value = match shape.discriminators.get(name) {
                Some(&value) => Some(value.into()),
                None => {
                    self.value(property, given, Place { name, index: 0, is_item: false, up: Some(&place), ..place })
                }
            };
            object.extend(value.map(|value| (name.to_owned(), value)));
        }
        if let Some(values) = shape.values {
            let given = given.filter(|given| !given.is_empty());
            let free = given.into_iter().flatten().filter(|(name, _)| !shape.properties.contains_key(name.as_str()));
            let mut members: Vec<_> = free.map(|(name, value)| (name.as_str(), Some(value))).collect();
            if given.is_none() && self.complete {
                members.push(("key", None));
            }
            for (name, given) in members {
                let value =
                    self.value(values, given, Place { name, index: 0, is_item: false, up: Some(&place), ..place });
                object.extend(value.map(|value| (name.to_owned(), value)));
            }
        } else if shape.properties.is_empty() {
            // Nothing says what is in it, so it is what the request says.
            object.extend(given.cloned().unwrap_or_default());
        }
        Value::Object(object)
    }
}

fn is_secret(schemas: &Map<String, Value>, property: &Value) -> bool {
    schema::resolve(schemas, property)["format"] == "password"
}
