//! Bodies: which version they are of, and whether they are what its schema says.

use chrono::DateTime;
use http::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use crate::document::{Document, Operation, Schema};
use crate::error::ApiError;
use crate::media_type::{MediaType, essence};
use crate::request::Request;

/// Whether a body has to be complete. A fragment, the body of an update, leaves out what stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    Whole,
    Fragment,
}

/// Reads a body that is JSON, and finds the schema of its version: the one that its own media type names, or for plain
/// JSON the one that belongs to the answer's.
pub(crate) fn read<'a>(
    operation: &'a Operation,
    answer: &MediaType,
    request: &Request,
) -> Result<(Map<String, Value>, &'a Schema), ApiError> {
    let content_type = request.header(CONTENT_TYPE).unwrap_or_default();
    let schema = match MediaType::parse(content_type) {
        Some(media_type) => operation.body(Some(&media_type)),
        None if essence(content_type) == "application/json" => operation.body(Some(answer)),
        None => None,
    };
    let schema = schema.ok_or_else(|| ApiError::unsupported_media_type(content_type))?;
    match serde_json::from_slice(&request.body) {
        Ok(Value::Object(object)) => Ok((object, schema)),
        Ok(_) => Err(ApiError::not_an_object()),
        Err(error) => Err(ApiError::malformed_json(&error)),
    }
}

/// Checks a body against its schema.
///
/// The object's own required properties are those the document names, less `in_path`: what the path says already need
/// not be said again. `null` stands for a property that is left out.
pub(crate) fn check(
    document: &Document,
    schema: &Schema,
    body: &Map<String, Value>,
    extent: Extent,
    in_path: &[&str],
) -> Result<(), ApiError> {
    let schema = document.resolve(schema);
    check_properties(document, schema, body)?;
    match extent {
        Extent::Whole => check_required(schema, body, in_path),
        Extent::Fragment => Ok(()),
    }
}

fn check_properties(document: &Document, schema: &Schema, object: &Map<String, Value>) -> Result<(), ApiError> {
    for (name, value) in object {
        match schema.properties.get(name) {
            Some(property) if document.resolve(property).read_only || property.read_only => {
                return Err(ApiError::invalid_attribute(name, "Only Atlas sets it."));
            }
            Some(_) if value.is_null() => {}
            Some(property) => check_value(document, document.resolve(property), name, value)?,
            None if schema.is_closed() => return Err(ApiError::invalid_attribute(name, "There is no such attribute.")),
            None => {}
        }
    }
    Ok(())
}

fn check_required(schema: &Schema, object: &Map<String, Value>, in_path: &[&str]) -> Result<(), ApiError> {
    let missing = |name: &&String| object.get(*name).is_none_or(Value::is_null) && !in_path.contains(&name.as_str());
    match schema.required.iter().find(missing) {
        Some(name) => Err(ApiError::missing_attribute(name)),
        None => Ok(()),
    }
}

fn check_value(document: &Document, schema: &Schema, name: &str, value: &Value) -> Result<(), ApiError> {
    match (schema.kind.as_deref(), value) {
        (Some("string"), Value::String(text)) => check_string(schema, name, text),
        (Some("integer"), Value::Number(number)) if number.is_i64() || number.is_u64() => Ok(()),
        (Some("number"), Value::Number(_)) | (Some("boolean"), Value::Bool(_)) => Ok(()),
        (Some("array"), Value::Array(items)) => {
            let Some(schema) = &schema.items else { return Ok(()) };
            let schema = document.resolve(schema);
            items.iter().try_for_each(|item| check_value(document, schema, name, item))
        }
        // A union says what it is in its branches, which are not looked into.
        (Some("object"), _) if schema.properties.is_empty() => Ok(()),
        (Some("object"), Value::Object(object)) => {
            check_properties(document, schema, object)?;
            check_required(schema, object, &[])
        }
        (None, _) => Ok(()),
        (Some(_), _) => Err(ApiError::wrong_type(name)),
    }
}

fn check_string(schema: &Schema, name: &str, text: &str) -> Result<(), ApiError> {
    let length = text.chars().count();
    if let Some(least) = schema.min_length.filter(|&least| length < least) {
        return Err(ApiError::invalid_attribute(name, &format!("It needs at least {least} characters.")));
    }
    if let Some(most) = schema.max_length.filter(|&most| length > most) {
        return Err(ApiError::invalid_attribute(name, &format!("It can have at most {most} characters.")));
    }
    if schema.is_closed_enum() && !schema.values.iter().any(|value| value == text) {
        return Err(ApiError::invalid_enum_value(name, text));
    }
    if schema.format.as_deref() == Some("date-time") && DateTime::parse_from_rfc3339(text).is_err() {
        return Err(ApiError::invalid_date(name, text));
    }
    Ok(())
}
