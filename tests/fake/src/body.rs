//! Request bodies: selection of the schema by version, and validation.

use std::sync::OnceLock;

use http::header::CONTENT_TYPE;
use jsonschema::Validator;
use serde_json::{Map, Value};

use crate::document::{Document, Operation};
use crate::error::{ApiError, codes};
use crate::media_type::{MediaType, essence};
use crate::request::Request;
use crate::schema;
use crate::violation;

/// The extent of validation: of a complete body, or of a partial update without required properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Validation {
    Full,
    Partial,
}

/// The schema of a body, compiled on first use.
#[derive(Debug)]
pub(crate) struct Schema {
    source: Value,
    /// The names of path parameters, which a body may omit.
    in_path: Vec<String>,
    /// The read-only properties that a body must not have.
    refused: &'static [&'static str],
    full: OnceLock<Option<Validator>>,
    partial: OnceLock<Option<Validator>>,
}

impl Schema {
    pub(crate) fn new(source: Value, in_path: &[String], refused: &'static [&'static str]) -> Self {
        Self { source, in_path: in_path.to_vec(), refused, full: OnceLock::new(), partial: OnceLock::new() }
    }

    /// Returns whether a body is a list.
    pub(crate) fn is_list(&self) -> bool {
        self.source["type"] == "array"
    }

    /// Removes the properties of an update that only the response of the operation has: the client sends back what it
    /// read.
    pub(crate) fn remove_response_only(&self, document: &Document, response: &Value, body: &mut Value) {
        let schemas = document.schemas();
        let Some(known) = schema::all_properties(schemas, &self.source) else { return };
        let Some(members) = body.as_object_mut() else { return };
        let returned = schema::all_properties(schemas, schema::item(schemas, response)).unwrap_or_default();
        let is_in = |properties: &[(&str, &Value)], name: &str| properties.iter().any(|(known, _)| *known == name);
        members.retain(|name, _| is_in(&known, name) || !is_in(&returned, name));
    }

    /// Removes the read-only properties from a body, which the service ignores.
    pub(crate) fn remove_read_only(&self, document: &Document, body: &mut Value) {
        schema::remove_read_only(document.schemas(), &self.source, body);
    }

    /// Returns whether the schema compiles. A schema that does not compile accepts every body.
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
            let schema = schema::of_request(document.schemas(), &self.source, in_path, self.refused);
            jsonschema::draft202012::options().should_validate_formats(true).build(&schema).ok()
        })
        .as_ref()
    }
}

/// Parses a JSON body and selects the schema of its version.
///
/// The version comes from the media type of the body, or for `application/json` from that of the response.
pub(crate) fn read<'a>(
    operation: &'a Operation,
    response: &MediaType,
    request: &Request,
) -> Result<(Value, &'a Schema), ApiError> {
    let content_type = request.header(CONTENT_TYPE).unwrap_or_default();
    let schema = match MediaType::parse(content_type) {
        Some(media_type) => operation.body(Some(&media_type)),
        // A response in another format than JSON has its own versions.
        None if essence(content_type) == "application/json" => operation.body(Some(&response.as_json())),
        None => None,
    };
    let schema = schema.ok_or_else(|| codes::UNSUPPORTED_MEDIA_TYPE.of(&[content_type]))?;
    match serde_json::from_slice(&request.body) {
        Ok(body @ Value::Array(_)) if schema.is_list() => Ok((body, schema)),
        Ok(body @ Value::Object(_)) if !schema.is_list() => Ok((body, schema)),
        Ok(_) => Err(ApiError::not_an_object()),
        Err(error) => Err(ApiError::malformed_json(&error)),
    }
}

/// Validates a body. A property that is `null` counts as absent.
pub(crate) fn check(
    document: &Document,
    schema: &Schema,
    body: &Value,
    validation: Validation,
) -> Result<(), ApiError> {
    let Some(validator) = schema.validator(document, validation) else { return Ok(()) };
    let present = without_nulls(body);
    violation::refuse(validator.iter_errors(&present)).map_or(Ok(()), Err)
}

/// Returns a value without the properties that are `null`.
pub(crate) fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let present = members.iter().filter(|(_, value)| !value.is_null());
            Value::Object(present.map(|(name, value)| (name.clone(), without_nulls(value))).collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.iter().map(without_nulls).collect()),
        other => other.clone(),
    }
}
