//! HTTP requests.

use std::{fmt, time::Duration};

use bytes::Bytes;
use http::{
    HeaderMap, Method,
    header::{CONTENT_TYPE, HeaderValue},
};
use url::Url;

use super::{BuildError, Built};

/// The maximum length of a URL: 16 KiB. Common servers and proxies accept 8 to 16 KiB.
const MAX_URL: usize = 16 << 10;

/// An HTTP request, with its body in memory.
#[derive(Clone)]
pub struct Request {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Option<Bytes>,
    timeout: Option<Duration>,
}

impl Request {
    /// Returns a request without headers and body.
    #[must_use]
    pub fn new(method: Method, url: Url) -> Self {
        Self { method, url, headers: HeaderMap::new(), body: None, timeout: None }
    }

    /// Builds a request of an operation. A body is JSON, and `null` is not sent.
    pub(super) fn build(method: Method, url: &str, query: &[(&str, &str)], body: Option<Vec<u8>>) -> Built {
        check_length(url)?;
        let mut url = Url::parse(url).map_err(|error| BuildError(format!("URL \"{url}\": {error}")))?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        check_length(url.as_str())?;
        let mut request = Self::new(method, url);
        if let Some(body) = body.filter(|body| body != b"null") {
            request.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            request.body = Some(body.into());
        }
        Ok(request)
    }

    /// Returns the method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Returns the URL.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the headers for changes.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// Returns the body. It can contain secrets.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.body.as_ref()
    }

    /// Returns the same request with this body. The caller sets its `Content-Type`.
    #[must_use]
    pub fn with_body(self, body: Bytes) -> Self {
        Self { body: Some(body), ..self }
    }

    /// Returns the limit on the time from sending the request to the last byte of the response.
    #[must_use]
    pub fn timeout(&self) -> Option<Duration> {
        self.timeout
    }

    /// Sets the [limit](Self::timeout) on the time, or removes it.
    pub fn set_timeout(&mut self, limit: Option<Duration>) {
        self.timeout = limit;
    }

    /// Returns the method, the URL, the headers and the body, without the [timeout](Self::timeout).
    #[must_use]
    pub fn into_parts(self) -> (Method, Url, HeaderMap, Option<Bytes>) {
        (self.method, self.url, self.headers, self.body)
    }
}

/// Shows neither the values of headers nor the body, which can contain secrets.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.url.path())
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// Rejects a URL that is too long. Servers close the connection in the middle of a longer request, and the error would not
/// show the reason.
fn check_length(url: &str) -> Result<(), BuildError> {
    match url.len() {
        ..=MAX_URL => Ok(()),
        length => Err(BuildError(format!(
            "the URL has {length} bytes, but at most {MAX_URL} are sent; shorten the names or the query in it"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(url: &str, query: &[(&str, &str)]) -> Result<usize, BuildError> {
        Request::build(Method::GET, url, query, None).map(|request| request.url().as_str().len())
    }

    #[test]
    fn a_url_at_the_limit_is_built_and_a_longer_one_is_rejected() {
        let base = "https://example.com/";
        let url = |length: usize| format!("{base}{}", "n".repeat(length - base.len()));
        let too_long = |length: usize| {
            let rule = "bytes, but at most 16384 are sent; shorten the names or the query in it";
            BuildError(format!("the URL has {length} {rule}"))
        };
        for (length, expected) in [(100, Ok(100)), (16_384, Ok(16_384)), (16_385, Err(too_long(16_385)))] {
            assert_eq!(build(&url(length), &[]), expected, "{length}");
        }
        let value = "é".repeat(3_000);
        assert_eq!(build(base, &[("a", &value)]), Err(too_long(base.len() + "?a=".len() + 18_000)));
    }

    #[test]
    fn debug_shows_no_value_of_a_header_and_no_body() {
        let body = br#"{"password":"hunter22"}"#.to_vec();
        let mut request = Request::build(Method::PUT, "https://example.com/a?key=hunter22", &[], Some(body)).unwrap();
        request.headers_mut().insert("authorization", HeaderValue::from_static("Bearer hunter22"));
        let expected =
            "Request { method: PUT, path: \"/a\", headers: [\"content-type\", \"authorization\"], timeout: None, .. }";
        assert_eq!(format!("{request:?}"), expected);
    }
}
