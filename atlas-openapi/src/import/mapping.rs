//! Names of schemas in the mapping of a discriminator, completed to references.

use serde_json::Value;

use crate::document::mapping_target;

/// Replaces the short form of a mapping, `Wheel`, by the long one, `#/components/schemas/Wheel`. So all later steps, and
/// overlays, know one form.
pub(super) fn complete(value: &mut Value) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(complete),
        Value::Object(members) => {
            // A property can be named `propertyName` or `mapping` too, but then its value is a schema.
            let is_discriminator = members.get("propertyName").is_some_and(Value::is_string);
            for (key, member) in members {
                match member {
                    Value::Object(targets) if is_discriminator && key == "mapping" => {
                        for target in targets.values_mut() {
                            if let Some(name) = target.as_str() {
                                *target = mapping_target(name).into_owned().into();
                            }
                        }
                    }
                    _ => complete(member),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn the_short_form_of_a_mapping_becomes_a_reference() {
        let mut schema = json!({"oneOf": [{"discriminator": {"propertyName": "kind", "mapping": {
            "WHEEL": "Wheel", "DOOR": "#/components/schemas/Door"}}}], "properties": {"propertyName": {}, "mapping": {"type": "string"}}});
        super::complete(&mut schema);
        assert_eq!(
            schema,
            json!({"oneOf": [{"discriminator": {"propertyName": "kind", "mapping": {
                "WHEEL": "#/components/schemas/Wheel", "DOOR": "#/components/schemas/Door"}}}],
                "properties": {"propertyName": {}, "mapping": {"type": "string"}}})
        );
    }
}
