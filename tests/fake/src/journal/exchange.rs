//! Conversion of journal entries to recorded exchanges.

use http::Method;
use serde_json::{Map, Value, json};

use super::RecordedRequest;
use super::secrets::{REDACTED, is_secret, redact};
use crate::media_type::MediaType;

impl RecordedRequest {
    /// Returns the exchange in the format of [`FakeAtlas::exchanges`](crate::FakeAtlas::exchanges).
    ///
    /// Returns `None` if the request does not match an operation, is a `HEAD` request, or if a fault prevented the
    /// response or truncated its body.
    #[must_use]
    pub fn exchange(&self) -> Option<Value> {
        let operation_id = self.operation_id()?;
        // The body of a response to `HEAD` is not sent.
        if !self.was_sent || *self.method() == Method::HEAD {
            return None;
        }
        let content_type = self.response_header("content-type");
        let version = content_type.and_then(MediaType::parse).and_then(|media_type| media_type.date());
        Some(json!({
            "operation_id": operation_id,
            "method": self.method().as_str(),
            "path": self.path(),
            "query": query(self.query()),
            // In a request body that is not JSON, no property tells which text is a secret.
            "request_body": body(self.body(), |_| REDACTED.into()),
            "status": self.status().as_u16(),
            "response_content_type": content_type,
            "resource_version": version.map(|date| date.to_string()),
            "response_body": body(self.response_body(), |bytes| String::from_utf8_lossy(bytes).into()),
        }))
    }
}

/// Returns the query as an object. A repeated parameter has a list of its values.
fn query(pairs: &[(String, String)]) -> Value {
    let mut query = Map::new();
    for (name, value) in pairs {
        let value = Value::from(if is_secret(name) { REDACTED } else { value });
        match query.get_mut(name) {
            None => drop(query.insert(name.clone(), value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = json!([first, value]),
        }
    }
    if query.is_empty() { Value::Null } else { Value::Object(query) }
}

/// Returns a body as JSON, without secrets. An empty body is `null`, and `other` returns one that is not JSON.
fn body(bytes: &[u8], other: impl FnOnce(&[u8]) -> Value) -> Value {
    if bytes.is_empty() {
        return Value::Null;
    }
    let mut body = serde_json::from_slice(bytes).unwrap_or_else(|_| other(bytes));
    redact(&mut body);
    body
}
