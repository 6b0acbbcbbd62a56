//! The endpoints for tokens, and requests that carry one.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use atlas_fake::{FakeAtlas, Fault};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::client::{Client, VERSION, read};

const GRANT: [(&str, &str); 1] = [("grant_type", "client_credentials")];

impl Client {
    /// A form for one of the endpoints, without anybody's credentials.
    fn form(&self, endpoint: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let url = format!("{}/api/oauth/{endpoint}", self.atlas.base_url());
        self.http.post(url).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form)
    }

    fn with_basic(&self, request: RequestBuilder) -> RequestBuilder {
        request.basic_auth(self.atlas.client_id(), Some(self.atlas.client_secret()))
    }

    fn ask(&self) -> RequestBuilder {
        self.with_basic(self.form("token", &GRANT))
    }

    async fn token(&self) -> String {
        let (_, body) = send(self.ask()).await;
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

/// The status and the error of a refusal.
async fn refusal(request: RequestBuilder) -> (u16, String) {
    let (status, body) = send(request).await;
    (status, body["error"].as_str().unwrap_or_default().to_owned())
}

fn is(status: u16, error: &str) -> (u16, String) {
    (status, error.to_owned())
}

#[tokio::test]
async fn a_token_is_given_out_and_lets_in() {
    let client = Client::start().await;
    let response = client.ask().send().await.unwrap();
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
async fn the_client_says_who_it_is_by_basic_or_in_the_form_and_not_in_both() {
    let client = Client::start().await;
    let (id, secret) = (client.atlas.client_id(), client.atlas.client_secret());
    let in_form = [GRANT[0], ("client_id", id), ("client_secret", secret)];
    assert_eq!(send(client.form("token", &in_form)).await.0, 200);
    assert_eq!(send(client.with_basic(client.form("token", &[GRANT[0], ("client_id", id)]))).await.0, 200);

    let both = client.with_basic(client.form("token", &in_form));
    assert_eq!(refusal(both).await, is(400, "invalid_request"));
    let two = client.with_basic(client.form("token", &[GRANT[0], ("client_id", "another")]));
    assert_eq!(refusal(two).await, is(400, "invalid_request"));
    let twice = client.ask().header(AUTHORIZATION, "Basic YTpi");
    assert_eq!(refusal(twice).await, is(401, "invalid_client"));
}

#[tokio::test]
async fn what_basic_holds_may_be_written_as_in_a_form() {
    let builder = FakeAtlas::builder().service_account("mdb_sa_id_1", "a+b %:ü");
    let client = Client::of(builder.start().await.unwrap());
    let encoded = client.form("token", &GRANT).basic_auth("mdb_sa_id_1", Some("a%2Bb+%25%3A%C3%BC"));
    assert_eq!(send(encoded).await.0, 200);
}

#[tokio::test]
async fn a_client_that_is_not_known_is_challenged() {
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
async fn a_request_that_asks_for_something_else_is_refused_with_oauth_s_errors() {
    let client = Client::start().await;
    let ask = |fields: &[(&str, &str)]| client.with_basic(client.form("token", fields));
    assert_eq!(refusal(ask(&[])).await, is(400, "invalid_request"));
    assert_eq!(refusal(ask(&[("grant_type", "password")])).await, is(400, "unsupported_grant_type"));
    assert_eq!(refusal(ask(&[("grant_type", "")])).await, is(400, "unsupported_grant_type"));
    assert_eq!(refusal(ask(&[GRANT[0], GRANT[0]])).await, is(400, "invalid_request"));
    let url = format!("{}/api/oauth/token", client.atlas.base_url());
    let as_json = client.http.post(&url).header(CONTENT_TYPE, "application/json");
    let as_json = client.with_basic(as_json.body("{\"grant_type\":\"client_credentials\"}"));
    assert_eq!(refusal(as_json).await, is(400, "invalid_request"));
    let untyped = client.with_basic(client.http.post(&url).body("grant_type=client_credentials"));
    assert_eq!(refusal(untyped).await, is(400, "invalid_request"));
    assert_eq!(refusal(client.with_basic(client.form("revoke", &[]))).await, is(400, "invalid_request"));
}

#[tokio::test]
async fn the_endpoints_are_for_post() {
    let client = Client::start().await;
    for (method, endpoint) in [(Method::GET, "token"), (Method::PUT, "token"), (Method::GET, "revoke")] {
        let url = format!("{}/api/oauth/{endpoint}", client.atlas.base_url());
        let response = client.with_basic(client.http.request(method.clone(), url)).send().await.unwrap();
        assert_eq!((response.status().as_u16(), &response.headers()["allow"]), (405, &"POST".parse().unwrap()));
        assert_eq!(read(response).await.1["error"], "invalid_request", "{method} {endpoint}");
    }
}

#[tokio::test]
async fn ten_requests_a_minute_are_taken_from_an_address_for_an_account() {
    let client = Client::start().await;
    for _ in 0..5 {
        client.token().await;
        assert_eq!(refusal(client.ask().body("grant_type=password")).await, is(400, "unsupported_grant_type"));
    }
    let limited = client.ask().send().await.unwrap();
    let wait: u64 = limited.headers()[RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    let (status, body) = read(limited).await;
    assert_eq!((status.as_u16(), &body["error"]), (429, &json!("rate_limited")));

    // Somebody else, here or elsewhere, is not held up; nor is ending a token.
    let another = client.form("token", &GRANT).basic_auth("another", Some("x"));
    assert_eq!(refusal(another).await, is(401, "invalid_client"));
    let revoke = client.with_basic(client.form("revoke", &[("token", "x")]));
    assert_eq!(send(revoke).await.0, 200);
    if cfg!(target_os = "linux") {
        let elsewhere = reqwest::Client::builder().local_address(IpAddr::from(Ipv4Addr::new(127, 0, 0, 2)));
        let request = client.ask().build().unwrap();
        assert_eq!(elsewhere.build().unwrap().execute(request).await.unwrap().status(), 200);
    }
    client.atlas.advance(Duration::from_secs(wait));
    client.token().await;
}

#[tokio::test]
async fn an_account_has_a_hundred_tokens_at_a_time() {
    let client = Client::start().await;
    let first = client.token().await;
    for drawn in 1..100 {
        if drawn % 10 == 0 {
            client.atlas.advance(Duration::from_secs(60));
        }
        client.token().await;
    }
    client.atlas.advance(Duration::from_secs(60));
    assert_eq!(refusal(client.ask()).await, is(403, "access_denied"));
    assert_eq!(send(client.with_basic(client.form("revoke", &[("token", &first)]))).await.0, 200);
    client.token().await;
    assert_eq!(refusal(client.ask()).await, is(403, "access_denied"));
}

#[tokio::test]
async fn a_token_can_be_ended_by_basic_and_by_the_form_and_again() {
    let client = Client::start().await;
    let (id, secret) = (client.atlas.client_id(), client.atlas.client_secret());
    let tokens = [client.token().await, client.token().await];
    let revocations = [
        client.with_basic(client.form("revoke", &[("token", &tokens[0]), ("token_type_hint", "access_token")])),
        client.form("revoke", &[("token", &tokens[1]), ("client_id", id), ("client_secret", secret)]),
        client.with_basic(client.form("revoke", &[("token", &tokens[0])])),
        client.with_basic(client.form("revoke", &[("token", "there never was such a token")])),
    ];
    for revocation in revocations {
        assert_eq!(send(revocation).await, (200, json!({})));
    }
    for token in tokens {
        assert_eq!(client.with_token(&token).await.status(), 401);
    }
}

#[tokio::test]
async fn a_token_that_is_not_good_is_answered_with_a_bearer_challenge() {
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
        // Without anything behind it, `Bearer` is no scheme's credentials.
        let expected =
            if token.is_empty() { "Digest realm=" } else { "Bearer realm=\"MMS Public API\", error=\"invalid_token\"" };
        assert!(challenge.starts_with(expected), "{challenge}");
        assert_eq!(read(response).await.1["errorCode"], "UNEXPECTED_ERROR");
    }
}

#[tokio::test]
async fn a_fault_hits_the_endpoint_whichever_way_the_client_says_who_it_is() {
    let client = Client::start().await;
    client.atlas.fault(Fault::status(503).on("oauthToken").times(2));
    let (id, secret) = (client.atlas.client_id(), client.atlas.client_secret());
    let in_form = client.form("token", &[GRANT[0], ("client_id", id), ("client_secret", secret)]);
    assert_eq!((send(in_form).await.0, send(client.ask()).await.0, send(client.ask()).await.0), (503, 503, 200));
}
