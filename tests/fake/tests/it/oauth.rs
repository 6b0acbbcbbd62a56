//! The OAuth token endpoints, and requests with an access token.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use atlas_fake::{FakeAtlas, Fault};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::client::{Client, VERSION, read};

const GRANT: [(&str, &str); 1] = [("grant_type", "client_credentials")];

impl Client {
    /// Returns a form request to one of the endpoints, without credentials.
    fn form(&self, endpoint: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let url = format!("{}/api/oauth/{endpoint}", self.atlas.base_url());
        self.http.post(url).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form)
    }

    fn with_basic(&self, request: RequestBuilder) -> RequestBuilder {
        request.basic_auth(self.atlas.client_id(), Some(self.atlas.client_secret()))
    }

    fn token_request(&self) -> RequestBuilder {
        self.with_basic(self.form("token", &GRANT))
    }

    async fn token(&self) -> String {
        let (_, body) = send(self.token_request()).await;
        body["access_token"].as_str().unwrap().to_owned()
    }

    async fn with_token(&self, token: &str) -> Response {
        let request = self.http.get(self.users()).header(ACCEPT, VERSION);
        request.header(AUTHORIZATION, format!("Bearer {token}")).send().await.unwrap()
    }
}

async fn send(request: RequestBuilder) -> (u16, Value) {
    let (status, body) = read(request.send().await.unwrap()).await;
    (status.as_u16(), body)
}

/// Sends a request and returns the status and the error of the refusal.
async fn refusal(request: RequestBuilder) -> (u16, String) {
    let (status, body) = send(request).await;
    (status, body["error"].as_str().unwrap_or_default().to_owned())
}

fn refused(status: u16, error: &str) -> (u16, String) {
    (status, error.to_owned())
}

