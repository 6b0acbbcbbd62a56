//! What is found of one exchange.

use atlas_gen::{ApiError, DECODERS, OPERATIONS, Operation, decoders::DecodedBody};
use serde_json::{Map, Value};

use crate::{
    compare::missing,
    documented::{Parted, part},
    exchange::Exchange,
};

/// What is found of one exchange.
#[derive(Debug, PartialEq)]
pub(crate) enum Verdict {
    /// It was recorded at another version than the one that is generated.
    OtherVersion { generated: &'static str },
    /// It can't be decoded, and why.
    Undecodable(String),
    /// It was decoded; what was lost or made up, and what is not documented.
    Decoded { lossy: Vec<String>, undocumented: Vec<String> },
}

/// Decodes `exchange`, writes it back and compares.
pub(crate) fn judge(document: &Value, exchange: &Exchange) -> Verdict {
    let Some(operation) = OPERATIONS.iter().find(|operation| operation.id == exchange.operation_id) else {
        return Verdict::Undecodable("there is no such operation".to_owned());
    };
    if let Some(version) = &exchange.resource_version
        && version != operation.version
    {
        return Verdict::OtherVersion { generated: operation.version };
    }
    if exchange.is_success() { judge_success(document, operation, exchange) } else { judge_refusal(exchange) }
}

fn judge_success(document: &Value, operation: &Operation, exchange: &Exchange) -> Verdict {
    // What an operation can be asked for beside its usual form is a stream, which is not looked at.
    if exchange.is_in_other_form_than(&operation.accept(None)) {
        return Verdict::Decoded { lossy: Vec::new(), undocumented: Vec::new() };
    }
    let Ok(at) = DECODERS.binary_search_by_key(&operation.id, |(id, _)| id) else {
        return Verdict::Undecodable("there is no decoder".to_owned());
    };
    let written = match (DECODERS[at].1)(&exchange.body()) {
        Err(error) => return Verdict::Undecodable(error.to_string()),
        Ok(DecodedBody::Stream) => return Verdict::Decoded { lossy: Vec::new(), undocumented: Vec::new() },
        Ok(DecodedBody::Value(written)) => written,
        Ok(_) => Value::Null,
    };
    let body = &exchange.response_body;
    let Parted { documented, undocumented } = match schema(document, operation, exchange.status) {
        Some(schema) => part(document, schema, body),
        None => Parted { documented: Value::Null, undocumented: Vec::new() },
    };
    let mut lossy = missing(&documented, &written);
    // No body at all is read as an empty object or list: nothing is made up by that.
    let is_empty = written.as_object().is_some_and(Map::is_empty) || written.as_array().is_some_and(Vec::is_empty);
    let nothing = body.is_null() && is_empty;
    let made_up = if nothing { Vec::new() } else { missing(&written, body) };
    lossy.extend(made_up.into_iter().map(|problem| format!("{problem} (made up)")));
    Verdict::Decoded { lossy, undocumented }
}

/// The schema of the answer at the generated version, of the status at hand or of any success.
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

/// A refusal must give its status, code, detail and parameters.
fn judge_refusal(exchange: &Exchange) -> Verdict {
    let body = &exchange.response_body;
    let error = ApiError::from_body(&exchange.body());
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let mut lossy = Vec::new();
    let mut check = |what: &str, holds: bool| {
        if !holds {
            lossy.push(format!("/{what}: lost"));
        }
    };
    check("errorCode", error.code.as_deref() == text("errorCode"));
    check("detail", error.detail.as_deref() == text("detail").or_else(|| text("message")));
    check("reason", error.reason.as_deref() == text("reason"));
    check("error", error.status.map(u64::from) == body.get("error").and_then(Value::as_u64));
    let parameters = body.get("parameters").and_then(Value::as_array);
    check("parameters", error.parameters == parameters.cloned().unwrap_or_default());
    let fields = body.pointer("/badRequestDetail/fields").and_then(Value::as_array).map_or(0, Vec::len);
    check("badRequestDetail", error.fields.len() == fields);
    Verdict::Decoded { lossy, undocumented: Vec::new() }
}
