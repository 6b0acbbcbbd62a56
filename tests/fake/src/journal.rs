//! What the fake was asked, and how it answered.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use serde_json::Value;

use crate::request::Request;

/// One request as it came over the wire, challenges and refusals included.
///
/// Its `Debug` output leaves out the headers and the body, which hold credentials and passwords.
#[derive(Clone)]
pub struct RecordedRequest {
    request: Request,
    operation_id: Option<String>,
    status: StatusCode,
}

impl RecordedRequest {
    pub(crate) fn new(request: Request, operation_id: Option<String>, status: StatusCode) -> Self {
        Self { request, operation_id, status }
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.request.method
    }

    /// The path as sent, still percent-encoded, without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.request.path
    }

    /// The pairs of the query, decoded, in the order sent.
    #[must_use]
    pub fn query(&self) -> &[(String, String)] {
        &self.request.query
    }

    /// The first value of a query parameter, if it was sent.
    #[must_use]
    pub fn query_value(&self, name: &str) -> Option<&str> {
        self.request.query_value(name)
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.request.headers
    }

    /// The first value of a header, if it was sent and is text; its name's case does not matter.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.header(name)
    }

    /// The body's bytes; empty if there was none, or if it was larger than the fake reads.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.request.body
    }

    /// The body as JSON; `None` if it is none.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.request.body).ok()
    }

    /// The `operationId` that the document gives to the method and path, whatever was answered. `None` if it has none,
    /// or if the body could not be read.
    #[must_use]
    pub fn operation_id(&self) -> Option<&str> {
        self.operation_id.as_deref()
    }

    /// The status that was answered.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedRequest")
            .field("method", self.method())
            .field("path", &self.path())
            .field("query", &self.query())
            .field("body_length", &self.body().len())
            .field("operation_id", &self.operation_id)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
