//! The check that the API is complete with any set of features: one for each tag, and `preview`.

use super::{
    Api, LowerError,
    api::{Shape, Type, TypeRef},
    identifiers,
};

/// The features of `atlas-gen` that no tag can have.
const RESERVED: [&str; 4] = ["decoders", "default", "full", "preview"];

/// Checks that no operation or type refers to a type that exists only with a feature that the operation or type does not
/// require.
///
/// Conversions are exempt: the generator gates one between types with different features.
pub(super) fn check(api: &Api) -> Result<(), LowerError> {
    for operation in &api.operations {
        let feature = identifiers::module(&operation.tag).unwrap_or_default();
        if RESERVED.contains(&feature.as_str()) {
            let problem = format!(
                "tag \"{}\": its feature `{feature}` would have the name of another one; rename the tag with an overlay",
                operation.tag
            );
            return Err(LowerError::new(&operation.path, problem));
        }
        let request = operation.request.as_ref().map(|request| &request.ty);
        let bodies = request.into_iter().chain(&operation.response.ty);
        let own = Features { tag: Some(&operation.tag), preview: operation.is_preview() };
        if let Some(name) = bodies.into_iter().find_map(|ty| own.missing(api, ty)) {
            return Err(missing(&operation.path, &format!("operation `{}`", operation.id), name));
        }
    }
    for (name, ty) in &api.types {
        let Shape::Object(object) = &ty.shape else { continue };
        let own = Features::of(ty);
        let found = object.properties.values().find_map(|property| own.missing(api, &property.ty));
        if let Some(other) = found {
            let pointer = format!("/components/schemas/{}", ty.schemas.join("+"));
            return Err(missing(&pointer, &format!("type `{name}`"), other));
        }
    }
    Ok(())
}

/// The features that an operation or a type requires.
struct Features<'a> {
    tag: Option<&'a str>,
    preview: bool,
}

impl<'a> Features<'a> {
    fn of(ty: &'a Type) -> Self {
        Self { tag: ty.tag.as_deref(), preview: ty.preview }
    }

    /// Returns the name of the type that a reference names, if it requires a feature that is not among these.
    fn missing<'t>(&self, api: &Api, ty: &'t TypeRef) -> Option<&'t str> {
        ty.named().filter(|name| {
            api.types
                .get(*name)
                .map(Features::of)
                .is_none_or(|other| other.preview && !self.preview || other.tag.is_some() && other.tag != self.tag)
        })
    }
}

fn missing(pointer: &str, what: &str, name: &str) -> LowerError {
    let problem = format!(
        "{what}: refers to `{name}`, which requires a feature that it does not; this is a bug in atlas-openapi"
    );
    LowerError::new(pointer, problem)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lower::lower;

    #[test]
    fn a_reference_to_a_type_with_another_feature_is_an_error() {
        let content = |version: &str, schema: &str| {
            json!({"200": {"content": {format!("application/vnd.atlas.{version}+json"): {"schema": {
                "$ref": format!("#/components/schemas/{schema}")
            }}}}})
        };
        let document = json!({
            "paths": {"/a": {"get": {"operationId": "getA", "tags": ["T"], "responses": content("2024-08-05", "A")}}},
            "components": {"schemas": {
                "A": {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/B"}}},
                "B": {"type": "object", "properties": {"c": {"type": "string"}}},
            }},
        });
        let mut api = lower(&document).unwrap();
        check(&api).unwrap();
        api.types.get_mut("B").unwrap().preview = true;
        let error = check(&api).unwrap_err().to_string();
        assert!(error.starts_with("/components/schemas/A: type `A`: refers to `B`"), "{error}");
        api.types.get_mut("A").unwrap().preview = true;
        let error = check(&api).unwrap_err().to_string();
        assert!(error.starts_with("/a: operation `getA`: refers to `A`"), "{error}");

        let mut api = lower(&document).unwrap();
        api.types.get_mut("B").unwrap().tag = Some("Other".to_owned());
        let error = check(&api).unwrap_err().to_string();
        assert!(error.starts_with("/components/schemas/A: type `A`: refers to `B`"), "{error}");
    }

    #[test]
    fn a_tag_cannot_have_the_name_of_another_feature() {
        let document = json!({"paths": {"/a": {"get": {"operationId": "getA", "tags": ["Full"], "responses": {"200": {
            "content": {"application/vnd.atlas.2024-08-05+json": {"schema": {"type": "object"}}}}}}}}});
        let error = lower(&document).unwrap_err().to_string();
        let expected =
            "tag \"Full\": its feature `full` would have the name of another one; rename the tag with an overlay";
        assert!(error.contains(expected), "{error}");
    }
}
