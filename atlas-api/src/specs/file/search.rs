//! Files of search indexes and their definitions.

use atlas_gen::types::{
    AtlasSearchAnalyzer, SearchDeploymentRequest, SearchIndexCreateRequest, SearchIndexUpdateRequestDefinition as Body,
    SearchSynonymMappingDefinition,
};
use serde_json::Value;

use super::body::{apply, optional, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::not_empty;
use crate::{
    Error,
    specs::{IndexDefinition, SearchDefinition, SearchIndexSpec, SearchNodesSpec, VectorDefinition},
};

// A definition with fields is one of vectors, as long as it has no mappings.
spec_from_body! {
    IndexDefinition, Body,
    |body| match body.fields {
        Some(fields) => {
            let spec = fields.iter().try_fold(VectorDefinition::new(), add_field)?;
            let partitions = optional("partitions", body.num_partitions)?;
            Ok(apply!(spec;
                body.nested_root => nested_root,
                body.stored_source => stored_source,
                partitions => partitions)
            .into())
        }
        None => {
            let mappings = body.mappings.unwrap_or_default();
            let dynamic = mappings.dynamic.unwrap_or_default();
            let spec = match dynamic["typeSet"].as_str() {
                Some(name) => SearchDefinition::dynamic_with(name),
                None if dynamic == true => SearchDefinition::dynamic(),
                None => SearchDefinition::fixed(),
            };
            let spec = apply!(spec;
                body.analyzer.map(|analyzer| text(Some(analyzer))) => analyzer,
                body.search_analyzer.map(|analyzer| text(Some(analyzer))) => search_analyzer,
                body.stored_source => stored_source,
                optional("partitions", body.num_partitions)? => partitions);
            let spec = body.analyzers.into_iter().flatten().fold(spec, add_analyzer);
            let spec = body.synonyms.into_iter().flatten().fold(spec, add_synonyms);
            let type_sets = body.type_sets.into_iter().flatten();
            let spec = type_sets
                .fold(spec, |spec, set| spec.type_set(text(set.name), set.types.unwrap_or_default()));
            // An object of several fields has no order.
            let sort = body.sort.as_ref().and_then(Value::as_object).and_then(|sort| sort.iter().next());
            let spec = sort.into_iter().fold(spec, |spec, (field, order)| spec.sort(field, order.clone()));
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
            "analyzers": { "items": {
                "required": ["name", "tokenizer"],
                "properties": {
                    "name": not_empty(),
                    "tokenizer": mapping(),
                    "charFilters": { "items": mapping() },
                    "tokenFilters": { "items": mapping() },
                },
            } },
            "nestedRoot": not_empty(),
            "sort": {
                "type": "object",
                "maxProperties": 1,
                "additionalProperties": { "anyOf": [
                    { "enum": [1, -1] },
                    { "type": "object", "required": ["order"], "properties": { "order": { "enum": [1, -1] } } },
                ] },
            },
            "synonyms": { "items": {
                "required": ["name", "analyzer", "source"],
                "properties": {
                    "name": not_empty(),
                    "analyzer": not_empty(),
                    "source": { "required": ["collection"], "properties": { "collection": not_empty() } },
                },
            } },
            "typeSets": { "items": {
                "required": ["name", "types"],
                "properties": { "name": not_empty(), "types": { "minItems": 1, "items": mapping() } },
            } },
            "numPartitions": { "enum": [1, 2, 4] },
            "storedSource": { "type": ["boolean", "object"] },
            "mappings": { "properties": { "dynamic": { "anyOf": [{ "type": "boolean" }, type_set()] }, "fields": {
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
            {
                "required": ["fields"],
                "properties": {
                    "analyzer": false, "analyzers": { "maxItems": 0 }, "mappings": false, "searchAnalyzer": false,
                    "sort": { "maxProperties": 0 }, "synonyms": { "maxItems": 0 }, "typeSets": { "maxItems": 0 },
                },
            },
            {
                "required": ["mappings"],
                "properties": { "fields": false, "nestedRoot": false, "mappings": { "anyOf": [
                    {
                        "required": ["dynamic"],
                        "properties": { "dynamic": { "anyOf": [{ "const": true }, type_set()] } },
                    },
                    { "required": ["fields"], "properties": { "fields": { "minProperties": 1 } } },
                ] } },
            },
        ],
    },
}

/// Returns the rule of an object with a type, such as the mapping of a field.
#[cfg(feature = "schemars")]
#[inline]
fn mapping() -> Value {
    serde_json::json!({ "type": "object", "required": ["type"], "properties": { "type": { "type": "string" } } })
}

/// Returns the rule of a reference to a type set.
#[cfg(feature = "schemars")]
#[inline]
fn type_set() -> Value {
    serde_json::json!({
        "type": "object",
        "required": ["typeSet"],
        "properties": { "typeSet": not_empty() },
        "additionalProperties": false,
    })
}

/// Adds an analyzer of a full-text index.
fn add_analyzer(spec: SearchDefinition, analyzer: AtlasSearchAnalyzer) -> SearchDefinition {
    let AtlasSearchAnalyzer { name, tokenizer, char_filters, token_filters, .. } = analyzer;
    let (characters, tokens) = (char_filters.unwrap_or_default(), token_filters.unwrap_or_default());
    spec.custom_analyzer(text(name), tokenizer.unwrap_or_default(), characters, tokens)
}

/// Adds a mapping of synonyms of a full-text index.
fn add_synonyms(spec: SearchDefinition, mapping: SearchSynonymMappingDefinition) -> SearchDefinition {
    let collection = mapping.source.and_then(|source| source.collection);
    spec.synonyms(text(mapping.name), text(collection), text(mapping.analyzer))
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
        (definition.analyzers, definition.synonyms) = (from.analyzers, from.synonyms);
        (definition.fields, definition.mappings) = (from.fields, from.mappings);
        (definition.num_partitions, definition.stored_source) = (from.num_partitions, from.stored_source);
        (definition.nested_root, definition.sort, definition.type_sets) = (from.nested_root, from.sort, from.type_sets);
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

spec_from_body! {
    SearchNodesSpec, SearchDeploymentRequest,
    |body| {
        let spec = body.specs.into_iter().flatten().try_fold(Self::by_region(), |spec, from| {
            let region = match (from.cloud_provider, from.region_name) {
                (None, None) => None,
                (provider, name) => Some((text(provider).into(), text(name))),
            };
            let nodes = optional("search nodes", from.node_count)?;
            Ok::<_, Error>(spec.with(region, text(from.instance_size), nodes))
        })?;
        Ok(apply!(spec; optional("search nodes", body.default_node_count)? => default_nodes))
    },
    |spec| spec.into_body(),
    {
        "required": ["specs"],
        "properties": {
            "defaultNodeCount": { "minimum": 2, "maximum": 32 },
            "specs": { "minItems": 1, "items": {
                "required": ["instanceSize"],
                "properties": {
                    "cloudProvider": not_empty(),
                    "instanceSize": not_empty(),
                    "nodeCount": { "minimum": 2, "maximum": 32 },
                    "regionName": not_empty(),
                },
                "dependentRequired": { "cloudProvider": ["regionName"], "regionName": ["cloudProvider"] },
            } },
        },
    },
}
