//! Requests as they would be sent.

use std::fmt;

use atlas_gen::Call;
use bytes::Bytes;
use http::{HeaderMap, Method};

use crate::{Error, transport::Redacted};

/// A request as it would be sent: method, URL, headers and body. See [`Request::preview`](super::Request::preview).
///
/// Its `Debug` output hides the secrets in the body, the values of the query, and the headers other than media types.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// let preview = atlas.database_users().get("reports").preview()?;
/// assert_eq!(preview.method(), "GET");
/// assert!(preview.url().ends_with("/databaseUsers/admin/reports"));
/// assert_eq!(fake.request_count(), 0);
/// # });
/// ```
#[derive(Clone)]
pub struct Preview {
    method: Method,
    url: String,
    headers: HeaderMap,
    body: Option<Bytes>,
    fallback: Option<Box<Preview>>,
}

impl Preview {
    pub(crate) fn new<T, U>(call: &Call<T>, fallback: Option<&Call<U>>) -> Result<Self, Error> {
        let request = call.request().map_err(Error::from_call)?;
        let body = request.body().cloned();
        let fallback = fallback.map(|call| Self::new::<U, U>(call, None)).transpose()?.map(Box::new);
        let (method, url) = (request.method().clone(), request.url().to_string());
        Ok(Self { method, url, headers: request.headers().clone(), body, fallback })
    }

    /// Returns the HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Returns the URL with the query.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the headers, except for those that the transport adds: `Authorization`, `User-Agent`, `Accept-Encoding`
    /// and `Host`.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body. It can contain secrets.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// Returns the second request of a method that sends one if the first fails with a certain error.
    ///
    /// [`Clusters::get`](crate::clusters::Clusters::get) and [`delete`](crate::clusters::Clusters::delete) send it if the
    /// cluster is a flex cluster.
    #[must_use]
    pub fn fallback(&self) -> Option<&Self> {
        self.fallback.as_deref()
    }
}

impl fmt::Debug for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Preview");
        let (url, query) = self.url.split_once('?').unwrap_or((&self.url, ""));
        let names: Vec<&str> =
            query.split('&').filter_map(|pair| pair.split('=').next()).filter(|name| !name.is_empty()).collect();
        debug.field("method", &self.method).field("url", &url).field("query", &names);
        for name in [http::header::ACCEPT, http::header::CONTENT_TYPE] {
            if let Some(value) = self.headers.get(&name) {
                debug.field(name.as_str(), value);
            }
        }
        if let Some(body) = &self.body {
            debug.field("body", &format_args!("{}", Redacted(body)));
        }
        if let Some(fallback) = &self.fallback {
            debug.field("fallback", fallback);
        }
        debug.finish_non_exhaustive()
    }
}
