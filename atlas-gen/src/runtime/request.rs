//! Builders of HTTP requests.
//!
//! A [`reqwest::Client`] could build requests too, but it has a connection pool and TLS, which belong to the transport.

use reqwest::{
    Method, Request, Url,
    header::{CONTENT_TYPE, HeaderMap, HeaderValue},
};
use serde::Serialize;

use super::{BuildError, Built};

/// The maximum length of a URL: 16 KiB. Common servers and proxies accept 8 to 16 KiB.
const MAX_URL: usize = 16 << 10;

/// A factory for request builders, with the methods that progenitor's code calls on a client.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestFactory;

/// A request being built. [`build`](Self::build) returns the first error.
pub(crate) struct RequestBuilder(Built);

impl RequestFactory {
    pub(crate) fn get(self, url: String) -> RequestBuilder {
        RequestBuilder::new(Method::GET, &url)
    }

    pub(crate) fn post(self, url: String) -> RequestBuilder {
        RequestBuilder::new(Method::POST, &url)
    }

    pub(crate) fn put(self, url: String) -> RequestBuilder {
        RequestBuilder::new(Method::PUT, &url)
    }

    pub(crate) fn patch(self, url: String) -> RequestBuilder {
        RequestBuilder::new(Method::PATCH, &url)
    }

    pub(crate) fn delete(self, url: String) -> RequestBuilder {
        RequestBuilder::new(Method::DELETE, &url)
    }
}

impl RequestBuilder {
    pub(super) fn new(method: Method, url: &str) -> Self {
        Self(check_length(url).and_then(|()| match Url::parse(url) {
            Ok(url) => Ok(Request::new(method, url)),
            Err(error) => Err(BuildError(format!("URL \"{url}\": {error}"))),
        }))
    }

    fn and_then(self, change: impl FnOnce(&mut Request) -> Result<(), BuildError>) -> Self {
        Self(self.0.and_then(|mut request| change(&mut request).map(|()| request)))
    }

    /// Adds a parameter to the query; a list adds it once for each value.
    pub(crate) fn query<T: Serialize>(self, parameter: &T) -> Self {
        self.and_then(|request| {
            {
                let mut pairs = request.url_mut().query_pairs_mut();
                let serializer = serde_urlencoded::Serializer::new(&mut pairs);
                parameter.serialize(serializer).map_err(|error| BuildError(format!("query: {error}")))?;
            }
            if request.url().query() == Some("") {
                request.url_mut().set_query(None);
            }
            Ok(())
        })
    }

    pub(crate) fn headers(self, headers: HeaderMap) -> Self {
        self.and_then(|request| {
            request.headers_mut().extend(headers);
            Ok(())
        })
    }

    /// Sets the body. `null` is an optional body that was not set, and is omitted: no operation accepts `null`.
    pub(crate) fn json<T: Serialize>(self, body: &T) -> Self {
        self.and_then(|request| {
            let body = serde_json::to_vec(body).map_err(|error| BuildError(format!("parameter `body`: {error}")))?;
            if body != b"null" {
                request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                *request.body_mut() = Some(body.into());
            }
            Ok(())
        })
    }

    pub(crate) fn build(self) -> Built {
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
        let query = [("a", "é".repeat(3_000))];
        let built = RequestBuilder::new(Method::GET, base).query(&query).build();
        assert_eq!(built.map(drop), Err(too_long(base.len() + "?a=".len() + 18_000)));
    }
}
