//! A request as the service sees it, free of the HTTP server that received it.

use std::net::IpAddr;

use bytes::Bytes;
use http::header::{ACCEPT, AsHeaderName, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, Method};

use crate::error::ApiError;

/// One request, read to its end.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// Path and query as sent, which is what a digest is computed over.
    pub(crate) target: String,
    /// The path as sent, still percent-encoded.
    pub(crate) path: String,
    /// The query's pairs, decoded, in the order sent.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Where it came from, if it came over the wire.
    pub(crate) peer: Option<IpAddr>,
}

impl Request {
    pub(crate) fn new(parts: Parts, body: Bytes) -> Self {
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned();
        let query = parts.uri.query().unwrap_or_default();
        Self {
            method: parts.method,
            target,
            path: parts.uri.path().to_owned(),
            query: url::form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            headers: parts.headers,
            body,
            peer: None,
        }
    }

    /// A request that does not come over the wire; `None` if the target or a header is none.
    pub(crate) fn inner(method: Method, target: &str, accept: &str, content_type: &str, body: Bytes) -> Option<Self> {
        let mut request = http::Request::builder().method(method).uri(target);
        for (name, value) in [(ACCEPT, accept), (CONTENT_TYPE, content_type)] {
            if !value.is_empty() {
                request = request.header(name, value);
            }
        }
        let (parts, ()) = request.body(()).ok()?.into_parts();
        Some(Self::new(parts, body))
    }

    /// A request that nobody sent, for what is done without one.
    pub(crate) fn get(path: &str) -> Self {
        Self {
            method: Method::GET,
            target: path.to_owned(),
            path: path.to_owned(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            peer: None,
        }
    }

    /// The first value of a header, if it is there and is text.
    pub(crate) fn header(&self, name: impl AsHeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The first value of a query parameter.
    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A `true` or `false` of the query.
    pub(crate) fn query_flag(&self, name: &'static str, default: bool) -> Result<bool, ApiError> {
        match self.query_value(name) {
            None => Ok(default),
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(_) => Err(ApiError::invalid_query_parameter(name)),
        }
    }
}
