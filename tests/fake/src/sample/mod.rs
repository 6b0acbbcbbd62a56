//! Answers made up from a schema, for operations that nothing is remembered of.
//!
//! Everything in them follows from the path, the request's body, the schema and the time, so that the same request is
//! answered the same.

mod scalar;
mod shape;

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
    pointer: &'a str,
    /// The named schemas around this place, none of which is entered again.
    around: &'a [&'a str],
}

impl Subject<'_> {
    /// A value that fits the schema and says what `given`, the request's body, says.
    pub(crate) fn sample(&self, schema: &Value, given: Option<&Value>) -> Value {
        let place = Place { name: "", index: 0, pointer: "", around: &[] };
        self.value(schema, given, place).unwrap_or_default()
    }

    /// `None` where a schema would begin again inside of itself.
    fn value(&self, schema: &Value, given: Option<&Value>, place: Place<'_>) -> Option<Value> {
        let mut around = place.around.to_vec();
        let mut schema = schema;
        while let Some(name) = schema::reference(schema) {
            if around.contains(&name) {
                return None;
            }
            around.push(name);
            schema = self.schemas.get(name)?;
        }
        let place = Place { around: &around, ..place };
        let given = given.filter(|given| !given.is_null());
        let branches = ["oneOf", "anyOf"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array());
        if let Some(branch) = branches.flatten().find(|branch| shape::is_scalar(self.schemas, branch)) {
            return self.value(branch, given, place);
        }
        match schema["type"].as_str() {
            Some("array") => Some(self.array(schema, given, place)),
            Some("object") => Some(self.object(schema, given, place)),
            Some(_) => Some(self.scalar(schema, given, place)),
            None if shape::is_object(schema) => Some(self.object(schema, given, place)),
            None => Some(given.cloned().unwrap_or_else(|| Value::Object(Map::new()))),
        }
    }

    fn array(&self, schema: &Value, given: Option<&Value>, place: Place<'_>) -> Value {
        let Some(items) = schema.get("items") else { return Value::Array(Vec::new()) };
        let item = |index: usize, given| {
            let pointer = format!("{}/{index}", place.pointer);
            self.value(items, given, Place { index, pointer: &pointer, ..place })
        };
        match given.and_then(Value::as_array) {
            Some(given) => given.iter().enumerate().filter_map(|(index, given)| item(index, Some(given))).collect(),
            None => {
                let bound = |keyword| Some(schema.get(keyword)?.as_u64()? as usize);
                let count = bound("minItems").unwrap_or(1).max(1).min(bound("maxItems").unwrap_or(usize::MAX));
                (0..count).filter_map(|index| item(index, None)).collect()
            }
        }
    }

    fn object(&self, schema: &Value, given: Option<&Value>, place: Place<'_>) -> Value {
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
            let pointer = format!("{}/{name}", place.pointer);
            let value = match shape.discriminators.get(name) {
                Some(&value) => Some(value.into()),
                None => self.value(property, given, Place { name, index: 0, pointer: &pointer, ..place }),
            };
            object.extend(value.map(|value| (name.to_owned(), value)));
        }
        if let Some(values) = shape.values {
            let given = given.and_then(Value::as_object).filter(|given| !given.is_empty());
            let free = given.into_iter().flatten().filter(|(name, _)| !shape.properties.contains_key(name.as_str()));
            let mut members: Vec<_> = free.map(|(name, value)| (name.as_str(), Some(value))).collect();
            if given.is_none() && self.complete {
                members.push(("key", None));
            }
            for (name, given) in members {
                let pointer = format!("{}/{name}", place.pointer);
                let value = self.value(values, given, Place { name, index: 0, pointer: &pointer, ..place });
                object.extend(value.map(|value| (name.to_owned(), value)));
            }
        } else if shape.properties.is_empty() {
            // Nothing says what is in it, so it is what the request says.
            object.extend(given.and_then(Value::as_object).cloned().unwrap_or_default());
        }
        Value::Object(object)
    }
}

fn is_secret(schemas: &Map<String, Value>, property: &Value) -> bool {
    schema::resolve(schemas, property)["format"] == "password"
}
