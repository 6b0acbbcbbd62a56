//! Calls that no generated operation makes.

use reqwest::Method;
use serde_json::Value;

use super::{ApiVersion, Call, Client, Error, Format, Operation, request::RequestBuilder};
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
    /// `path` is the operation's with values in the place of its parameters, sent as it is: whoever calls this has
    /// checked and encoded it.
    pub fn with_json<T: Decode>(&self, operation: &'static Operation, path: &str, body: &Value) -> Call<'static, T> {
        let url = format!("{}{path}", self.baseurl);
        let request = match Method::try_from(operation.method) {
            Ok(method) => RequestBuilder::new(method, &url).json(body).build(),
            Err(error) => Err(Error::InvalidRequest(error.to_string())),
        };
        Call::owned(self.clone(), operation, request)
    }
}
