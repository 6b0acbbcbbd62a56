//! The input document of progenitor.

use serde_json::{Map, Value, json};

use super::{
    Api,
    api::{Operation, TypeRef},
};

/// Converts `api` to an OpenAPI 3.0 document that progenitor handles correctly.
///
/// It has one media type and one success response per operation, and no unions, defaults, bounds or errors. The runtime
/// decodes errors of any shape itself. Named types have no content, because progenitor replaces them with generated
/// ones.
#[must_use]
pub fn for_progenitor(api: &Api) -> Value {
    let mut paths = Map::new();
    for operation in &api.operations {
        let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(operation.method.to_lowercase(), operation_object(operation));
        }
    }
    let schemas: Map<String, Value> = api.types.keys().map(|name| (name.clone(), json!({"type": "object"}))).collect();
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Atlas Administration API", "version": "2"},
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

fn operation_object(operation: &Operation) -> Value {
    let parameters: Vec<Value> = operation
        .parameters
        .iter()
        .map(|parameter| {
            json!({
                "name": parameter.name,
                "in": parameter.location,
                "required": parameter.required,
                "schema": schema(&parameter.ty),
            })
        })
        .collect();
    let mut response = json!({"description": "success"});
    if operation.response.format != super::Format::Json {
        response["content"] = json!({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}});
    } else if let Some(ty) = &operation.response.ty {
        response["content"] = json!({"application/json": {"schema": schema(ty)}});
    }
    let mut object = json!({
        "operationId": operation.name,
        "tags": [operation.tag],
        "parameters": parameters,
        "responses": {"2XX": response},
    });
    if let Some(request) = &operation.request {
        object["requestBody"] = json!({
            "required": request.required,
            "content": {"application/json": {"schema": schema(&request.ty)}},
        });
    }
    object
}

fn schema(ty: &TypeRef) -> Value {
    match ty {
        TypeRef::Bool => json!({"type": "boolean"}),
        TypeRef::Int32 => json!({"type": "integer", "format": "int32"}),
        TypeRef::Int64 => json!({"type": "integer", "format": "int64"}),
        TypeRef::Double => json!({"type": "number", "format": "double"}),
        TypeRef::Text | TypeRef::Secret => json!({"type": "string"}),
        TypeRef::DateTime => json!({"type": "string", "format": "date-time"}),
        TypeRef::Date => json!({"type": "string", "format": "date"}),
        TypeRef::Json => json!({}),
        TypeRef::List(inner) => json!({"type": "array", "items": schema(inner)}),
        TypeRef::Map(inner) => json!({"type": "object", "additionalProperties": schema(inner)}),
        TypeRef::Named(name) => json!({"$ref": format!("#/components/schemas/{name}")}),
    }
}
