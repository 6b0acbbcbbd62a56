//! Separation of documented and undocumented properties of a body.
//!
//! This code does not use the lowering passes on purpose: a mistake in them would otherwise go unnoticed here.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// A body, split into the documented part and the rest.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Split {
    pub(crate) documented: Value,
    /// The undocumented properties, as JSON pointers.
    pub(crate) undocumented: Vec<String>,
}

/// Splits `body` by `schema`, a schema of `document`.
pub(crate) fn split(document: &Value, schema: &Value, body: &Value) -> Split {
    let mut undocumented = Vec::new();
    let documented = Splitter { document, undocumented: &mut undocumented }.split(&[schema], body, "");
    Split { documented, undocumented }
}

struct Splitter<'a, 'b> {
    document: &'a Value,
    undocumented: &'b mut Vec<String>,
}

impl<'a> Splitter<'a, '_> {
    fn split(&mut self, schemas: &[&'a Value], value: &Value, at: &str) -> Value {
        let known = self.gather(schemas);
        match value {
            Value::Object(members) if known.describes_objects => {
                let mut kept = Map::new();
                for (name, value) in members {
                    let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                    let inner = known.member(name);
                    if inner.is_empty() {
                        self.undocumented.push(at);
                    } else {
                        kept.insert(name.clone(), self.split(&inner, value, &at));
                    }
                }
                Value::Object(kept)
            }
            Value::Array(elements) if !known.items.is_empty() => Value::Array(
                elements
                    .iter()
                    .enumerate()
                    .map(|(index, element)| self.split(&known.items, element, &format!("{at}/{index}")))
                    .collect(),
            ),
            other => other.clone(), // Of another JSON type, or without further schema: documented as a whole.
        }
    }

    /// Collects the properties of `schemas`, including their parts and variants.
    fn gather(&self, schemas: &[&'a Value]) -> Known<'a> {
        let mut known = Known::default();
        let mut seen = BTreeSet::new();
        let mut open = schemas.to_vec();
        while let Some(schema) = open.pop() {
            if !seen.insert(std::ptr::from_ref(schema)) {
                continue;
            }
            open.extend(self.target(schema.get("$ref")));
            for keyword in ["allOf", "oneOf", "anyOf"] {
                open.extend(schema.get(keyword).and_then(Value::as_array).into_iter().flatten());
            }
            let mapping = schema.pointer("/discriminator/mapping").and_then(Value::as_object);
            open.extend(mapping.into_iter().flatten().filter_map(|(_, target)| self.target(Some(target))));
            if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
                known.describes_objects = true;
                known.properties.push(properties);
            }
            if let Some(values) = schema.get("additionalProperties").filter(|values| values.is_object()) {
                known.describes_objects = true;
                known.values.push(values);
            }
            known.items.extend(schema.get("items"));
        }
        known
    }

    fn target(&self, reference: Option<&Value>) -> Option<&'a Value> {
        self.document.pointer(reference?.as_str()?.strip_prefix('#')?)
    }
}

#[derive(Debug, Default)]
struct Known<'a> {
    describes_objects: bool,
    properties: Vec<&'a Map<String, Value>>,
    values: Vec<&'a Value>,
    items: Vec<&'a Value>,
}

impl<'a> Known<'a> {
    /// Returns the schemas of a property.
    fn member(&self, name: &str) -> Vec<&'a Value> {
        let named: Vec<&Value> = self.properties.iter().filter_map(|properties| properties.get(name)).collect();
        if named.is_empty() { self.values.clone() } else { named }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn properties_of_variants_are_documented_and_unknown_properties_are_not() {
        let document = json!({"components": {"schemas": {
            "Parent": {"properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind",
                "mapping": {"a": "#/components/schemas/Child"}}},
            "Child": {"allOf": [{"$ref": "#/components/schemas/Parent"}, {"properties": {"only/child": {}}}]},
        }}});
        let schema = json!({"type": "object", "properties": {
            "list": {"items": {"$ref": "#/components/schemas/Parent"}}, "free": {"type": "object"},
            "map": {"additionalProperties": {"type": "string"}}}});
        let body = json!({"list": [{"kind": "a", "only/child": 1, "x/y": 2}], "free": {"any": 1}, "map": {"k": "v"},
            "new": {"deep": 1}});
        let split = split(&document, &schema, &body);
        let documented = json!({"list": [{"kind": "a", "only/child": 1}], "free": {"any": 1}, "map": {"k": "v"}});
        assert_eq!(split, Split { documented, undocumented: vec!["/list/0/x~1y".into(), "/new".into()] });
    }
}
