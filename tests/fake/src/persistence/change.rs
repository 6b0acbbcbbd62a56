//! A request that changed the state, as a line of the log.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{Method, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::request::Request;

/// Replaces passwords in the log. It is long enough to be accepted as a password when the log is replayed.
const PASSWORD: &str = "left-out-of-the-log";

/// The method of a line whose resource was inserted without a request.
const INSERTION: &str = "INSERT";

/// A handled request: all that is needed to replay it, without the sender's credentials.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Change {
    pub(crate) time: DateTime<Utc>,
    /// The number of IDs issued before the request. Requests that changed nothing can issue IDs too, and are not in the
    /// log.
    #[serde(default)]
    pub(crate) ids: u64,
    method: String,
    target: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    accept: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    content_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<Value>,
    status: u16,
}

impl Change {
    pub(crate) fn new(request: &Request, status: StatusCode, time: DateTime<Utc>, ids: u64) -> Self {
        let accept = request.headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let mut body = serde_json::from_slice(&request.body).ok();
        body.iter_mut().for_each(redact_passwords);
        Self {
            time,
            ids,
            method: request.method.to_string(),
            target: request.target.clone(),
            accept: accept.collect::<Vec<_>>().join(", "),
            content_type: request.header(CONTENT_TYPE).unwrap_or_default().to_owned(),
            body,
            status: status.as_u16(),
        }
    }

    /// Returns the line of a resource that was inserted into a list without a create operation.
    pub(crate) fn insertion(path: &str, body: &Value, time: DateTime<Utc>, ids: u64) -> Self {
        Self {
            time,
            ids,
            method: INSERTION.to_owned(),
            target: path.to_owned(),
            accept: String::new(),
            content_type: String::new(),
            body: Some(body.clone()),
            status: StatusCode::CREATED.as_u16(),
        }
    }

    /// Returns the path of the list and the inserted resource, if the line is an insertion.
    pub(crate) fn inserted(&self) -> Option<(&str, Value)> {
        let is_insertion = self.method == INSERTION;
        is_insertion.then(|| (self.target.as_str(), self.body.clone().unwrap_or_default()))
    }

    /// Returns the request to replay, or `None` if the line does not contain one.
    pub(crate) fn request(&self) -> Option<Request> {
        let method = Method::from_bytes(self.method.as_bytes()).ok()?;
        let body = self.body.as_ref().map(|body| Bytes::from(body.to_string())).unwrap_or_default();
        Request::internal(method, &self.target, &self.accept, &self.content_type, body)
    }

    /// Returns an error message if the status of the replayed request differs from the original one.
    pub(crate) fn difference(&self, status: StatusCode, detail: &str) -> Option<String> {
        let Self { method, target, status: before, .. } = self;
        let detail = if detail.is_empty() { String::new() } else { format!(" ({detail})") };
        (status != *before)
            .then(|| format!("{method} {target}: status {} instead of {before}{detail}", status.as_u16()))
    }
}

pub(super) fn redact_passwords(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                match value {
                    Value::String(text) if name.to_ascii_lowercase().ends_with("password") => {
                        PASSWORD.clone_into(text);
                    }
                    _ => redact_passwords(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(redact_passwords),
        _ => {}
    }
}
