//! Secrets: the schemas that mark a value as a secret, and those inside values without a type of their own.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    LowerError,
    merge::ValueKind,
    pointer::{Pointer, Pointers, Schemas, below},
};
use crate::document::members;

/// The mark that overlays set.
const MARK: &str = "x-atlas-secret";

/// Returns whether a schema marks its value as a secret, by its format or by an overlay.
pub(super) fn is_marked(schema: &Value) -> bool {
    schema.get("format").and_then(Value::as_str) == Some("password") || schema.get(MARK) == Some(&Value::Bool(true))
}

/// Returns whether all values of these kinds are strings, which a secret can hold.
pub(super) fn is_text(kinds: &[ValueKind]) -> bool {
    !kinds.is_empty() && kinds.iter().all(|kind| matches!(kind, ValueKind::Enum | ValueKind::Text))
}

/// Returns the error for a secret that would be printed, because its type is not a string.
pub(super) fn not_text(mark: Pointer) -> LowerError {
    LowerError::new(mark, "a secret that is not only text would be printed; make it a string with an overlay")
}

/// Returns the error for an object that is marked as a secret, but would print all of its content.
pub(super) fn shown_object(mark: Pointer) -> LowerError {
    let problem = "a secret object that has no secret property would be printed; mark its secret properties with an \
                   overlay, or set `x-atlas-secret: false` on it";
    LowerError::new(mark, problem)
}

/// Checks that no secret is inside a value that is any JSON, which is printed completely.
pub(super) fn check_inside(schemas: Schemas<'_>, pointers: &Pointers) -> Result<(), LowerError> {
    let mut seen = BTreeSet::new();
    let mut pending: Vec<Pointer> = pointers.iter().rev().cloned().collect();
    while let Some(pointer) = pending.pop() {
        // A reference can lead out of the document; the merge reports those that it follows.
        let Some(schema) = schemas.inspect(&pointer).filter(|_| seen.insert(pointer.clone())) else { continue };
        if is_marked(schema) {
            let origin = pointers.first().unwrap_or(&pointer);
            let problem = format!(
                "a secret inside a value without one type would be printed, because {origin} can be any JSON; describe \
                 that value as one object, or remove the secret, with an overlay"
            );
            return Err(LowerError::new(pointer, problem));
        }
        pending.extend(inside(schema, &pointer));
    }
    Ok(())
}

