//! Digest challenges that Atlas does not send today, and invalid ones.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use digest_auth::{Algorithm, AlgorithmType, AuthContext, AuthorizationHeader, Qop};
use serde_json::json;
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

use crate::support::{client_of, received};

/// Starts a server that returns the challenge that `challenge` makes of the number of the request, or a user.
async fn server(challenge: impl Fn(usize) -> Option<String> + Send + Sync + 'static) -> MockServer {
    let server = MockServer::start().await;
    let requests = AtomicUsize::new(0);
    let respond = move |_: &Request| match challenge(requests.fetch_add(1, Relaxed)) {
        Some(challenge) => ResponseTemplate::new(401).insert_header("www-authenticate", challenge),
        None => ResponseTemplate::new(200).set_body_json(json!({ "username": "reports" })),
    };
    Mock::given(any()).respond_with(respond).mount(&server).await;
    server
}

/// Returns the credentials of each request.
async fn credentials(server: &MockServer) -> Vec<Option<AuthorizationHeader>> {
    let parse = |request: &Request| {
        let header = request.headers.get("authorization")?.to_str().unwrap();
        Some(AuthorizationHeader::parse(header.strip_prefix("Digest ").unwrap()).unwrap())
    };
    received(server).await.iter().map(parse).collect()
}

/// Returns whether a request for the user `reports` is signed with the client's key.
fn is_valid(header: &AuthorizationHeader) -> bool {
    let path = "/api/atlas/v2/groups/5f1a2b3c4d5e6f7a8b9c0d1e/databaseUsers/admin/reports";
    let mut expected = header.clone();
    expected.digest(&AuthContext::new("abcdefgh", "private-key", path));
    expected.response == header.response && header.uri == path && header.username == "abcdefgh"
}

#[tokio::test]
async fn both_algorithms_are_supported() {
    for (name, algorithm) in [("MD5", AlgorithmType::MD5), ("SHA-256", AlgorithmType::SHA2_256)] {
        let challenge = format!(r#"Digest realm="r", nonce="n1", algorithm={name}, qop="auth-int,auth", opaque="o""#);
        let server = server(move |number| (number == 0).then(|| challenge.clone())).await;
        client_of(&server).database_users().get("reports").await.unwrap();

        let sent = credentials(&server).await;
        let [None, Some(header)] = &sent[..] else { panic!("{sent:?}") };
        assert!(is_valid(header));
        assert_eq!(header.algorithm, Algorithm::new(algorithm, false));
        assert_eq!((header.qop, header.opaque.as_deref(), header.nc), (Some(Qop::AUTH), Some("o"), 1));
    }
}

#[tokio::test]
async fn a_cached_nonce_that_is_rejected_without_stale_is_replaced_once() {
    let challenge = |number| {
        let nonce = if number == 0 { "n1" } else { "n2" };
        format!(r#"Digest realm="r", nonce="{nonce}", algorithm=MD5, qop="auth", stale=false"#)
    };
    let server = server(move |number| matches!(number, 0 | 2).then(|| challenge(number))).await;
    let users = client_of(&server).database_users();
    for _ in 0..3 {
        users.get("reports").await.unwrap();
    }

    let sent: Vec<_> = credentials(&server).await.into_iter().flatten().collect();
    assert!(sent.iter().all(is_valid));
    let nonces: Vec<_> = sent.iter().map(|header| (header.nonce.as_str(), header.nc)).collect();
    assert_eq!(nonces, [("n1", 1), ("n1", 2), ("n2", 1), ("n2", 2)]);
}

#[tokio::test]
async fn a_server_that_rejects_all_credentials_gets_two_requests_for_each_call() {
    let challenge = |number| format!(r#"Digest realm="r", nonce="n{number}", algorithm=MD5, qop="auth""#);
    let server = server(move |number| Some(challenge(number))).await;
    let users = client_of(&server).database_users();
    for _ in 0..2 {
        assert!(users.get("reports").await.unwrap_err().is_unauthorized());
    }
    assert_eq!(credentials(&server).await.len(), 4);
}

#[tokio::test]
async fn an_unsupported_challenge_is_an_error_after_one_request_that_names_it() {
    let check_credentials = "check the credentials; a new or changed API key takes a moment to work";
    let supported = "the client supports access tokens, and Digest with MD5 or SHA-256 and the protection \"auth\", so check \
                     the base URL and proxies";
    for (challenge, offered) in [
        (r#"Basic realm="r""#, Some("Basic")),
        ("Bearer", None),
        (r#"Basic realm="r", Bearer"#, None),
        (r#"Digest realm="r", nonce="n1", algorithm=TEA, qop="auth""#, Some(r#"Digest with the algorithm "TEA""#)),
        (
            r#"Negotiate, Digest realm="r", nonce="n1", algorithm=MD5, qop="auth-int""#,
            Some(r#"Negotiate, Digest with the protection "auth-int""#),
        ),
    ] {
        let server = server(move |_| Some(challenge.to_owned())).await;
        let error = client_of(&server).database_users().get("reports").await.unwrap_err();
        assert!(error.is_unauthorized(), "{challenge}: {error}");
        let advice = match offered {
            Some(offered) => format!("the server accepts only {offered}; {supported}"),
            None => check_credentials.to_owned(),
        };
        assert_eq!(error.to_string(), format!("getGroupDatabaseUser failed: 401 Unauthorized ({advice})"));
        assert_eq!(credentials(&server).await, [None]);
    }
}

#[tokio::test]
async fn several_challenges_in_one_header_are_understood() {
    let digest = r#"Digest realm="a, Basic b", nonce="n1", algorithm=SHA-256, qop="auth-int, auth""#;
    for challenge in [
        format!(r#"Basic realm="r", {digest}"#),
        format!(r#"{digest}, Basic realm="r""#),
        format!(r#"Negotiate, NTLM abc==, Digest realm="a, Basic b", nonce="n0", qop="auth-int", {digest}, Bearer"#),
    ] {
        let shown = challenge.clone();
        let server = server(move |number| (number == 0).then(|| challenge.clone())).await;
        client_of(&server).database_users().get("reports").await.unwrap();
        let sent = credentials(&server).await;
        let [None, Some(header)] = &sent[..] else { panic!("{shown}: {sent:?}") };
        assert!(is_valid(header), "{shown}");
        assert_eq!((header.nonce.as_str(), header.realm.as_str()), ("n1", "a, Basic b"));
    }
}
