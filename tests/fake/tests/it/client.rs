//! A plain HTTP client with digest authentication that reuses its nonce.

use std::sync::Mutex;

use atlas_fake::FakeAtlas;
use digest_auth::{AuthContext, WwwAuthenticateHeader};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

pub(crate) const VERSION: &str = "application/vnd.atlas.2023-01-01+json";

pub(crate) struct Client {
    pub(crate) atlas: FakeAtlas,
    pub(crate) http: reqwest::Client,
    challenge: Mutex<Option<WwwAuthenticateHeader>>,
}

/// Returns a `reqwest` client. Built together with `atlas-api`, `reqwest` has TLS without a default crypto provider; it
/// requires one even for plain HTTP.
pub(crate) fn http() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}

impl Client {
    pub(crate) async fn start() -> Self {
        Self::of(FakeAtlas::start().await.unwrap())
    }

    pub(crate) fn of(atlas: FakeAtlas) -> Self {
        Self { atlas, http: http(), challenge: Mutex::default() }
    }

    /// Returns the URL of the project's database users.
    pub(crate) fn users(&self) -> String {
        format!("{}/api/atlas/v2/groups/{}/databaseUsers", self.atlas.base_url(), self.atlas.project_id())
    }

    /// Returns the URL of a database user; `name` is the database and the percent-encoded user name.
    pub(crate) fn user(&self, name: &str) -> String {
        format!("{}/{name}", self.users())
    }

    pub(crate) fn request(&self, method: Method, url: &str) -> RequestBuilder {
        self.http.request(method, url).header(ACCEPT, VERSION)
    }

    /// Returns the `Authorization` header of a request, with the cached challenge and the next nonce count.
    pub(crate) async fn authorization(&self, method: &Method, url: &str) -> String {
        if self.challenge.lock().unwrap().is_none() {
            let response = self.http.get(self.users()).send().await.unwrap();
            self.take_challenge(&response);
        }
        let target = url.strip_prefix(self.atlas.base_url()).unwrap();
        let (public, private) = (self.atlas.public_key(), self.atlas.private_key());
        let method = method.as_str().into();
        let context = AuthContext::new_with_method(public, private, target, None::<&[u8]>, method);
        self.challenge.lock().unwrap().as_mut().unwrap().respond(&context).unwrap().to_string()
    }

    pub(crate) fn take_challenge(&self, response: &Response) {
        let header = response.headers()[WWW_AUTHENTICATE].to_str().unwrap();
        *self.challenge.lock().unwrap() = Some(header.parse().unwrap());
    }

    /// Signs a request and sends it.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Response {
        let mut request = request.build().unwrap();
        let authorization = self.authorization(request.method(), request.url().as_str()).await;
        request.headers_mut().insert(AUTHORIZATION, authorization.parse().unwrap());
        self.http.execute(request).await.unwrap()
    }

    pub(crate) async fn get(&self, url: &str) -> (StatusCode, Value) {
        read(self.send(self.request(Method::GET, url)).await).await
    }

    pub(crate) async fn delete(&self, url: &str) -> (StatusCode, Value) {
        read(self.send(self.request(Method::DELETE, url)).await).await
    }

    pub(crate) async fn post(&self, body: &Value) -> (StatusCode, Value) {
        self.write(Method::POST, &self.users(), body.to_string()).await
    }

    pub(crate) async fn patch(&self, url: &str, body: &Value) -> (StatusCode, Value) {
        self.write(Method::PATCH, url, body.to_string()).await
    }

    pub(crate) async fn write(&self, method: Method, url: &str, body: String) -> (StatusCode, Value) {
        read(self.send(self.request(method, url).header(CONTENT_TYPE, VERSION).body(body)).await).await
    }
}

/// Returns the status and the body of a response, `null` if the body is empty.
pub(crate) async fn read(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    let body = response.bytes().await.unwrap();
    let body = if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).unwrap() };
    (status, body)
}

/// Returns a valid body that creates a database user.
pub(crate) fn app() -> Value {
    json!({
        "databaseName": "admin",
        "password": "correct horse",
        "roles": [{ "databaseName": "sales", "roleName": "readWrite" }],
        "username": "app",
    })
}

/// Returns `base` with the properties of `changes` set.
pub(crate) fn with(mut base: Value, changes: Value) -> Value {
    let Value::Object(changes) = changes else { panic!("{changes}: not an object") };
    base.as_object_mut().unwrap().extend(changes);
    base
}
