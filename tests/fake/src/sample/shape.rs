//! The properties of an object, collected from its schema, the parts of it and the chosen variant.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::schema;

/// The properties of one kind of object.
#[derive(Default)]
pub(super) struct Shape<'a> {
    pub(super) properties: BTreeMap<&'a str, &'a Value>,
    pub(super) required: BTreeSet<&'a str>,
    /// The schema of additional properties, if the object can have any.
    pub(super) values: Option<&'a Value>,
    /// The discriminator properties, each with the value of the chosen variant.
    pub(super) discriminators: BTreeMap<&'a str, &'a str>,
}

impl<'a> Shape<'a> {
    /// Returns the shape of a schema. A schema with variants has the shape of the variant that `given` is, or else of
    /// the first one.
    pub(super) fn of(schemas: &'a Map<String, Value>, source: &'a Value, given: Option<&Map<String, Value>>) -> Self {
        let mut shape = Self::default();
        shape.gather(schemas, source, given, false);
        shape
    }

    fn gather(
        &mut self,
        schemas: &'a Map<String, Value>,
        source: &'a Value,
        given: Option<&Map<String, Value>>,
        part: bool,
    ) {
        let source = schema::resolve(schemas, source);
        for part in list(source, "allOf") {
            self.gather(schemas, part, given, true);
        }
        let properties = source.get("properties").and_then(Value::as_object);
        self.properties.extend(properties.into_iter().flatten().map(|(name, property)| (name.as_str(), property)));
        self.required.extend(list(source, "required").filter_map(Value::as_str));
        self.values = source.get("additionalProperties").filter(|values| values.is_object()).or(self.values);
        // The enclosing schema has already chosen the variant.
        if part {
            return;
        }
        if let Some((property, variants)) = schema::variants(source) {
            let wanted = given.and_then(|given| given.get(property)).and_then(Value::as_str);
            let chosen = variants.iter().find(|(value, _)| Some(*value) == wanted).or(variants.first());
            if let Some(&(value, name)) = chosen {
                if let Some(variant) = schemas.get(name) {
                    self.gather(schemas, variant, given, true);
                }
                self.discriminators.insert(property, value);
            }
        } else {
            let branches: Vec<_> = list(source, "oneOf").chain(list(source, "anyOf")).collect();
            let known = |branch: &&&'a Value| matching_members(schemas, branch, given);
            // `max_by_key` returns the last maximum; reversed, it is the first.
            if let Some(branch) = branches.iter().rev().max_by_key(known) {
                self.gather(schemas, branch, given, false);
            }
        }
    }
}

/// Returns how many members of `given` match properties of the branch, by name and by value.
fn matching_members(schemas: &Map<String, Value>, branch: &Value, given: Option<&Map<String, Value>>) -> usize {
    let mut shape = Shape::default();
    shape.gather(schemas, branch, given, true);
    let members = given.into_iter().flatten();
    let known = |name: &str, value| shape.properties.get(name).is_some_and(|property| admits(schemas, property, value));
    members.filter(|(name, value)| known(name, value)).count()
}

/// Returns whether a value is in the enumeration of a property. Without an enumeration, every value is.
pub(super) fn admits(schemas: &Map<String, Value>, property: &Value, value: &Value) -> bool {
    let property = schema::resolve(schemas, property);
    let mut branches = list(property, "oneOf").peekable();
    match property["enum"].as_array() {
        Some(values) => values.contains(value),
        None if branches.peek().is_some() => branches.any(|branch| admits(schemas, branch, value)),
        None => true,
    }
}

/// Returns whether a schema without `type` describes an object.
pub(super) fn is_object(source: &Value) -> bool {
    ["properties", "allOf", "oneOf", "anyOf", "discriminator", "additionalProperties"]
        .iter()
        .any(|keyword| source.get(keyword).is_some())
}

/// Returns whether a branch of a union is a string, a number or a boolean.
pub(super) fn is_scalar(schemas: &Map<String, Value>, branch: &Value) -> bool {
    let kind = schema::resolve(schemas, branch)["type"].as_str();
    kind.is_some_and(|kind| !matches!(kind, "object" | "array"))
}

fn list<'a>(source: &'a Value, keyword: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    source.get(keyword).and_then(Value::as_array).into_iter().flatten()
}
