//! One request and its answer.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use serde_json::Value;

use crate::request::Request;
use crate::response::Response;

/// One request as it came over the wire, challenges and refusals included.
///
/// Its `Debug` output leaves out the headers and the body, which hold credentials and passwords.
#[derive(Clone)]
pub struct RecordedRequest {
    request: Request,
    operation_id: Option<Arc<str>>,
    response: Response,
    fault: Option<String>,
    /// Whether the client was sent the answer, the whole of it.
    pub(super) was_sent: bool,
}

impl RecordedRequest {
    pub(crate) fn new(
        request: Request,
        operation_id: Option<Arc<str>>,
        response: Response,
        fault: Option<String>,
        was_sent: bool,
    ) -> Self {
        Self { request, operation_id, response, fault, was_sent }
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

    /// The status that was answered. Where a fault kept the answer back, it is the one that the client would have seen,
    /// or `503` if the request was not looked at at all.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.response.status
    }

    /// A header of the answer, if it has it; its name's case does not matter. Those that HTTP itself adds, such as
    /// `content-length`, are not here.
    #[must_use]
    pub fn response_header(&self, name: &str) -> Option<&str> {
        if name.eq_ignore_ascii_case("content-type") {
            return Some(self.response.content_type.as_str()).filter(|value| !value.is_empty());
        }
        let headers = &self.response.headers;
        headers.iter().find(|(key, _)| name.eq_ignore_ascii_case(key.as_str())).map(|(_, value)| value.as_str())
    }

    /// The bytes of the answer's body; empty if it has none.
    #[must_use]
    pub fn response_body(&self) -> &[u8] {
        &self.response.body
    }

    /// The answer's body as JSON; `None` if it is none.
    #[must_use]
    pub fn response_json(&self) -> Option<Value> {
        serde_json::from_slice(&self.response.body).ok()
    }

    /// The fault that hit, in the form in which [`Fault`](crate::Fault) is written, `status=503` for one; several are
    /// parted by commas.
    #[must_use]
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
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
            .field("status", &self.status())
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}
