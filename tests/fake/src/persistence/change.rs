//! One request that changed something, as a line of the log.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{Method, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::request::Request;

/// Stands where a password stood: the state forgets passwords, and one that long is taken wherever one is.
const PASSWORD: &str = "left-out-of-the-log";

/// Stands where the method of a request stands, with what was put there without one.
const INSERTION: &str = "INSERT";

/// A request that was carried out: what it takes to do so again, and nothing that tells who sent it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Change {
    pub(crate) time: DateTime<Utc>,
    /// How many ids had been given out before: requests that changed nothing take some too, and are not in the log.
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
        body.iter_mut().for_each(leave_out_passwords);
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

    /// What was put into a list that no request adds to.
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

    /// The list and what was put into it, if that is what the line holds.
    pub(crate) fn inserted(&self) -> Option<(&str, Value)> {
        let is_insertion = self.method == INSERTION;
        is_insertion.then(|| (self.target.as_str(), self.body.clone().unwrap_or_default()))
    }

    /// The request to carry out again; `None` if the line does not hold one.
    pub(crate) fn request(&self) -> Option<Request> {
        let method = Method::from_bytes(self.method.as_bytes()).ok()?;
        let body = self.body.as_ref().map(|body| Bytes::from(body.to_string())).unwrap_or_default();
        Request::inner(method, &self.target, &self.accept, &self.content_type, body)
    }

    /// What is wrong with an answer to it that differs from the one that it had.
    pub(crate) fn difference(&self, status: StatusCode, detail: &str) -> Option<String> {
        let Self { method, target, status: before, .. } = self;
        (status != *before).then(|| format!("{method} {target} was answered {before} and is now {status}: {detail}"))
    }
}

pub(super) fn leave_out_passwords(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                match value {
                    Value::String(text) if name.to_ascii_lowercase().ends_with("password") => {
                        PASSWORD.clone_into(text);
                    }
                    _ => leave_out_passwords(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(leave_out_passwords),
        _ => {}
    }
}
