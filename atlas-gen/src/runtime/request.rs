//! Builders of HTTP requests.
//!
//! A [`reqwest::Client`] could build requests too, but it has a connection pool and TLS, which belong to the transport.

use reqwest::{
    Method, Request, Url,
    header::{CONTENT_TYPE, HeaderName, HeaderValue},
};

use super::{BuildError, Built};

/// The maximum length of a URL: 16 KiB. Common servers and proxies accept 8 to 16 KiB.
const MAX_URL: usize = 16 << 10;

/// A request being built. [`build`](Self::build) returns the first error.
pub(super) struct RequestBuilder(Built);

impl RequestBuilder {
    pub(super) fn new(method: Method, url: &str) -> Self {
        Self(check_length(url).and_then(|()| match Url::parse(url) {
            Ok(url) => Ok(Request::new(method, url)),
            Err(error) => Err(BuildError(format!("URL \"{url}\": {error}"))),
        }))
    }

    fn change(self, change: impl FnOnce(&mut Request)) -> Self {
        Self(self.0.map(|mut request| {
            change(&mut request);
            request
        }))
    }

    /// Adds pairs of name and value to the query.
    pub(super) fn query(self, pairs: &[(&str, &str)]) -> Self {
        self.change(|request| {
            if !pairs.is_empty() {
                request.url_mut().query_pairs_mut().extend_pairs(pairs);
            }
        })
    }

    pub(super) fn header(self, name: HeaderName, value: HeaderValue) -> Self {
        self.change(|request| _ = request.headers_mut().append(name, value))
    }

    /// Sets the body, as JSON. `null` is an optional body that was not set, and is omitted: no operation accepts `null`.
    pub(super) fn body(self, body: Option<Vec<u8>>) -> Self {
        self.change(|request| {
            if let Some(body) = body.filter(|body| body != b"null") {
                request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                *request.body_mut() = Some(body.into());
            }
        })
    }

    pub(super) fn build(self) -> Built {
        let request = self.0?;
        check_length(request.url().as_str())?;
        Ok(request)
    }
}

/// Rejects a URL that no server accepts. Servers close the connection in the middle of such a request, and the error would
/// not show the reason.
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

    #[test]
    fn a_url_at_the_limit_is_built_and_a_longer_one_is_rejected() {
        let base = "https://example.com/";
        let url = |length: usize| format!("{base}{}", "n".repeat(length - base.len()));
        let too_long = |length: usize| {
            let rule = "bytes, but at most 16384 are sent; shorten the names or the query in it";
            BuildError(format!("the URL has {length} {rule}"))
        };
        for (length, expected) in [(100, Ok(100)), (16_384, Ok(16_384)), (16_385, Err(too_long(16_385)))] {
            let built = RequestBuilder::new(Method::GET, &url(length)).build();
            assert_eq!(built.map(|request| request.url().as_str().len()), expected, "{length}");
        }
        let value = "é".repeat(3_000);
        let built = RequestBuilder::new(Method::GET, base).query(&[("a", &value)]).build();
        assert_eq!(built.map(drop), Err(too_long(base.len() + "?a=".len() + 18_000)));
    }
}
