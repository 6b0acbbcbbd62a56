//! A client for any operation, at its newest version.

use atlas_fake::{FakeAtlas, FakeAtlasBuilder};
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::client::{Client, read};

/// A version later than all others, so that the fake selects the newest.
const NEWEST: &str = "application/vnd.atlas.2099-01-01+json";

/// A client whose paths are relative to the project (`clusters`), or to the API if they begin with a slash.
pub(crate) struct Api(Client);

impl Api {
    pub(crate) async fn start() -> Self {
        Self::of(FakeAtlas::builder()).await
    }

    pub(crate) async fn of(builder: FakeAtlasBuilder) -> Self {
        Self(Client::of(builder.start().await.unwrap()))
    }

    pub(crate) fn atlas(&self) -> &FakeAtlas {
        &self.0.atlas
    }

    /// Returns a path in the initial organization.
    pub(crate) fn org(&self, path: &str) -> String {
        format!("/orgs/{}/{path}", self.atlas().organization_id())
    }

    pub(crate) async fn send(&self, method: Method, path: &str, accept: &str, body: Option<Value>) -> Response {
        self.request(method, path, accept, NEWEST, body).await
    }

    /// Sends a request whose body and response have the same version.
    pub(crate) async fn send_as(&self, method: Method, path: &str, version: &str, body: Option<Value>) -> Response {
        self.request(method, path, version, version, body).await
    }

    async fn request(
        &self,
        method: Method,
        path: &str,
        accept: &str,
        content_type: &str,
        body: Option<Value>,
    ) -> Response {
        let base = format!("{}/api/atlas/v2", self.atlas().base_url());
        let url = match path.strip_prefix('/') {
            Some(path) => format!("{base}/{path}"),
            None => format!("{base}/groups/{}/{path}", self.atlas().project_id()),
        };
        let mut request = self.0.http.request(method, url).header(ACCEPT, accept);
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, content_type).body(body.to_string());
        }
        self.0.send(request).await
    }

    /// Sends a request and returns the status and the body of the response.
    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
        let (status, body) = read(self.send(method, path, NEWEST, body).await).await;
        (status.as_u16(), body)
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        self.call(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.call(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> (u16, Value) {
        self.call(Method::PATCH, path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> (u16, Value) {
        self.call(Method::DELETE, path, None).await
    }
}

/// Returns the status, the error code and the parameters of an error.
pub(crate) fn refusal((status, body): (u16, Value)) -> (u16, String, Value) {
    (status, body["errorCode"].as_str().unwrap_or_default().to_owned(), body["parameters"].clone())
}

/// Returns the expected value of [`refusal`] for a status, a code and parameters.
pub(crate) fn refused(status: u16, code: &str, parameters: &[&str]) -> (u16, String, Value) {
    (status, code.to_owned(), json!(parameters))
}

/// Returns one property of each result in a page.
pub(crate) fn column(page: &Value, property: &str) -> Vec<Value> {
    page["results"].as_array().unwrap().iter().map(|resource| resource[property].clone()).collect()
}
