//! A recorded request with its response.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use serde_json::Value;

use crate::request::Request;
use crate::response::Response;

/// A recorded request with its response. Requests that got a challenge or an error are recorded too.
///
/// The `Debug` output omits the headers and the body, which may contain credentials and passwords.
#[derive(Clone)]
pub struct RecordedRequest {
    request: Request,
    operation_id: Option<Arc<str>>,
    response: Response,
    fault: Option<String>,
    /// Whether the complete response was sent to the client.
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

    /// Returns the method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.request.method
    }

    /// Returns the path as sent, percent-encoded and without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.request.path
    }

    /// Returns the query parameters, decoded and in the order sent.
    #[must_use]
    pub fn query(&self) -> &[(String, String)] {
        self.request.query.all()
    }

    /// Returns the first value of a query parameter, if it was sent.
    #[must_use]
    pub fn query_value(&self, name: &str) -> Option<&str> {
        self.query().iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Returns the query parameters without an effect on the response: those that the API document does not have, those
    /// that the fake validates but does not implement, and all but the first of a repeated one with a single value.
    ///
    /// A test whose request has one sees a response that can differ from that of Atlas. A refused request, or one with
    /// a fault, can have further ones.
    pub fn ignored_parameters(&self) -> impl Iterator<Item = &str> {
        self.request.query.unread()
    }

    /// Returns all headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.request.headers
    }

    /// Returns the first value of a header, if it was sent and is text. The name is case-insensitive.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.header(name)
    }

    /// Returns the body. It is empty if the request had no body, or one that is too large or incomplete.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.request.body
    }

    /// Returns the body as JSON, or `None` if it is not JSON.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.request.body).ok()
    }

    /// Returns the `operationId` of the method and path in the API document, for error responses too.
    ///
    /// Returns `None` if the document has no such operation, or if the body could not be read.
    #[must_use]
    pub fn operation_id(&self) -> Option<&str> {
        self.operation_id.as_deref()
    }

    /// Returns the status of the response.
    ///
    /// If a fault prevented the response, this is the status that the response would have had. It is `503` if the fault
    /// reset the connection before the request was handled.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.response.status
    }

    /// Returns a header of the response, if it is present. The name is case-insensitive.
    ///
    /// Headers that the HTTP server adds, such as `content-length`, are not recorded.
    #[must_use]
    pub fn response_header(&self, name: &str) -> Option<&str> {
        if name.eq_ignore_ascii_case("content-type") {
            return Some(self.response.content_type.as_str()).filter(|value| !value.is_empty());
        }
        let headers = &self.response.headers;
        headers.iter().find(|(key, _)| name.eq_ignore_ascii_case(key.as_str())).map(|(_, value)| value.as_str())
    }

    /// Returns the body of the response, empty if it has none.
    #[must_use]
    pub fn response_body(&self) -> &[u8] {
        &self.response.body
    }

    /// Returns the body of the response as JSON, or `None` if it is not JSON.
    #[must_use]
    pub fn response_json(&self) -> Option<Value> {
        serde_json::from_slice(&self.response.body).ok()
    }

    /// Returns the kind of the fault that applied, in the text form of a [`Fault`](crate::Fault), for example
    /// `status=503`. Several are separated by commas.
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
