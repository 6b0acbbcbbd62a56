//! What the client knows of the rate limit.

use std::time::{Duration, SystemTime};

use atlas_api::Method;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::path};

use crate::support::builder_of;

#[tokio::test]
async fn the_last_that_any_answer_said_of_the_rate_limit_is_kept() {
    let server = MockServer::start().await;
    for (name, status, headers) in [
        ("nothing", 200, &[][..]),
        ("both", 200, &[("ratelimit-limit", "100"), ("ratelimit-remaining", "99")]),
        ("refused", 404, &[("ratelimit-remaining", "98")]),
    ] {
        let answer = ResponseTemplate::new(status).set_body_string("{}");
        let answer = headers.iter().fold(answer, |answer, (name, value)| answer.insert_header(*name, *value));
        Mock::given(path(format!("/{name}"))).respond_with(answer).mount(&server).await;
    }
    let challenge = ResponseTemplate::new(401).insert_header("ratelimit-limit", "1");
    Mock::given(path("/refused-twice")).respond_with(challenge).mount(&server).await;

    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let atlas = builder_of(server.uri()).clock(move || now).build().unwrap();
    let other = atlas.project("5f1a2b3c4d5e6f7a8b9c0d1f").unwrap();
    let mut said = Vec::new();
    for path in ["/nothing", "/both", "/nothing", "/refused", "/refused-twice"] {
        let _ = atlas.request(Method::GET, path).send().await;
        said.push(other.rate_limit().map(|said| (said.limit, said.remaining, said.observed_at)));
    }
    let both = Some((Some(100), Some(99), now));
    assert_eq!(said, [None, both, both, Some((None, Some(98), now)), Some((Some(1), None, now))]);
}

#[tokio::test]
async fn a_refusal_that_is_waited_out_is_noted_too() {
    let server = MockServer::start().await;
    let limited = ResponseTemplate::new(429).insert_header("ratelimit-remaining", "0");
    Mock::given(path("/a")).respond_with(limited).up_to_n_times(1).mount(&server).await;
    Mock::given(path("/a")).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    let atlas = builder_of(server.uri()).sleep_with(|_| std::future::ready(())).build().unwrap();
    atlas.request(Method::GET, "/a").send().await.unwrap();
    assert_eq!(atlas.rate_limit().and_then(|said| said.remaining), Some(0));
}
