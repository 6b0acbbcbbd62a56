//! Removal of read-only properties from request bodies.
//!
//! Clients send back what they read, with a change. The service ignores the read-only properties in it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{is_marked, reference, resolve, variants};

/// Removes the read-only properties of a body, at any depth.
///
/// A property stays if one variant of its object can set it, or if it selects the variant. The ID of a list item stays
/// too: it identifies the item that an update changes.
pub(crate) fn remove(schemas: &Map<String, Value>, schema: &Value, body: &mut Value) {
    remove_except(schemas, schema, body, None);
}

fn remove_except(schemas: &Map<String, Value>, schema: &Value, body: &mut Value, kept: Option<&str>) {
    match body {
        Value::Object(members) => {
            let known = Properties::of(schemas, schema);
            members.retain(|name, _| kept == Some(name) || !known.is_read_only(schemas, name));
            for (name, member) in members {
                for property in known.named(name) {
                    remove_except(schemas, property, member, None);
                }
            }
        }
        Value::Array(items) => {
            if let Some(schema) = resolve(schemas, schema).get("items") {
                items.iter_mut().for_each(|item| remove_except(schemas, schema, item, Some("id")));
            }
        }
        _ => {}
    }
}

/// The properties of an object in all of its parts and variants. A variant can redefine a property of its union.
#[derive(Default)]
struct Properties<'a> {
    by_name: BTreeMap<&'a str, Vec<&'a Value>>,
    /// The properties that select a variant.
    discriminators: BTreeSet<&'a str>,
    /// The schema of properties with arbitrary names.
    values: Option<&'a Value>,
}

impl<'a> Properties<'a> {
    fn of(schemas: &'a Map<String, Value>, schema: &'a Value) -> Self {
        let mut properties = Self::default();
        let (mut pending, mut seen) = (vec![schema], BTreeSet::new());
        while let Some(part) = pending.pop() {
            if reference(part).is_some_and(|name| !seen.insert(name)) {
                continue;
            }
            let part = resolve(schemas, part);
            for (name, property) in part.get("properties").and_then(Value::as_object).into_iter().flatten() {
                // Many variants repeat a property. Each definition is followed once, at every depth.
                let definitions = properties.by_name.entry(name).or_default();
                if !definitions.contains(&property) {
                    definitions.push(property);
                }
            }
            properties.values =
                part.get("additionalProperties").filter(|values| values.is_object()).or(properties.values);
            let lists = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|keyword| part.get(keyword)?.as_array());
            pending.extend(lists.flatten());
            if let Some((discriminator, variants)) = variants(part) {
                properties.discriminators.insert(discriminator);
                let unseen = variants.into_iter().filter(|(_, name)| seen.insert(name));
                pending.extend(unseen.filter_map(|(_, name)| schemas.get(name)));
            }
        }
        properties
    }

    fn is_read_only(&self, schemas: &Map<String, Value>, name: &str) -> bool {
        let mut definitions = self.by_name.get(name).into_iter().flatten().peekable();
        definitions.peek().is_some()
            && !self.discriminators.contains(name)
            && definitions.all(|property| is_marked(schemas, property, "readOnly"))
    }

    /// Returns the schemas of a property.
    fn named(&self, name: &str) -> impl Iterator<Item = &'a Value> {
        let known = self.by_name.get(name);
        known.into_iter().flatten().copied().chain(self.values.filter(|_| known.is_none()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Properties, remove};

    #[track_caller]
    fn check(schema: Value, body: Value, expected: Value) {
        let schemas = json!({
            "Animal": {
                "discriminator": { "propertyName": "kind", "mapping": { "CAT": "#/components/schemas/Cat" } },
                "properties": { "kind": { "readOnly": true }, "id": { "readOnly": true }, "age": { "readOnly": true } },
            },
            "Cat": {
                "allOf": [{ "$ref": "#/components/schemas/Animal" }],
                "properties": { "age": {}, "parent": { "$ref": "#/components/schemas/Animal" } },
            },
        });
        let mut body = body;
        remove(schemas.as_object().unwrap(), &schema, &mut body);
        assert_eq!(body, expected);
    }

    #[test]
    fn read_only_properties_are_removed_at_any_depth() {
        let animal = json!({ "$ref": "#/components/schemas/Animal" });
        let full = json!({ "kind": "CAT", "id": 1, "age": 2, "name": "Tom", "parent": { "id": 3, "age": 4 } });
        let rest = json!({ "kind": "CAT", "age": 2, "name": "Tom", "parent": { "age": 4 } });
        check(animal.clone(), full.clone(), rest.clone());
        let mut item = rest.clone();
        item["id"] = 1.into();
        check(json!({ "items": animal }), json!([full]), json!([item]));
        let map = json!({ "additionalProperties": { "properties": { "id": { "readOnly": true } } } });
        check(map, json!({ "any": { "id": 1 } }), json!({ "any": {} }));
    }

    #[test]
    fn equal_definitions_of_a_property_are_kept_once() {
        let variant = |size: Value| json!({ "properties": { "id": { "readOnly": true }, "size": size } });
        let schema = json!({ "oneOf": [variant(json!({})), variant(json!({})), variant(json!({ "type": "string" }))] });
        let schemas = Default::default();
        let properties = Properties::of(&schemas, &schema);
        assert_eq!(["id", "size"].map(|name| properties.named(name).count()), [1, 2]);
    }
}
