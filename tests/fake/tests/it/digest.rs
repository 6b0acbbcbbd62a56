//! Digest authentication: challenges, credentials and nonces.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use atlas_fake::FakeAtlas;
use digest_auth::{Algorithm, AlgorithmType, AuthContext, AuthorizationHeader, HttpMethod, Qop};
use reqwest::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use reqwest::{Method, Response, StatusCode};
use serde_json::json;

use crate::client::{Client, read};

fn challenge(response: &Response) -> &str {
    response.headers()[WWW_AUTHENTICATE].to_str().unwrap()
}

/// Returns a challenge without its nonce.
#[track_caller]
fn without_nonce(challenge: &str) -> String {
    let (before, rest) = challenge.split_once("nonce=\"").unwrap();
    let (nonce, after) = rest.split_once('"').unwrap();
    assert_eq!(nonce.len(), 32, "{challenge}");
    format!("{before}nonce=\"\"{after}")
}

fn expected(stale: bool) -> String {
    format!("Digest realm=\"MMS Public API\", domain=\"\", nonce=\"\", algorithm=MD5, qop=\"auth\", stale={stale}")
}

async fn send_with(client: &Client, authorization: &str) -> Response {
    let request = client.request(Method::GET, &client.users());
    request.header(AUTHORIZATION, authorization).send().await.unwrap()
}

#[tokio::test]
async fn a_request_without_credentials_is_challenged() {
    let client = Client::start().await;
    let response = client.request(Method::GET, &client.users()).send().await.unwrap();
    assert_eq!(without_nonce(challenge(&response)), expected(false));
    assert_eq!(response.headers()["content-type"], "application/json");

    let unauthorized = json!({
        "detail": "You are not authorized for this resource.",
        "error": 401,
        "errorCode": "UNEXPECTED_ERROR",
        "reason": "Unauthorized",
    });
    assert_eq!(read(response).await, (StatusCode::UNAUTHORIZED, unauthorized));
}

#[tokio::test]
async fn a_nonce_can_be_reused_with_an_increasing_count() {
    let client = Client::start().await;
    for _ in 0..3 {
        assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
    }
    let statuses: Vec<_> = client.atlas.requests().iter().map(|request| request.status().as_u16()).collect();
    assert_eq!(statuses, [401, 200, 200, 200]);
}

