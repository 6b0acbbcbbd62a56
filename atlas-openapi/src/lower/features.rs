//! The check that the API without the feature `preview` is complete.

use super::{
    Api, LowerError,
    api::{Shape, TypeRef},
};

/// Checks that no stable operation or type refers to a type that exists only with the feature `preview`.
///
/// Conversions are exempt: the generator gates one between a stable type and a preview type.
pub(super) fn check(api: &Api) -> Result<(), LowerError> {
    let stable = api.operations.iter().filter(|operation| !operation.is_preview());
    for operation in stable {
        let request = operation.request.as_ref().map(|request| &request.ty);
        let bodies = request.into_iter().chain(&operation.response.ty);
        if let Some(name) = bodies.into_iter().find_map(|ty| preview_type(api, ty)) {
            return Err(missing(&operation.path, &format!("operation `{}`", operation.id), name));
        }
    }
    for (name, ty) in api.types.iter().filter(|(_, ty)| !ty.preview) {
        let Shape::Object(object) = &ty.shape else { continue };
        let found = object.properties.values().find_map(|property| preview_type(api, &property.ty));
        if let Some(other) = found {
            return Err(missing(
                &format!("/components/schemas/{}", ty.schemas.join("+")),
                &format!("type `{name}`"),
                other,
            ));
        }
    }
    Ok(())
}

/// Returns the name of the type that a reference names, if the feature `preview` is needed for it.
fn preview_type<'a>(api: &Api, ty: &'a TypeRef) -> Option<&'a str> {
    ty.named().filter(|name| api.types.get(*name).is_none_or(|ty| ty.preview))
}

fn missing(pointer: &str, stable: &str, name: &str) -> LowerError {
    let problem = format!(
        "{stable}: is stable but refers to `{name}`, which only preview operations have; this is a bug in atlas-openapi"
    );
    LowerError::new(pointer, problem)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lower::lower;

    #[test]
    fn a_stable_reference_to_a_preview_type_is_an_error() {
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
        assert!(error.starts_with("/components/schemas/A: type `A`: is stable but refers to `B`"), "{error}");
        api.types.get_mut("A").unwrap().preview = true;
        let error = check(&api).unwrap_err().to_string();
        assert!(error.starts_with("/a: operation `getA`: is stable but refers to `A`"), "{error}");
    }
}
