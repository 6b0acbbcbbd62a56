//! The check of one exchange.

use atlas_gen::{ApiError, DECODERS, OPERATIONS, Operation, decoders::DecodedBody};
use serde_json::{Map, Value};

use crate::{
    compare::missing,
    documented::{Split, split},
    exchange::Exchange,
};

/// The outcome for one exchange.
#[derive(Debug, PartialEq)]
pub(crate) enum Outcome {
    /// The exchange was recorded at another version than the generated one.
    OtherVersion { generated: &'static str },
    /// The response cannot be decoded, for this reason.
    Undecodable(String),
    /// The response was decoded. Lists the properties that were lost or added, and the undocumented ones.
    Decoded { lossy: Vec<String>, undocumented: Vec<String> },
}

/// Decodes the response of `exchange`, serializes it again and compares.
pub(crate) fn check(document: &Value, exchange: &Exchange) -> Outcome {
    let Some(operation) = OPERATIONS.iter().find(|operation| operation.id == exchange.operation_id) else {
        return Outcome::Undecodable("unknown operation".to_owned());
    };
    if let Some(version) = &exchange.resource_version
        && version != operation.version
    {
        return Outcome::OtherVersion { generated: operation.version };
    }
    if exchange.is_success() { check_success(document, operation, exchange) } else { check_error(exchange) }
}

fn check_success(document: &Value, operation: &Operation, exchange: &Exchange) -> Outcome {
    // Alternative formats are streams, whose content is not decoded.
    if exchange.has_other_format_than(&operation.accept(None)) {
        return Outcome::Decoded { lossy: Vec::new(), undocumented: Vec::new() };
    }
    let Ok(at) = DECODERS.binary_search_by_key(&operation.id, |(id, _)| id) else {
        return Outcome::Undecodable("no decoder for the operation".to_owned());
    };
    let written = match (DECODERS[at].1)(&exchange.body()) {
        Err(error) => return Outcome::Undecodable(error.to_string()),
        Ok(DecodedBody::Stream) => return Outcome::Decoded { lossy: Vec::new(), undocumented: Vec::new() },
        Ok(DecodedBody::Value(written)) => written,
        Ok(_) => Value::Null,
    };
    let body = &exchange.response_body;
    let Split { documented, undocumented } = match schema(document, operation, exchange.status) {
        Some(schema) => split(document, schema, body),
        None => Split { documented: Value::Null, undocumented: Vec::new() },
    };
    let mut lossy = missing(&documented, &written);
    // An empty body decodes to an empty object or list, which adds nothing.
    let is_empty = written.as_object().is_some_and(Map::is_empty) || written.as_array().is_some_and(Vec::is_empty);
    let both_empty = body.is_null() && is_empty;
    let added = if both_empty { Vec::new() } else { missing(&written, body) };
    lossy.extend(added.into_iter().map(|problem| format!("{problem} (added)")));
    Outcome::Decoded { lossy, undocumented }
}

/// Returns the schema of the response at the generated version, for this status or else for any success.
fn schema<'a>(document: &'a Value, operation: &Operation, status: u16) -> Option<&'a Value> {
    let item = document.get("paths")?.get(operation.path)?.get(operation.method.to_lowercase())?;
    let responses = item.get("responses")?.as_object()?;
    let media_type = operation.accept(None);
    let of = |response: &'a Value| response.get("content")?.get(&media_type)?.get("schema");
    responses.get(&status.to_string()).and_then(of).or_else(|| {
        let successes = responses.iter().filter(|(status, _)| status.starts_with('2'));
        successes.filter_map(|(_, response)| of(response)).next()
    })
}

/// Checks that the decoded error has the status, code, detail and parameters of the body.
fn check_error(exchange: &Exchange) -> Outcome {
    let body = &exchange.response_body;
    let error = ApiError::from_body(&exchange.body());
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let mut lossy = Vec::new();
    let mut expect = |property: &str, holds: bool| {
        if !holds {
            lossy.push(format!("/{property}: lost"));
        }
    };
    expect("errorCode", error.code.as_deref() == text("errorCode"));
    expect("detail", error.detail.as_deref() == text("detail").or_else(|| text("message")));
    expect("reason", error.reason.as_deref() == text("reason"));
    expect("error", error.status.map(u64::from) == body.get("error").and_then(Value::as_u64));
    let parameters = body.get("parameters").and_then(Value::as_array);
    expect("parameters", error.parameters == parameters.cloned().unwrap_or_default());
    let fields = body.pointer("/badRequestDetail/fields").and_then(Value::as_array).map_or(0, Vec::len);
    expect("badRequestDetail", error.fields.len() == fields);
    Outcome::Decoded { lossy, undocumented: Vec::new() }
}
