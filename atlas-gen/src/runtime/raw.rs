//! Calls without a generated operation, or without its request type.

use reqwest::Method;
use serde_json::Value;

use super::{
    ApiVersion, BuildError, Call, Client, Format, Operation,
    parameter::{encode_path, segment},
    request::RequestBuilder,
};
use crate::model::Decode;

/// The metadata of a raw call, whose method and path are only in the request.
static RAW: Operation = Operation {
    name: "raw",
    id: "raw",
    method: "",
    path: "",
    tag: "",
    version: "",
    versions: &[],
    request: Some(Format::Json),
    response: Format::Json,
    roles: &[],
    docs: "",
    deprecated: false,
    effect: None,
};

/// Replaces the parameters in a path template with their values.
fn fill(template: &str, parameters: &[(&str, &str)]) -> Result<String, BuildError> {
    let mut path = template.to_owned();
    for (name, value) in parameters {
        let value = segment(name, *value).map_err(BuildError)?;
        path = path.replacen(&format!("{{{name}}}"), &encode_path(&value), 1);
    }
    // A value is encoded, so it contains no brace.
    match path.split_once('{') {
        Some((_, rest)) => {
            let name = rest.split('}').next().unwrap_or(rest);
            Err(BuildError(format!("missing required parameter `{name}`; add it to the parameters")))
        }
        None => Ok(path),
    }
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
        self.raw_as(method, path, query, body, version)
    }

    /// Builds a call like [`raw`](Self::raw), with a response of another type.
    pub fn raw_as<T: Decode>(
        &self,
        method: Method,
        path: &str,
        query: &[(String, String)],
        body: Option<&Value>,
        version: ApiVersion,
    ) -> Call<T> {
        let request = RequestBuilder::new(method, &format!("{}{path}", self.baseurl)).query(&query).json(&body).build();
        Call::json(self.clone(), &RAW, request).version(version)
    }

    /// Builds a call of `operation` with a JSON body, for bodies with properties that the generated types do not have.
    ///
    /// `parameters` are the names and values of the path parameters, in the order of the path. Each value becomes one
    /// segment.
    pub fn with_json<T: Decode>(
        &self,
        operation: &'static Operation,
        parameters: &[(&str, &str)],
        body: &Value,
    ) -> Call<T> {
        let request = fill(operation.path, parameters).and_then(|path| {
            let method = Method::try_from(operation.method).map_err(|error| BuildError(error.to_string()))?;
            RequestBuilder::new(method, &format!("{}{path}", self.baseurl)).json(body).build()
        });
        Call::json(self.clone(), operation, request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_is_one_segment_of_the_path() {
        let path = fill("/a/{x}/b/{y}:c", &[("x", "p/q{y}"), ("y", "r s")]).unwrap();
        assert_eq!(path, "/a/p%2Fq%7By%7D/b/r%20s:c");
        let missing = fill("/a/{x}/b/{y}", &[("x", "p")]).unwrap_err();
        assert_eq!(missing, BuildError("missing required parameter `y`; add it to the parameters".to_owned()));
        assert!(fill("/a/{x}", &[("x", "..")]).is_err());
    }
}
