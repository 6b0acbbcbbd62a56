//! Short descriptions of the types of schemas.

use serde_json::Value;

use crate::document::reference;

/// Returns the type including its element type: `array of string (date-time)`.
pub(super) fn of(schema: &Value) -> String {
    match outline(schema).as_str() {
        "array" => format!("array of {}", of(&schema["items"])),
        "map" => format!("map of {}", of(&schema["additionalProperties"])),
        outline => outline.to_owned(),
    }
}

/// Returns the type without its element type. Schemas are compared part by part only if their outlines are equal.
pub(super) fn outline(schema: &Value) -> String {
    if let Some(target) = reference(schema) {
        return target_name(target).to_owned();
    }
    if schema.get("oneOf").or(schema.get("anyOf")).is_some() {
        return "union".to_owned();
    }
    let has_members = schema.get("properties").or(schema.get("allOf")).is_some();
    match schema["type"].as_str() {
        Some("object") if !has_members && schema["additionalProperties"].is_object() => "map".into(),
        None if has_members => "object".into(),
        None if schema.get("enum").is_none() => "any".into(),
        kind => scalar(kind.unwrap_or("any"), schema),
    }
}

/// Returns the name of the schema that a reference or a discriminator's mapping refers to.
pub(super) fn target_name(target: &str) -> &str {
    target.strip_prefix("#/components/schemas/").unwrap_or(target)
}

fn scalar(kind: &str, schema: &Value) -> String {
    let values = if schema.get("enum").is_some() { " enum" } else { "" };
    let format = schema["format"].as_str().map_or_else(String::new, |format| format!(" ({format})"));
    format!("{kind}{values}{format}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn types_have_short_descriptions() {
        let check = |schema, expected| assert_eq!(super::of(&schema), expected);
        check(json!({"$ref": "#/components/schemas/Link"}), "Link");
        check(json!({"$ref": "#/components/schemas/Link/properties/rel"}), "Link/properties/rel");
        check(json!({"type": "integer", "format": "int64"}), "integer (int64)");
        check(json!({"type": "string", "enum": ["A"]}), "string enum");
        check(json!({"type": "array", "items": {"$ref": "#/components/schemas/Link"}}), "array of Link");
        check(json!({"type": "object", "additionalProperties": {"type": "string"}}), "map of string");
        check(json!({"allOf": []}), "object");
        check(json!({"type": "object", "oneOf": []}), "union");
        check(json!({}), "any");
    }
}