#[tokio::test]
async fn an_access_token_is_issued_and_authenticates() {
    let client = Client::start().await;
    let response = client.token_request().send().await.unwrap();
    for (name, value) in [("cache-control", "no-store"), ("pragma", "no-cache"), ("content-type", "application/json")] {
        assert_eq!(response.headers()[name], value);
    }
    let (status, body) = read(response).await;
    let token = body["access_token"].as_str().unwrap().to_owned();
    let expected = json!({ "access_token": token, "expires_in": 3600, "token_type": "Bearer" });
    assert_eq!((status.as_u16(), body), (200, expected));
    assert_eq!(client.with_token(&token).await.status(), 200);
    let lower_case =
        client.http.get(client.users()).header(ACCEPT, VERSION).header(AUTHORIZATION, format!("bearer {token}"));
    assert_eq!(lower_case.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn the_client_authenticates_with_basic_or_in_the_form_but_not_with_both() {
    let client = Client::start().await;
    let (id, secret) = (client.atlas.client_id(), client.atlas.client_secret());
    let in_form = [GRANT[0], ("client_id", id), ("client_secret", secret)];
    assert_eq!(send(client.form("token", &in_form)).await.0, 200);
    assert_eq!(send(client.with_basic(client.form("token", &[GRANT[0], ("client_id", id)]))).await.0, 200);

    let both = client.with_basic(client.form("token", &in_form));
    assert_eq!(refusal(both).await, refused(400, "invalid_request"));
    let two = client.with_basic(client.form("token", &[GRANT[0], ("client_id", "another")]));
    assert_eq!(refusal(two).await, refused(400, "invalid_request"));
    let twice = client.token_request().header(AUTHORIZATION, "Basic YTpi");
    assert_eq!(refusal(twice).await, refused(401, "invalid_client"));
}

#[tokio::test]
async fn basic_credentials_may_be_form_encoded() {
    let builder = FakeAtlas::builder().service_account("mdb_sa_id_1", "a+b %:ü");
    let client = Client::of(builder.start().await.unwrap());
    let encoded = client.form("token", &GRANT).basic_auth("mdb_sa_id_1", Some("a%2Bb+%25%3A%C3%BC"));
    assert_eq!(send(encoded).await.0, 200);
}

#[tokio::test]
async fn an_unknown_client_is_challenged() {
    let client = Client::start().await;
    let id = client.atlas.client_id();
    let wrong = [
        client.form("token", &GRANT),
        client.form("token", &GRANT).basic_auth(id, Some("wrong")),
        client.form("token", &GRANT).basic_auth("wrong", Some(client.atlas.client_secret())),
        client.form("token", &GRANT).bearer_auth("x"),
        client.form("token", &[GRANT[0], ("client_id", id)]),
        client.form("token", &[GRANT[0], ("client_id", id), ("client_secret", "wrong")]),
        client.form("revoke", &[("token", "x")]),
        client.form("revoke", &[("token", "x")]).basic_auth(id, Some("wrong")),
    ];
    for request in wrong {
        let response = request.send().await.unwrap();
        assert_eq!(response.headers()[WWW_AUTHENTICATE], "Basic realm=\"MMS Public API\"");
        let (status, body) = read(response).await;
        assert_eq!((status.as_u16(), &body["error"]), (401, &json!("invalid_client")));
        assert!(body["error_description"].is_string(), "{body}");
    }
}

#[tokio::test]
async fn an_invalid_token_request_is_refused_with_an_oauth_error() {
    let client = Client::start().await;
    let request = |fields: &[(&str, &str)]| client.with_basic(client.form("token", fields));
    assert_eq!(refusal(request(&[])).await, refused(400, "invalid_request"));
    assert_eq!(refusal(request(&[("grant_type", "password")])).await, refused(400, "unsupported_grant_type"));
    assert_eq!(refusal(request(&[("grant_type", "")])).await, refused(400, "unsupported_grant_type"));
    assert_eq!(refusal(request(&[GRANT[0], GRANT[0]])).await, refused(400, "invalid_request"));
    let url = format!("{}/api/oauth/token", client.atlas.base_url());
    let as_json = client.http.post(&url).header(CONTENT_TYPE, "application/json");
    let as_json = client.with_basic(as_json.body("{\"grant_type\":\"client_credentials\"}"));
    assert_eq!(refusal(as_json).await, refused(400, "invalid_request"));
    let untyped = client.with_basic(client.http.post(&url).body("grant_type=client_credentials"));
    assert_eq!(refusal(untyped).await, refused(400, "invalid_request"));
    assert_eq!(refusal(client.with_basic(client.form("revoke", &[]))).await, refused(400, "invalid_request"));
}

#[tokio::test]
async fn the_endpoints_allow_post_only() {
    let client = Client::start().await;
    for (method, endpoint) in [(Method::GET, "token"), (Method::PUT, "token"), (Method::GET, "revoke")] {
        let url = format!("{}/api/oauth/{endpoint}", client.atlas.base_url());
        let response = client.with_basic(client.http.request(method.clone(), url)).send().await.unwrap();
        assert_eq!((response.status().as_u16(), &response.headers()["allow"]), (405, &"POST".parse().unwrap()));
        assert_eq!(read(response).await.1["error"], "invalid_request", "{method} {endpoint}");
    }
}

#[tokio::test]
async fn an_account_can_request_ten_tokens_per_minute_from_an_address() {
    let client = Client::start().await;
    for _ in 0..5 {
        client.token().await;
        assert_eq!(
            refusal(client.token_request().body("grant_type=password")).await,
            refused(400, "unsupported_grant_type")
        );
    }
    let limited = client.token_request().send().await.unwrap();
    let wait: u64 = limited.headers()[RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    let (status, body) = read(limited).await;
    assert_eq!((status.as_u16(), &body["error"], &body["errorCode"]), (429, &json!(429), &json!("RATE_LIMITED")));
    assert_eq!(body["detail"], "Resource /api/oauth/token is limited to 10 requests every 1 minutes.");

    // Other clients, other addresses and revocations are not limited.
    let another = client.form("token", &GRANT).basic_auth("another", Some("x"));
    assert_eq!(refusal(another).await, refused(401, "invalid_client"));
    let revoke = client.with_basic(client.form("revoke", &[("token", "x")]));
    assert_eq!(send(revoke).await.0, 200);
    if cfg!(target_os = "linux") {
        let elsewhere = reqwest::Client::builder().local_address(IpAddr::from(Ipv4Addr::new(127, 0, 0, 2)));
        let request = client.token_request().build().unwrap();
        assert_eq!(elsewhere.build().unwrap().execute(request).await.unwrap().status(), 200);
    }
    client.atlas.advance(Duration::from_secs(wait));
    client.token().await;
}

#[tokio::test]
async fn an_account_has_at_most_a_hundred_valid_tokens() {
    let client = Client::start().await;
    let first = client.token().await;
    for count in 1..100 {
        if count % 10 == 0 {
            client.atlas.advance(Duration::from_secs(60));
        }
        client.token().await;
    }
    client.atlas.advance(Duration::from_secs(60));
    assert_eq!(refusal(client.token_request()).await, refused(403, "access_denied"));
    assert_eq!(send(client.with_basic(client.form("revoke", &[("token", &first)]))).await.0, 200);
    client.token().await;
    assert_eq!(refusal(client.token_request()).await, refused(403, "access_denied"));
}

#[tokio::test]
async fn a_token_is_revoked_with_either_authentication_and_repeatedly() {
    let client = Client::start().await;
    let (id, secret) = (client.atlas.client_id(), client.atlas.client_secret());
    let tokens = [client.token().await, client.token().await];
    let revocations = [
        client.with_basic(client.form("revoke", &[("token", &tokens[0]), ("token_type_hint", "access_token")])),
        client.form("revoke", &[("token", &tokens[1]), ("client_id", id), ("client_secret", secret)]),
        client.with_basic(client.form("revoke", &[("token", &tokens[0])])),
        client.with_basic(client.form("revoke", &[("token", "never issued")])),
    ];
    for revocation in revocations {
        assert_eq!(send(revocation).await, (200, json!({})));
    }
    for token in tokens {
        assert_eq!(client.with_token(&token).await.status(), 401);
    }
}

#[tokio::test]
async fn an_invalid_token_returns_a_bearer_challenge() {
    let client = Client::start().await;
    let token = client.token().await;
    client.atlas.advance(Duration::from_secs(3599));
    assert_eq!(client.with_token(&token).await.status(), 200);
    client.atlas.advance(Duration::from_secs(1));
    let forced = client.token().await;
    client.atlas.expire_tokens();
    for token in [token.as_str(), forced.as_str(), "x", ""] {
        let response = client.with_token(token).await;
        assert_eq!(response.status(), 401, "{token}");
        let challenge = response.headers()[WWW_AUTHENTICATE].to_str().unwrap();
        // `Bearer` without a token is not a credential.
        let expected =
            if token.is_empty() { "Digest realm=" } else { "Bearer realm=\"MMS Public API\", error=\"invalid_token\"" };
        assert!(challenge.starts_with(expected), "{challenge}");
        assert_eq!(read(response).await.1["errorCode"], "UNEXPECTED_ERROR");
    }
}

#[tokio::test]
async fn a_fault_applies_to_the_endpoint_with_either_authentication() {
    let client = Client::start().await;
    client.atlas.fault(Fault::status(503).on("oauthToken").times(2));
    let (id, secret) = (client.atlas.client_id(), client.atlas.client_secret());
    let in_form = client.form("token", &[GRANT[0], ("client_id", id), ("client_secret", secret)]);
    assert_eq!(
        (send(in_form).await.0, send(client.token_request()).await.0, send(client.token_request()).await.0),
        (503, 503, 200)
    );
}
