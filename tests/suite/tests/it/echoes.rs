//! Servers and proxies that return the request in an error: its secrets are in no part of the error.

use std::fmt::Write as _;

use atlas_api::{
    Atlas, Error, Method, RetryPolicy,
    database_users::{DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs},
};
use serde_json::json;
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

use crate::support::PROJECT;

const PASSWORD: &str = "hunter22 \"&+";
const KEY: &str = "88888888-private-key";
const SECRET: &str = "mdb_sa_sk_hunter33";
const TOKEN: &str = "hunter44.access-token";

/// Returns the credentials and the body of a request.
fn echo(request: &Request) -> (String, String) {
    let header = |name| request.headers.get(name).map_or("", |value| value.to_str().unwrap());
    (header("authorization").to_owned(), String::from_utf8(request.body.clone()).unwrap())
}

/// Starts a server that returns each signed request in a response with this status, in all parts of it.
async fn echoing_server(status: u16, html: bool) -> MockServer {
    let respond = move |request: &Request| {
        let (authorization, body) = echo(request);
        if authorization.is_empty() {
            let challenge = r#"Digest realm="r", nonce="n1", algorithm=MD5, qop="auth""#;
            return ResponseTemplate::new(401).insert_header("www-authenticate", challenge);
        }
        let text = format!("bad request: authorization: {authorization}, body: {body}");
        let response = ResponseTemplate::new(status).insert_header("x-authorization", authorization.as_str());
        let response = response.insert_header("location", format!("https://example.com/?{authorization}").as_str());
        if html {
            return response.set_body_raw(format!("<html>{text}</html>"), "text/html");
        }
        response.set_body_json(json!({
            "errorCode": "INVALID_ATTRIBUTE", "reason": text, "detail": text, "parameters": [authorization, body],
            "error_description": text,
            "badRequestDetail": { "fields": [{ "field": "password", "description": text }] },
        }))
    };
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(respond).mount(&server).await;
    server
}

/// Returns all texts of an error and of its sources.
fn shown(error: &Error) -> String {
    let mut shown = format!("{error} {error:?} {error:#?} {:?} {:?}", error.api_error(), error.headers());
    write!(shown, " {}", String::from_utf8_lossy(error.body().unwrap_or_default())).unwrap();
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        write!(shown, " {error} {error:?}").unwrap();
        source = error.source();
    }
    shown
}

/// Makes writes with a secret, and a read. Returns their errors.
async fn errors(atlas: &Atlas) -> Vec<Error> {
    let users = atlas.database_users();
    let raw = atlas.request(Method::POST, "/api/atlas/v2/new").json(json!({ "brandNew": [PASSWORD] })).unwrap();
    vec![
        users.create(Specs::new("reports", PASSWORD)).await.unwrap_err(),
        users.update("reports", UpdateSpecs::new().password(PASSWORD)).await.unwrap_err(),
        users.get("reports").await.unwrap_err(),
        raw.await.unwrap_err(),
    ]
}

#[tokio::test]
async fn an_error_does_not_show_the_secrets_of_its_request() {
    for (status, html) in [(400, false), (401, false), (403, true), (302, false), (500, true), (500, false)] {
        let server = echoing_server(status, html).await;
        let builder = || Atlas::builder().project_id(PROJECT).base_url(server.uri()).retry(RetryPolicy::none());
        let key = builder().api_key("abcdefgh", KEY).build().unwrap();
        let token = builder().access_token(TOKEN).build().unwrap();
        for error in errors(&key).await.into_iter().chain(errors(&token).await) {
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            let shown = shown(&error);
            for secret in ["hunter", "response=", "Digest username", KEY] {
                assert!(!shown.contains(secret), "{status}, {secret}: {shown}");
            }
            assert!(shown.contains("[REDACTED]"), "{shown}");
            if !html {
                assert_eq!(error.code(), Some("INVALID_ATTRIBUTE"));
                assert!(
                    error.detail().unwrap().starts_with("bad request: authorization: [REDACTED], body: "),
                    "{error}"
                );
            }
        }
    }
}

#[tokio::test]
async fn an_error_of_the_token_endpoint_does_not_show_the_client_secret() {
    for html in [false, true] {
        let server = echoing_server(400, html).await;
        let builder = Atlas::builder().project_id(PROJECT).base_url(server.uri()).retry(RetryPolicy::none());
        let atlas = builder.service_account("mdb_sa_id_1", SECRET).build().unwrap();
        for error in errors(&atlas).await {
            let shown = shown(&error);
            assert!(error.is_credential(), "{shown}");
            // The end of the secret, encoded as base64 for HTTP Basic.
            for secret in ["hunter", "Basic", "aHVudGVyMzM", "h1bnRlcjMz", "odW50ZXIzM"] {
                assert!(!shown.contains(secret), "{secret}: {shown}");
            }
            assert!(shown.contains("[REDACTED]"), "{shown}");
        }
    }
}
