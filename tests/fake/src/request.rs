//! A request, independent of the HTTP server.

use std::net::IpAddr;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, AsHeaderName, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::query::Query;

/// A request with its complete body.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// The path and query as sent. The digest of a request is computed over them.
    pub(crate) target: String,
    /// The path as sent, percent-encoded.
    pub(crate) path: String,
    pub(crate) query: Query,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The address of the client, or `None` for an internal request.
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
            query: Query::parse(query),
            headers: copied(&parts.headers),
            body,
            peer: None,
        }
    }

    /// Creates an internal request. Returns `None` if the target or a header is invalid.
    pub(crate) fn internal(
        method: Method,
        target: &str,
        accept: &str,
        content_type: &str,
        body: Bytes,
    ) -> Option<Self> {
        let mut request = http::Request::builder().method(method).uri(target);
        for (name, value) in [(ACCEPT, accept), (CONTENT_TYPE, content_type)] {
            if !value.is_empty() {
                request = request.header(name, value);
            }
        }
        let (parts, ()) = request.body(()).ok()?.into_parts();
        Some(Self::new(parts, body))
    }

    /// Creates an internal `GET` request without headers.
    pub(crate) fn get(path: &str) -> Self {
        Self {
            method: Method::GET,
            target: path.to_owned(),
            path: path.to_owned(),
            query: Query::default(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            peer: None,
        }
    }

    /// Returns the first value of a header, if it is present and is text.
    pub(crate) fn header(&self, name: impl AsHeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns the `Authorization` header, or `None` if it is absent or ambiguous because it occurs more than once.
    pub(crate) fn credentials(&self) -> Option<&str> {
        let mut values = self.headers.get_all(AUTHORIZATION).iter();
        let only = values.next().filter(|_| values.next().is_none())?;
        only.to_str().ok()
    }
}

/// Copies headers to their own memory. The received headers share the read buffer of the connection, so the journal
/// would keep the whole buffer.
fn copied(headers: &HeaderMap) -> HeaderMap {
    let mut copy = HeaderMap::with_capacity(headers.len());
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_str().as_bytes());
        let value = HeaderValue::from_bytes(value.as_bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            copy.append(name, value);
        }
    }
    copy
}
