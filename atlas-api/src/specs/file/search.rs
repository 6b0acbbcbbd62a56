//! Files of search indexes and their definitions.

use atlas_gen::types::{SearchIndexCreateRequest, SearchIndexUpdateRequestDefinition as Body};
use serde_json::Value;

use super::body::{apply, optional, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::not_empty;
use crate::{
    Error,
    specs::{IndexDefinition, SearchDefinition, SearchIndexSpec, VectorDefinition},
};

// A definition with fields is one of vectors, as long as it has no mappings.
spec_from_body! {
    IndexDefinition, Body,
    |body| match body.fields {
        Some(fields) => fields.iter().try_fold(VectorDefinition::new(), add_field).map(Self::Vector),
        None => {
            let mappings = body.mappings.unwrap_or_default();
            let is_dynamic = mappings.dynamic.is_some_and(|dynamic| dynamic == true);
            let spec = if is_dynamic { SearchDefinition::dynamic() } else { SearchDefinition::fixed() };
            let spec = apply!(spec;
                body.analyzer.map(|analyzer| text(Some(analyzer))) => analyzer,
                body.search_analyzer.map(|analyzer| text(Some(analyzer))) => search_analyzer,
                body.stored_source => stored_source,
                optional("partitions", body.num_partitions)? => partitions);
            let fields = match mappings.fields {
                Some(Value::Object(fields)) => fields,
                None => serde_json::Map::new(),
                Some(_) => return Err(Error::invalid_argument("fields", "not an object; use names and mappings")),
            };
            Ok(fields.into_iter().fold(spec, |spec, (name, mapping)| spec.field(name, mapping)).into())
        }
    },
    |spec| spec.into_update(),
    {
        "properties": {
            "analyzers": { "maxItems": 0 },
            "nestedRoot": false,
            "sort": false,
            "synonyms": { "maxItems": 0 },
            "typeSets": { "maxItems": 0 },
            "numPartitions": { "enum": [1, 2, 4] },
            "storedSource": { "type": ["boolean", "object"] },
            "mappings": { "properties": { "dynamic": { "type": "boolean" }, "fields": {
                "type": "object",
                "propertyNames": not_empty(),
                "additionalProperties": { "anyOf": [mapping(), { "type": "array", "minItems": 1, "items": mapping() }] },
            } } },
            "fields": {
                "items": {
                    "type": "object",
                    "required": ["type", "path"],
                    "properties": {
                        "type": { "enum": ["vector", "filter"] },
                        "path": { "type": "string", "minLength": 1 },
                        "numDimensions": { "type": "integer", "minimum": 1, "maximum": u32::MAX },
                        "similarity": { "type": "string" },
                        "quantization": { "type": "string" },
                    },
                    "additionalProperties": false,
                    "if": { "properties": { "type": { "const": "vector" } } },
                    "then": { "required": ["numDimensions", "similarity"] },
                    "else": { "maxProperties": 2 },
                },
                "contains": { "properties": { "type": { "const": "vector" } } },
            },
        },
        "oneOf": [
            { "required": ["fields"], "maxProperties": 1 },
            {
                "required": ["mappings"],
                "properties": { "fields": false, "mappings": { "anyOf": [
                    { "required": ["dynamic"], "properties": { "dynamic": { "const": true } } },
                    { "required": ["fields"], "properties": { "fields": { "minProperties": 1 } } },
                ] } },
            },
        ],
    },
}

/// Returns the rule of a mapping of a field.
#[cfg(feature = "schemars")]
#[inline]
fn mapping() -> Value {
    serde_json::json!({ "type": "object", "required": ["type"], "properties": { "type": { "type": "string" } } })
}

/// Adds a field of a vector index. Its other properties are not sent, which is an error.
fn add_field(spec: VectorDefinition, field: &Value) -> Result<VectorDefinition, Error> {
    let text = |name: &str| field[name].as_str().map(str::to_owned);
    let path = text("path").unwrap_or_default();
    match field["type"].as_str() {
        Some("filter") => Ok(spec.filter(path)),
        Some("vector") => {
            let dimensions = field["numDimensions"].as_u64().and_then(|number| u32::try_from(number).ok());
            let (Some(dimensions), Some(similarity)) = (dimensions, text("similarity")) else {
                let rule = format!("{path:?} is incomplete; set numDimensions and similarity");
                return Err(Error::invalid_argument("vector definition", rule));
            };
            Ok(match text("quantization") {
                Some(quantization) => spec.quantized_vector(path, dimensions, similarity, quantization),
                None => spec.vector(path, dimensions, similarity),
            })
        }
        _ => Err(Error::invalid_argument("vector definition", format!("{path:?} has no type; use vector or filter"))),
    }
}

spec_from_body! {
    SearchIndexSpec, SearchIndexCreateRequest,
    |body| {
        let from = body.definition.unwrap_or_default();
        // Atlas takes an index without a type as one for full-text search.
        if from.fields.is_some() && body.type_.is_none() {
            return Err(Error::invalid_argument("search index", "the type is not set; use vectorSearch"));
        }
        let mut definition = Body::new();
        (definition.analyzer, definition.search_analyzer) = (from.analyzer, from.search_analyzer);
        (definition.fields, definition.mappings) = (from.fields, from.mappings);
        (definition.num_partitions, definition.stored_source) = (from.num_partitions, from.stored_source);
        let definition = IndexDefinition::from_body(definition)?;
        Ok(SearchIndexSpec::new(text(body.database), text(body.collection_name), text(body.name), definition))
    },
    |spec| spec.into_body(),
    {
        "required": ["database", "collectionName", "name", "definition"],
        "properties": {
            "database": not_empty(),
            "collectionName": not_empty(),
            "name": not_empty(),
            "definition": IndexDefinition::rules(),
        },
        "if": { "required": ["definition"], "properties": { "definition": { "required": ["fields"] } } },
        "then": { "required": ["type"], "properties": { "type": { "const": "vectorSearch" } } },
        "else": { "properties": { "type": { "const": "search" } } },
    },
}
