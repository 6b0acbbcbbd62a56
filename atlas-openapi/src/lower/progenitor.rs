//! The document that progenitor takes.

use serde_json::{Map, Value, json};

use super::{
    Api,
    api::{Operation, TypeRef},
};

/// Writes `api` as an OpenAPI 3.0 document without anything that progenitor refuses or gets wrong: one media type, one
/// kind of success, no unions, no defaults, no bounds, no errors (the runtime reads those, whatever their shape).
///
/// The named types are there by name only: progenitor is told to take ours for them.
#[must_use]
pub fn for_progenitor(api: &Api) -> Value {
    let mut paths = Map::new();
    for operation in &api.operations {
        let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(operation.method.to_lowercase(), lowered(operation));
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

fn lowered(operation: &Operation) -> Value {
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
    let mut lowered = json!({
        "operationId": operation.name,
        "tags": [operation.tag],
        "parameters": parameters,
        "responses": {"2XX": response},
    });
    if let Some(request) = &operation.request {
        lowered["requestBody"] = json!({
            "required": request.required,
            "content": {"application/json": {"schema": schema(&request.ty)}},
        });
    }
    lowered
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
