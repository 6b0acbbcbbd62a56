//! Rate limits and roles.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use atlas_fake::{FakeAtlas, RateLimit};
use reqwest::header::RETRY_AFTER;
use reqwest::{Method, Response, StatusCode};
use serde_json::json;

use crate::client::{Client, app, read};

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers().get(name).map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_rate_limited_request_returns_429_with_retry_after() {
    let now = Arc::new(AtomicU64::new(1_750_000_000));
    let clock = Arc::clone(&now);
    let builder = FakeAtlas::builder()
        .clock(move || SystemTime::UNIX_EPOCH + Duration::from_secs(clock.load(Ordering::Relaxed)))
        .rate_limit(RateLimit::new(2, Duration::from_secs(20)));
    let client = Client::of(builder.start().await.unwrap());
    let url = client.users();
    let get = || async { client.send(client.request(Method::GET, &url)).await };

    for remaining in ["1", "0"] {
        let taken = get().await;
        assert_eq!((taken.status(), header(&taken, "RateLimit-Limit")), (StatusCode::OK, Some("2")));
        assert_eq!(header(&taken, "RateLimit-Remaining"), Some(remaining));
        assert_eq!(header(&taken, RETRY_AFTER.as_str()), None);
    }
    let limited = get().await;
    assert_eq!(header(&limited, RETRY_AFTER.as_str()), Some("10"));
    assert_eq!((header(&limited, "RateLimit-Limit"), header(&limited, "RateLimit-Remaining")), (Some("2"), Some("0")));
    let (status, body) = read(limited).await;
    let expected = json!({
        "detail": "Too many requests for groups/databaseUsers. The next one will be taken in 10 seconds.",
        "error": 429,
        "errorCode": "RATE_LIMITED_TOKEN_BUCKET",
        "parameters": ["groups/databaseUsers", 10, 2, 2, 20.0],
        "reason": "Too Many Requests",
    });
    assert_eq!((status, body), (StatusCode::TOO_MANY_REQUESTS, expected));

    // A refused request has no effect, and another group of operations has a separate bucket.
    assert_eq!(client.post(&app()).await.0, StatusCode::TOO_MANY_REQUESTS);
    let clusters = format!("{}/api/atlas/v2/groups/{}/clusters", client.atlas.base_url(), client.atlas.project_id());
    let other = client.send(client.request(Method::GET, &clusters)).await;
    assert_ne!(other.status(), StatusCode::TOO_MANY_REQUESTS);

    now.fetch_add(10, Ordering::Relaxed);
    let (status, body) = read(get().await).await;
    assert_eq!((status, &body["totalCount"]), (StatusCode::OK, &json!(0)));
}

#[tokio::test]
async fn a_challenge_does_not_use_the_rate_limit() {
    let builder = FakeAtlas::builder().rate_limit(RateLimit::new(1, Duration::from_secs(3600)));
    let client = Client::of(builder.start().await.unwrap());
    for _ in 0..3 {
        let challenged = client.request(Method::GET, &client.users()).send().await.unwrap();
        assert_eq!((challenged.status().as_u16(), header(&challenged, "RateLimit-Limit")), (401, None));
    }
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_read_only_role_cannot_write() {
    let client = Client::of(FakeAtlas::builder().roles(["GROUP_READ_ONLY"]).start().await.unwrap());
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
    let (status, body) = client.post(&app()).await;
    assert_eq!((status, &body["errorCode"]), (StatusCode::FORBIDDEN, &json!("USER_UNAUTHORIZED")));
    assert_eq!(client.delete(&client.user("admin/nobody")).await.0, StatusCode::FORBIDDEN);
    assert_eq!(client.get(&client.users()).await.1["totalCount"], 0);
}

#[tokio::test]
async fn credentials_share_the_bucket_of_a_project_or_an_organization() {
    let builder = FakeAtlas::builder().rate_limit(RateLimit::new(1, Duration::from_secs(3600)));
    let client = Client::of(builder.start().await.unwrap());
    let other = client.atlas.insert("/groups", json!({ "name": "other" })).unwrap()["id"].clone();
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
    let elsewhere = client.users().replace(client.atlas.project_id(), other.as_str().unwrap());
    assert_eq!(client.get(&elsewhere).await.0, StatusCode::OK);

    // The service account and the key share the bucket of the project; a new access token does not refill it.
    for _ in 0..2 {
        let request = client.http.post(format!("{}/api/oauth/token", client.atlas.base_url()));
        let request = request.basic_auth(client.atlas.client_id(), Some(client.atlas.client_secret()));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let (_, token) = read(request.body("grant_type=client_credentials").send().await.unwrap()).await;
        let request = client.request(Method::GET, &client.users()).bearer_auth(token["access_token"].as_str().unwrap());
        assert_eq!(request.send().await.unwrap().status(), StatusCode::TOO_MANY_REQUESTS);
    }
    // Other operations have a bucket for each credential, and a response in an envelope keeps the headers.
    let groups = format!("{}/api/atlas/v2/groups", client.atlas.base_url());
    assert_eq!(client.get(&groups).await.0, StatusCode::OK);
    let limited = client.send(client.request(Method::GET, &format!("{groups}?envelope=true"))).await;
    assert_eq!((limited.status(), header(&limited, "RateLimit-Remaining")), (StatusCode::OK, Some("0")));
    assert_eq!(header(&limited, RETRY_AFTER.as_str()), Some("3600"));
    assert_eq!(read(limited).await.1["status"], 429);
}

#[tokio::test]
async fn a_role_allows_the_documented_operations() {
    let client = Client::of(FakeAtlas::builder().roles(["GROUP_CLUSTER_MANAGER", "ORG_MEMBER"]).start().await.unwrap());
    client.atlas.insert("clusters", json!({ "name": "orders" })).unwrap();
    let other = client.atlas.insert("/groups", json!({ "name": "other" })).unwrap()["id"].clone();
    let base = client.atlas.base_url();
    let own = format!("{base}/api/atlas/v2/groups/{}", client.atlas.project_id());
    let other = own.replace(client.atlas.project_id(), other.as_str().unwrap());
    let org = format!("{base}/api/atlas/v2/orgs/{}", client.atlas.organization_id());
    let version = "application/vnd.atlas.2025-03-12+json";
    for (method, url, body, status) in [
        (Method::GET, format!("{own}/clusters"), "", 200),
        (Method::PATCH, format!("{own}/clusters/orders"), "{\"labels\":[]}", 200),
        (Method::DELETE, format!("{own}/clusters/orders"), "", 403),
        (Method::POST, format!("{own}/databaseUsers"), "{}", 403),
        (Method::GET, format!("{other}/clusters"), "", 403),
        (Method::GET, org.clone(), "", 200),
        (Method::GET, format!("{org}/invoices"), "", 403),
        (Method::POST, format!("{org}/teams"), "{}", 403),
    ] {
        let request = client.http.request(method.clone(), &url).header("accept", version);
        let request = if body.is_empty() { request } else { request.header("content-type", version).body(body) };
        let (found, response) = read(client.send(request).await).await;
        assert_eq!(found.as_u16(), status, "{method} {url}: {response}");
        assert_eq!(response["errorCode"] == "USER_UNAUTHORIZED", status == 403, "{response}");
    }
}

#[tokio::test]
async fn without_rate_limits_there_are_no_headers() {
    let client = Client::start().await;
    let response = client.send(client.request(Method::GET, &client.users())).await;
    assert_eq!((response.status(), header(&response, "RateLimit-Limit")), (StatusCode::OK, None));
}