/// Returns the schemas that a value of the schema, or a part of the value, can follow.
fn inside(schema: &Value, pointer: &str) -> Vec<Pointer> {
    let target = |target: &Value| target.as_str().and_then(|target| target.strip_prefix('#')).map(str::to_owned);
    let mut found: Vec<Pointer> = schema.get("$ref").and_then(target).into_iter().collect();
    for keyword in ["items", "additionalProperties"] {
        found.extend(schema.get(keyword).filter(|schema| schema.is_object()).map(|_| below(pointer, keyword)));
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let count = schema.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
        found.extend((0..count).map(|index| format!("{pointer}/{keyword}/{index}")));
    }
    let properties = below(pointer, "properties");
    found.extend(members(&schema["properties"]).map(|(name, _)| below(&properties, name)));
    found.extend(members(&schema["discriminator"]["mapping"]).filter_map(|(_, mapped)| target(mapped)));
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lower::{Api, LowerErrors, Shape, lower};

    /// Lowers a document with an operation that returns the type `Thing`, with this property.
    fn lowered(property: &Value, others: Value) -> Result<Api, LowerErrors> {
        let mut schemas = others;
        schemas["Thing"] = json!({"type": "object", "properties": {"p": property}});
        let schema = json!({"$ref": "#/components/schemas/Thing"});
        let content = json!({"application/vnd.atlas.2024-08-05+json": {"schema": schema}});
        lower(&json!({
            "paths": {"/a": {"get": {
                "operationId": "getA", "tags": ["Things"], "responses": {"200": {"content": content}},
            }}},
            "components": {"schemas": schemas},
        }))
    }

    fn components() -> Value {
        json!({
            "Marked": {"type": "string", MARK: true},
            "Alias": {"$ref": "#/components/schemas/Plain", MARK: true},
            "Plain": {"type": "string"},
            "Size": {"type": "string", "enum": ["S"]},
            "Described": {"allOf": [{"$ref": "#/components/schemas/Marked"}], "description": "A token."},
            "Login": {"type": "object", "properties": {"key": {"type": "string", MARK: true}}},
            "Inner": {"type": "object", "properties": {"login": {"$ref": "#/components/schemas/Login"}}},
            "Open": {"type": "object", "properties": {"a": {"type": "string"}}},
        })
    }

    #[track_caller]
    fn check(property: Value, expected: &str) {
        let api = lowered(&property, components()).unwrap();
        let Shape::Object(object) = &api.types["Thing"].shape else { panic!("not an object") };
        assert_eq!(object.properties["p"].ty.to_string(), expected, "{property}");
    }

    #[track_caller]
    fn check_refused(property: Value, place: &str, problem: &str) {
        let error = lowered(&property, components()).unwrap_err().to_string();
        let place = place.strip_prefix('.').map(|rest| format!("/components/schemas/Thing/properties/p{rest}: "));
        assert!(place.is_none_or(|place| error.starts_with(&place)) && error.contains(problem), "{property}: {error}");
    }

    fn reference(name: &str) -> Value {
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    #[test]
    fn text_is_a_secret_if_a_part_of_it_is() {
        let password = json!({"type": "string", "format": "password"});
        check(json!({"type": "string", "format": "password", "enum": ["A"]}), "secret");
        check(json!({"oneOf": [password, {"type": "string", "enum": ["NONE"]}]}), "secret");
        check(json!({"oneOf": [password, {"type": "string"}]}), "secret");
        check(json!({"type": "string", "format": "date-time", MARK: true}), "secret");
        check(json!({"type": "string", "enum": ["A"], MARK: true}), "secret");
        check(json!({"$ref": "#/components/schemas/Size", MARK: true}), "secret");
    }

    #[test]
    fn a_secret_that_is_not_text_is_refused() {
        let problem = "a secret that is not only text would be printed";
        for kind in ["integer", "boolean", "number"] {
            check_refused(json!({"type": kind, "format": "password"}), ".", problem);
            check_refused(json!({"type": kind, MARK: true}), ".", problem);
        }
        check_refused(json!({"type": "object", MARK: true}), ".", problem);
        check_refused(json!({"oneOf": [{"type": "string", MARK: true}, {"type": "integer"}]}), "./oneOf/0", problem);
        check_refused(json!({"type": "array", "items": {"type": "integer", MARK: true}}), "./items", problem);
        check_refused(json!({"type": "array", "items": {"type": "integer"}, MARK: true}), ".", problem);
    }

    #[test]
    fn a_mark_counts_in_each_schema_of_a_value() {
        let marked = || reference("Marked");
        check(marked(), "secret");
        check(reference("Alias"), "secret");
        check(reference("Described"), "secret");
        check(json!({"$ref": "#/components/schemas/Plain", MARK: true}), "secret");
        check(json!({"allOf": [marked()], "description": "A token."}), "secret");
        check(json!({"allOf": [marked()], "maxLength": 9}), "secret");
        check(json!({"allOf": [reference("Alias")], "maxLength": 9}), "secret");
        check(json!({"oneOf": [marked(), reference("Plain")]}), "secret");
        check(json!({"oneOf": [{"$ref": "#/components/schemas/Plain", MARK: true}, {"type": "string"}]}), "secret");
        check(json!({"type": "array", "items": marked()}), "list of secret");
        check(json!({"type": "array", "items": {"type": "string", MARK: true}}), "list of secret");
        check(json!({"type": "array", "items": reference("Size"), MARK: true}), "list of secret");
        check(json!({"type": "object", "additionalProperties": marked()}), "map of secret");
        check(
            json!({"type": "object", "additionalProperties": {"type": "array", "items": marked()}}),
            "map of list of secret",
        );
        check(reference("Plain"), "string");
        check(json!({"type": "string", MARK: false}), "string");
    }

    #[test]
    fn a_marked_object_has_a_secret_property() {
        for name in ["Login", "Inner"] {
            check(json!({"$ref": format!("#/components/schemas/{name}"), MARK: true}), name);
        }
        check(json!({"type": "array", "items": reference("Login"), MARK: true}), "list of Login");
        let problem = "a secret object that has no secret property would be printed";
        check_refused(json!({"$ref": "#/components/schemas/Open", MARK: true}), ".", problem);
        check_refused(json!({"type": "array", "items": reference("Open"), MARK: true}), ".", problem);
        check_refused(json!({"allOf": [{"$ref": "#/components/schemas/Open", MARK: true}, {}]}), "./allOf/0", problem);
    }

    #[test]
    fn a_secret_inside_any_json_is_refused() {
        let problem = "because /components/schemas/Thing/properties/p can be any JSON";
        let login = json!({"type": "object", "properties": {"key": {"type": "string", "format": "password"}}});
        let mut open = login.clone();
        open["additionalProperties"] = json!({"type": "string"});
        check_refused(open, "./properties/key", problem);
        check_refused(json!({"oneOf": [login, {"type": "string"}]}), "./oneOf/0/properties/key", problem);
        for inner in [reference("Login"), reference("Inner"), json!({"type": "array", "items": reference("Inner")})] {
            check_refused(
                json!({"anyOf": [inner, {"type": "boolean"}]}),
                "",
                "/components/schemas/Login/properties/key: ",
            );
        }
        check(json!({"oneOf": [reference("Open"), {"type": "string"}]}), "any");
        let mut circle = components();
        circle["Login"] = json!({"oneOf": [{"type": "string"}, {"type": "array", "items": reference("Login")}]});
        assert!(lowered(&reference("Login"), circle).is_ok());
    }
}
