//! The rate limit that the client reports.

use std::time::{Duration, SystemTime};

use atlas_api::Method;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::path};

use crate::support::{builder_of, client_without_waits};

#[tokio::test]
async fn the_last_rate_limit_of_any_response_is_reported() {
    let server = MockServer::start().await;
    for (name, status, headers) in [
        ("nothing", 200, &[][..]),
        ("both", 200, &[("ratelimit-limit", "100"), ("ratelimit-remaining", "99")]),
        ("refused", 404, &[("ratelimit-remaining", "98")]),
    ] {
        let response = ResponseTemplate::new(status).set_body_string("{}");
        let response = headers.iter().fold(response, |response, (name, value)| response.insert_header(*name, *value));
        Mock::given(path(format!("/{name}"))).respond_with(response).mount(&server).await;
    }
    let challenge = ResponseTemplate::new(401).insert_header("ratelimit-limit", "1");
    Mock::given(path("/refused-twice")).respond_with(challenge).mount(&server).await;

    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let atlas = builder_of(server.uri()).clock(move || now).build().unwrap();
    let other = atlas.project("5f1a2b3c4d5e6f7a8b9c0d1f").unwrap();
    let mut reported = Vec::new();
    for path in ["/nothing", "/both", "/nothing", "/refused", "/refused-twice"] {
        let _ = atlas.request(Method::GET, path).await;
        reported.push(other.rate_limit().map(|limit| (limit.limit, limit.remaining, limit.observed_at)));
    }
    let both = Some((Some(100), Some(99), now));
    assert_eq!(reported, [None, both, both, Some((None, Some(98), now)), Some((Some(1), None, now))]);
}

#[tokio::test]
async fn the_rate_limit_of_a_response_that_is_retried_is_reported() {
    let server = MockServer::start().await;
    let limited = ResponseTemplate::new(429).insert_header("ratelimit-remaining", "0");
    Mock::given(path("/a")).respond_with(limited).up_to_n_times(1).mount(&server).await;
    Mock::given(path("/a")).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    let atlas = client_without_waits(&server);
    atlas.request(Method::GET, "/a").await.unwrap();
    assert_eq!(atlas.rate_limit().and_then(|limit| limit.remaining), Some(0));
}
