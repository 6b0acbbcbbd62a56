//! The journal's entries in the form of recorded exchanges.

use http::Method;
use serde_json::{Map, Value, json};

use super::RecordedRequest;
use super::secrets::{LEFT_OUT, is_secret, leave_out};
use crate::media_type::MediaType;

impl RecordedRequest {
    /// The exchange as [`FakeAtlas::exchanges`](crate::FakeAtlas::exchanges) lists it; `None` for a request that means no
    /// operation, and where a fault kept the answer from its client or broke it off.
    #[must_use]
    pub fn exchange(&self) -> Option<Value> {
        let operation_id = self.operation_id()?;
        // The answer to `HEAD` has no body to speak of.
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
            "request_body": body(self.body()),
            "status": self.status().as_u16(),
            "response_content_type": content_type,
            "resource_version": version.map(|date| date.to_string()),
            "response_body": body(self.response_body()),
        }))
    }
}

/// The query as an object; what is there several times is a list.
fn query(pairs: &[(String, String)]) -> Value {
    let mut query = Map::new();
    for (name, value) in pairs {
        let value = Value::from(if is_secret(name) { LEFT_OUT } else { value });
        match query.get_mut(name) {
            None => drop(query.insert(name.clone(), value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = json!([first, value]),
        }
    }
    if query.is_empty() { Value::Null } else { Value::Object(query) }
}

/// A body as JSON, or as text if it is none; `null` if there is none.
fn body(bytes: &[u8]) -> Value {
    if bytes.is_empty() {
        return Value::Null;
    }
    let mut body = serde_json::from_slice(bytes).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into());
    leave_out(&mut body);
    body
}
