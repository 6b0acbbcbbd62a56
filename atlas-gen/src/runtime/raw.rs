//! Calls without a generated operation, or without its request type.

use http::{
    HeaderMap, HeaderValue, Method,
    header::{ACCEPT, ACCEPT_ENCODING},
};
use serde_json::Value;

use super::{
    ApiVersion, BuildError, ByteStream, Call, CallContext, Client, Format, Operation, PageBody, PageParts, Request,
    parameter::{check_segment, fill},
};
use crate::model::JsonType;

/// The metadata of a raw call, whose method and path are only in the request.
static RAW: Operation = Operation { name: "raw", id: "raw", ..NONE };

/// The metadata of a download from another server.
static DOWNLOAD: Operation =
    Operation { name: "download", id: "download", request: None, response: Format::Gzip, ..NONE };

/// The metadata of a call that is not an operation.
const NONE: Operation = Operation {
    name: "",
    id: "",
    method: "",
    path: "",
    tag: "",
    version: "",
    versions: &[],
    parameters: &[],
    request: Some(Format::Json),
    requires_body: false,
    response: Format::Json,
    roles: &[],
    docs: "",
    deprecated: false,
    effect: None,
};

/// Returns `base` and a path template with the values of its parameters.
fn url(base: &str, template: &str, parameters: &[(&str, &str)]) -> Result<String, BuildError> {
    parameters.iter().try_for_each(|(name, value)| check_segment(name, value))?;
    let missing = |name| BuildError(format!("missing required parameter `{name}`; add it to the parameters"));
    fill(base, template, parameters).map_err(missing)
}

impl Client {
    /// Builds a call by method and path, for operations that are not generated.
    ///
    /// `path` is appended to the base URL unchanged, so the caller must check and encode it. The response can be any
    /// JSON. An empty body is `null`.
    pub fn raw(
        &self,
        method: Method,
        path: &str,
        query: &[(String, String)],
        body: Option<&Value>,
        version: ApiVersion,
    ) -> Call<Value> {
        let query: Vec<_> = query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let body = body.map(|body| body.to_string().into_bytes());
        let request = Request::build(method, &format!("{}{path}", self.baseurl), &query, body);
        // The path as it is sent: `path` can have segments such as `..` and a query.
        let sent = request.as_ref().ok().map(|request| (request.method().as_str(), request.url().path()));
        let context = CallContext::raw(&RAW, sent.and_then(|(method, path)| Operation::matching(method, path)));
        Call::json(self.clone(), context, request).version(version)
    }

    /// Builds a call that downloads a file from any URL, for example one that a response of the service contains.
    ///
    /// The transport of the client must not add credentials to it.
    pub fn download(&self, url: &str) -> Call<ByteStream> {
        let request = Request::build(Method::GET, url, &[], None);
        // With an encoding, the length would not be that of the file.
        let headers = [(ACCEPT, "*/*"), (ACCEPT_ENCODING, "identity")];
        let headers = HeaderMap::from_iter(headers.map(|(name, value)| (name, HeaderValue::from_static(value))));
        Call::stream(self.clone(), CallContext::new(&DOWNLOAD), request).headers(headers)
    }

    /// Builds a call of `operation` with a JSON body, for bodies with properties that the generated types do not have.
    ///
    /// `parameters` are the names and values of the path parameters, in the order of the path. Each value becomes one
    /// segment.
    pub fn with_json<T: JsonType>(
        &self,
        operation: &'static Operation,
        parameters: &[(&str, &str)],
        body: &Value,
    ) -> Call<T> {
        let request = url(&self.baseurl, operation.path, parameters).and_then(|url| {
            let method = Method::try_from(operation.method).map_err(|error| BuildError(error.to_string()))?;
            Request::build(method, &url, &[], Some(body.to_string().into_bytes()))
        });
        Call::json(self.clone(), CallContext::new(operation), request)
    }
}

/// A page of a list with items of any type.
impl PageBody for Value {
    type Item = Self;

    fn into_parts(mut self) -> PageParts<Self> {
        let items = match self.get_mut("results").map(Self::take) {
            Some(Self::Array(items)) => Some(items),
            _ => None,
        };
        let links = self.get("links").and_then(Self::as_array);
        let has_next = links.map(|links| links.iter().any(|link| link["rel"] == "next"));
        PageParts::new(items, has_next, self["totalCount"].as_i64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::offline;

    #[test]
    fn the_target_of_a_raw_call_is_the_operation_that_its_url_matches() {
        let client = offline::client("http://127.0.0.1:1/proxy");
        for (method, path, expected) in [
            ("DELETE", "/api/atlas/v2/groups/a/clusters/b", Some("deleteGroupCluster")),
            ("delete", "/api/atlas/v2/groups/a/clusters/b?x=1", Some("deleteGroupCluster")),
            ("DELETE", "/api/atlas/v2/x/../groups/a//clusters/b/#c", Some("deleteGroupCluster")),
            ("DELETE", "/api/atlas/v2/groups/a/%63lusters/b", Some("deleteGroupCluster")),
            ("DELETE", "/api/atlas/v2/brandNew", None),
        ] {
            let method = Method::try_from(method).unwrap();
            let mut call = client.raw(method, path, &[], None, ApiVersion::known("2024-08-05"));
            assert_eq!(call.context_mut().target().map(|target| target.id), expected, "{path}");
        }
    }

    #[test]
    fn each_value_is_one_segment_of_the_path() {
        let path = url("", "/a/{x}/b/{y}:c", &[("x", "p/q{y}"), ("y", "r s")]).unwrap();
        assert_eq!(path, "/a/p%2Fq%7By%7D/b/r%20s:c");
        let missing = url("", "/a/{x}/b/{y}", &[("x", "p")]).unwrap_err();
        assert_eq!(missing, BuildError("missing required parameter `y`; add it to the parameters".to_owned()));
        assert!(url("", "/a/{x}", &[("x", "..")]).is_err());
    }
}
