//! Calls that no generated operation makes.

use reqwest::Method;
use serde_json::Value;

use super::{
    ApiVersion, Call, Client, Error, Format, Operation,
    parameter::{encode_path, segment},
    request::RequestBuilder,
};
use crate::model::Decode;

/// What a transport is told of a call that the document does not know. What the call is about, method and path, is in
/// its request only; an error that names this operation is to be completed by who made the call.
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
};

/// Puts values into the place of a path's parameters.
fn fill(template: &str, parameters: &[(&str, &str)]) -> Result<String, Error> {
    let mut path = template.to_owned();
    for (name, value) in parameters {
        let value = segment(name, *value).map_err(Error::InvalidRequest)?;
        path = path.replacen(&format!("{{{name}}}"), &encode_path(&value), 1);
    }
    match path.contains('{') {
        true => Err(Error::InvalidRequest(format!("`{template}` has parameters that were not given"))),
        false => Ok(path),
    }
}

impl Client {
    /// Calls what the generated operations do not know, at the version that is given.
    ///
    /// `path` follows the base address and is sent as it is: whoever calls this has checked and encoded it. The request
    /// goes the way of all others, and its answer is whatever JSON comes; a body of nothing is `null`.
    pub fn raw(
        &self,
        method: Method,
        path: &str,
        query: &[(String, String)],
        body: Option<&Value>,
        version: ApiVersion,
    ) -> Call<'static, Value> {
        let request = RequestBuilder::new(method, &format!("{}{path}", self.baseurl)).query(&query).json(&body).build();
        Call::owned(self.with_version(version), &RAW, request)
    }

    /// Calls `operation` with a body that is JSON already, for bodies that hold what the generated types do not know.
    ///
    /// `parameters` are the values of its path, by name, in its order; each becomes one segment.
    pub fn with_json<T: Decode>(
        &self,
        operation: &'static Operation,
        parameters: &[(&str, &str)],
        body: &Value,
    ) -> Call<'static, T> {
        let request = fill(operation.path, parameters).and_then(|path| {
            let method =
                Method::try_from(operation.method).map_err(|error| Error::InvalidRequest(error.to_string()))?;
            RequestBuilder::new(method, &format!("{}{path}", self.baseurl)).json(body).build()
        });
        Call::owned(self.clone(), operation, request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_is_one_segment_of_the_path() {
        let path = fill("/a/{x}/b/{y}:c", &[("x", "p/q{y}"), ("y", "r s")]).unwrap();
        assert_eq!(path, "/a/p%2Fq%7By%7D/b/r%20s:c");
        assert!(fill("/a/{x}/b/{y}", &[("x", "p")]).is_err());
        assert!(fill("/a/{x}", &[("x", "..")]).is_err());
    }
}