#[tokio::test]
async fn nonce_counts_may_arrive_out_of_order() {
    let client = Client::start().await;
    let first = client.authorization(&Method::GET, &client.users()).await;
    let second = client.authorization(&Method::GET, &client.users()).await;
    assert_eq!(send_with(&client, &second).await.status(), StatusCode::OK);
    assert_eq!(send_with(&client, &first).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn replayed_credentials_are_refused() {
    let client = Client::start().await;
    let credentials = client.authorization(&Method::GET, &client.users()).await;
    assert_eq!(send_with(&client, &credentials).await.status(), StatusCode::OK);

    let replayed = send_with(&client, &credentials).await;
    assert_eq!(replayed.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(without_nonce(challenge(&replayed)), expected(false));
}

#[tokio::test]
async fn credentials_with_a_wrong_parameter_are_refused() {
    let client = Client::start().await;
    let right = client.authorization(&Method::GET, &client.users()).await;
    let other_url = client.authorization(&Method::GET, &client.user("admin/app")).await;
    let other_method = client.authorization(&Method::DELETE, &client.users()).await;
    let response = right.split_once("response=\"").unwrap().1.split('"').next().unwrap();
    let replace = |from: &str, to: &str| {
        assert!(right.contains(from), "{from} in {right}");
        right.replace(from, to)
    };
    let wrong = [
        other_url,
        other_method,
        replace(client.atlas.public_key(), "somebody"),
        replace("MMS Public API", "MMS"),
        replace(response, &"0".repeat(32)),
        replace(response, ""),
        replace("nc=00000001", "nc=00000000"),
        replace("nc=00000001", "nc=00000009"),
        replace("nc=00000001", "nc=zzz"),
        replace("qop=auth", "qop=auth-int"),
        replace("cnonce=", "cnonse="),
        replace("Digest ", "Basic "),
        "Digest".to_owned(),
        "Digest username=\"".to_owned(),
    ];
    for credentials in wrong {
        let response = send_with(&client, &credentials).await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{credentials}");
        assert_eq!(without_nonce(challenge(&response)), expected(false), "{credentials}");
    }
    assert_eq!(send_with(&client, &right).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn credentials_may_differ_in_case_whitespace_and_quotes() {
    let client = Client::start().await;
    let changes: [fn(&str) -> String; 6] = [
        |right| right.replacen("Digest", "dIGEST", 1),
        |right| right.replace(", ", "  ,\t"),
        |right| right.replace(", ", ","),
        |right| right.replace("qop=auth", "qop=\"auth\"").replace("algorithm=MD5", "algorithm=\"md5\""),
        |right| right.replace("username=", "UserName = ").replace("nc=00000005", "NC = \"00000005\""),
        |right| right.replace("realm=\"MMS", "realm=\"\\M\\MS"),
    ];
    for change in changes {
        let right = client.authorization(&Method::GET, &client.users()).await;
        let changed = change(&right);
        assert_ne!(changed, right);
        assert_eq!(send_with(&client, &changed).await.status(), StatusCode::OK, "{changed}");
    }
    // The algorithm defaults to MD5.
    let right = client.authorization(&Method::GET, &client.users()).await;
    let without_algorithm = right.replace(", algorithm=MD5", "");
    assert_ne!(without_algorithm, right);
    assert_eq!(send_with(&client, &without_algorithm).await.status(), StatusCode::OK, "{without_algorithm}");
}

#[tokio::test]
async fn several_authorization_headers_are_refused() {
    let client = Client::start().await;
    let right = client.authorization(&Method::GET, &client.users()).await;
    for other in [right.clone(), "Bearer x".to_owned(), "Basic YTpi".to_owned()] {
        let request = client.request(Method::GET, &client.users());
        let request = request.header(AUTHORIZATION, &right).header(AUTHORIZATION, &other);
        let response = request.send().await.unwrap();
        assert_eq!(without_nonce(challenge(&response)), expected(false), "{other}");
    }
    assert_eq!(send_with(&client, &right).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn credentials_with_a_duplicate_or_missing_parameter_are_refused() {
    let client = Client::start().await;
    let right = client.authorization(&Method::GET, &client.users()).await;
    let (_, parameters) = right.split_once(' ').unwrap();
    let parameters: Vec<_> = parameters.split(", ").collect();
    for (place, parameter) in parameters.iter().enumerate() {
        let doubled = format!("{right}, {parameter}");
        assert_eq!(send_with(&client, &doubled).await.status(), 401, "{doubled}");
        if !parameter.starts_with("algorithm") {
            let mut rest = parameters.clone();
            rest.remove(place);
            let incomplete = format!("Digest {}", rest.join(", "));
            let response = send_with(&client, &incomplete).await;
            assert_eq!(without_nonce(challenge(&response)), expected(false), "{incomplete}");
        }
    }
    assert_eq!(send_with(&client, &right).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn credentials_computed_for_other_parameters_are_refused() {
    let client = Client::start().await;
    let right = client.authorization(&Method::GET, &client.users()).await;
    let target = client.users().replace(client.atlas.base_url(), "");
    let body: Option<&[u8]> = Some(b"");
    let (public, private) = (client.atlas.public_key(), client.atlas.private_key());
    let context = AuthContext::new_with_method(public, private, &target, body, HttpMethod::GET);

    let changes: [fn(&mut AuthorizationHeader); 6] = [
        |credentials| credentials.realm = "MMS".to_owned(),
        |credentials| credentials.nc = 0,
        |credentials| credentials.qop = None,
        |credentials| credentials.qop = Some(Qop::AUTH_INT),
        |credentials| credentials.algorithm = Algorithm::new(AlgorithmType::MD5, true),
        |credentials| credentials.algorithm = Algorithm::new(AlgorithmType::SHA2_256, false),
    ];
    for change in changes {
        let mut credentials = AuthorizationHeader::parse(&right).unwrap();
        change(&mut credentials);
        credentials.digest(&context);
        let response = send_with(&client, &credentials.to_string()).await;
        assert_eq!(without_nonce(challenge(&response)), expected(false), "{credentials}");
    }

    let mut other_uri = AuthorizationHeader::parse(&right).unwrap();
    other_uri.uri = "/".to_owned();
    let response = send_with(&client, &other_uri.to_string()).await;
    assert_eq!(without_nonce(challenge(&response)), expected(false));
    assert_eq!(send_with(&client, &right).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_expired_nonce_is_stale_and_the_new_nonce_is_valid() {
    let client = Client::start().await;
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
    client.atlas.expire_nonces();

    let stale = client.send(client.request(Method::GET, &client.users())).await;
    assert_eq!(stale.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(without_nonce(challenge(&stale)), expected(true));

    client.take_challenge(&stale);
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_nonce_is_stale_after_the_configured_number_of_uses() {
    let client = Client::of(FakeAtlas::builder().nonce_uses(2).start().await.unwrap());
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
    let third = client.send(client.request(Method::GET, &client.users())).await;
    assert_eq!(without_nonce(challenge(&third)), expected(true));
}

#[tokio::test]
async fn a_nonce_is_stale_after_its_lifetime() {
    let seconds = Arc::new(AtomicU64::new(1_750_000_000));
    let now = Arc::clone(&seconds);
    let builder = FakeAtlas::builder()
        .nonce_lifetime(Duration::from_secs(60))
        .clock(move || SystemTime::UNIX_EPOCH + Duration::from_secs(now.load(Ordering::SeqCst)));
    let client = Client::of(builder.start().await.unwrap());

    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
    seconds.fetch_add(60, Ordering::SeqCst);
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
    seconds.fetch_add(1, Ordering::SeqCst);
    let late = client.send(client.request(Method::GET, &client.users())).await;
    assert_eq!(without_nonce(challenge(&late)), expected(true));
}

#[tokio::test]
async fn every_challenge_has_a_unique_nonce() {
    let client = Client::start().await;
    let mut challenges = BTreeSet::new();
    for _ in 0..20 {
        let response = client.http.get(client.users()).send().await.unwrap();
        challenges.insert(challenge(&response).to_owned());
    }
    assert_eq!(challenges.len(), 20);
}

#[tokio::test]
async fn fifty_concurrent_requests_share_a_nonce() {
    let client = Arc::new(Client::start().await);
    client.atlas.seed_database_users(1);
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
    client.atlas.clear_journal();

    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let client = Arc::clone(&client);
            tokio::spawn(async move { client.get(&client.user("admin/user-1")).await.0 })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), StatusCode::OK);
    }
    assert_eq!(client.atlas.request_count(), 50);
}
