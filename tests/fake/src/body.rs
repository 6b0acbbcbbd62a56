//! Bodies: which version they are of, and whether they are what its schema says.

use std::sync::OnceLock;

use http::header::CONTENT_TYPE;
use jsonschema::Validator;
use serde_json::{Map, Value};

use crate::document::{Document, Operation};
use crate::error::ApiError;
use crate::media_type::{MediaType, essence};
use crate::request::Request;
use crate::schema;
use crate::violation;

/// Whether a body has to be complete. A fragment, the body of an update, leaves out what stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Validation {
    Full,
    Partial,
}

/// The schema of a body, compiled when it is first needed.
#[derive(Debug)]
pub(crate) struct Schema {
    source: Value,
    /// What the path says already need not be said again.
    in_path: Vec<String>,
    full: OnceLock<Option<Validator>>,
    partial: OnceLock<Option<Validator>>,
}

impl Schema {
    pub(crate) fn new(source: Value, in_path: &[String]) -> Self {
        Self { source, in_path: in_path.to_vec(), full: OnceLock::new(), partial: OnceLock::new() }
    }

    /// Whether a body is a list of things.
    pub(crate) fn is_list(&self) -> bool {
        self.source["type"] == "array"
    }

    /// Takes out of a body what the service minds its own values of.
    pub(crate) fn overlook(&self, document: &Document, body: &mut Value) {
        if let Value::Object(members) = body {
            for name in schema::overlooked(document.schemas(), &self.source) {
                members.remove(name);
            }
        }
    }

    /// Whether the schema compiles; of one that does not, nothing is refused.
    #[cfg(test)]
    pub(crate) fn is_checkable(&self, document: &Document, validation: Validation) -> bool {
        self.validator(document, validation).is_some()
    }

    fn validator(&self, document: &Document, validation: Validation) -> Option<&Validator> {
        let (cell, in_path) = match validation {
            Validation::Full => (&self.full, Some(&self.in_path[..])),
            Validation::Partial => (&self.partial, None),
        };
        cell.get_or_init(|| {
            let schema = schema::of_request(document.schemas(), &self.source, in_path);
            jsonschema::draft202012::options().should_validate_formats(true).build(&schema).ok()
        })
        .as_ref()
    }
}

/// Reads a body that is JSON, and finds the schema of its version: the one that its own media type names, or for plain
/// JSON the one that belongs to the answer's.
pub(crate) fn read<'a>(
    operation: &'a Operation,
    response: &MediaType,
    request: &Request,
) -> Result<(Value, &'a Schema), ApiError> {
    let content_type = request.header(CONTENT_TYPE).unwrap_or_default();
    let schema = match MediaType::parse(content_type) {
        Some(media_type) => operation.body(Some(&media_type)),
        // An answer that is no JSON has versions of its own.
        None if essence(content_type) == "application/json" => operation.body(Some(&response.as_json())),
        None => None,
    };
    let schema = schema.ok_or_else(|| ApiError::unsupported_media_type(content_type))?;
    match serde_json::from_slice(&request.body) {
        Ok(body @ Value::Array(_)) if schema.is_list() => Ok((body, schema)),
        Ok(body @ Value::Object(_)) if !schema.is_list() => Ok((body, schema)),
        Ok(_) => Err(ApiError::not_an_object()),
        Err(error) => Err(ApiError::malformed_json(&error)),
    }
}

/// Checks a body against its schema. `null` stands for a property that is left out.
pub(crate) fn check(
    document: &Document,
    schema: &Schema,
    body: &Value,
    validation: Validation,
) -> Result<(), ApiError> {
    let Some(validator) = schema.validator(document, validation) else { return Ok(()) };
    let said = without_nulls(body);
    violation::refuse(validator.iter_errors(&said)).map_or(Ok(()), Err)
}

/// What a body says, without what it says by `null` to be left out.
pub(crate) fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let said = members.iter().filter(|(_, value)| !value.is_null());
            Value::Object(said.map(|(name, value)| (name.clone(), without_nulls(value))).collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.iter().map(without_nulls).collect()),
        other => other.clone(),
    }
}
