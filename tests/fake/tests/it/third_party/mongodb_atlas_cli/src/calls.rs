//! The calls of the table, as operations of the crate.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Method;
use mongodb_atlas_cli::atlas::{Operation, OperationError, ResponseType, Version};
use serde::Deserialize;
use serde_json::Value;

#[derive(Clone, Deserialize)]
pub struct Call {
    pub call: String,
    method: String,
    /// The path below `/api/atlas/v2`, with names of known values in braces.
    path: String,
    version: String,
    #[serde(default)]
    body: Value,
    #[serde(default)]
    pub outcome: Outcome,
    /// Names for values of the response, by their JSON pointers.
    #[serde(default)]
    pub save: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    #[default]
    Value,
    Page,
    Bytes,
}

impl Call {
    /// Replaces the names of known values in the path and in the body.
    pub fn with(self, known: &BTreeMap<String, String>) -> Self {
        let replace = |text: &str| {
            known.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
        };
        let body = match &self.body {
            Value::Null => Value::Null,
            body => serde_json::from_str(&replace(&body.to_string())).unwrap_or_default(),
        };
        Self { path: replace(&self.path), body, ..self }
    }

    fn method(&self) -> Method {
        self.method.parse().unwrap_or_default()
    }

    fn url(&self) -> String {
        format!("/api/atlas/v2{}", self.path)
    }

    fn version(&self) -> Version {
        format!("application/vnd.atlas.{}", self.version).parse().unwrap_or_else(|_| Version::preview())
    }

    fn request_body(&self) -> Bytes {
        if self.body.is_null() { Bytes::new() } else { self.body.to_string().into() }
    }
}

/// A call with a response in JSON, or with an empty one.
pub struct Json(pub Call);

impl Operation for Json {
    type Response = Value;

    fn method(&self) -> Method {
        self.0.method()
    }

    fn url(&self) -> String {
        self.0.url()
    }

    fn version(&self) -> Version {
        self.0.version()
    }

    fn request_body(&self) -> Bytes {
        self.0.request_body()
    }

    fn parse_response(bytes: Bytes) -> Result<Value, OperationError> {
        if bytes.is_empty() { Ok(Value::Null) } else { Ok(serde_json::from_slice(&bytes)?) }
    }
}

/// A call with a compressed file as the response.
pub struct Download(pub Call);

impl Operation for Download {
    type Response = Bytes;

    fn method(&self) -> Method {
        self.0.method()
    }

    fn url(&self) -> String {
        self.0.url()
    }

    fn version(&self) -> Version {
        self.0.version()
    }

    fn response_type(&self) -> ResponseType {
        ResponseType::Gzip
    }

    fn parse_response(bytes: Bytes) -> Result<Bytes, OperationError> {
        Ok(bytes)
    }
}
