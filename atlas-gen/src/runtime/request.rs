//! Builds the requests of the operations.
//!
//! A [`reqwest::Client`] could build them too, but it is a whole connection pool with its TLS set up, and which one that
//! is to be is the transport's business.

use reqwest::{
    Method, Request, Url,
    header::{CONTENT_TYPE, HeaderMap, HeaderValue},
};
use serde::Serialize;

use super::Error;

/// Begins requests; its methods are those that progenitor expects of a client.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Requests;

/// A request in the making; the first thing that goes wrong is what [`build`](Self::build) fails with.
pub(crate) struct RequestBuilder(Result<Request, Error>);

impl Requests {
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
        Self(match Url::parse(url) {
            Ok(url) => Ok(Request::new(method, url)),
            Err(error) => Err(Error::InvalidRequest(format!("`{url}` is no address: {error}"))),
        })
    }

    fn and_then(self, change: impl FnOnce(&mut Request) -> Result<(), Error>) -> Self {
        Self(self.0.and_then(|mut request| change(&mut request).map(|()| request)))
    }

    /// Adds a parameter to the query, as often as it has values; none adds nothing.
    pub(crate) fn query<T: Serialize>(self, parameter: &T) -> Self {
        self.and_then(|request| {
            {
                let mut pairs = request.url_mut().query_pairs_mut();
                let serializer = serde_urlencoded::Serializer::new(&mut pairs);
                parameter.serialize(serializer).map_err(|error| Error::InvalidRequest(error.to_string()))?;
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

    /// Sets the body. An optional one that was not given is `null` here, which no operation takes for a body: it is left
    /// out.
    pub(crate) fn json<T: Serialize>(self, body: &T) -> Self {
        self.and_then(|request| {
            let body = serde_json::to_vec(body).map_err(|error| Error::InvalidRequest(error.to_string()))?;
            if body != b"null" {
                request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                *request.body_mut() = Some(body.into());
            }
            Ok(())
        })
    }

    pub(crate) fn build(self) -> Result<Request, Error> {
        self.0
    }
}
