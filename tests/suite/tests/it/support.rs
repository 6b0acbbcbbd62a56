//! What the tests share: clients, and a view of requests that snapshots can hold.

use std::time::{Duration, SystemTime};

use atlas_api::{Atlas, AtlasBuilder, RetryPolicy};
use atlas_fake::{FakeAtlas, RecordedRequest};
use serde_json::{Value, json};
use wiremock::MockServer;

pub(crate) const PROJECT: &str = "5f1a2b3c4d5e6f7a8b9c0d1e";

/// A client of the fake, with its key.
pub(crate) fn client(fake: &FakeAtlas) -> Atlas {
    builder(fake).build().unwrap()
}

pub(crate) fn builder(fake: &FakeAtlas) -> AtlasBuilder {
    Atlas::builder()
        .api_key(fake.public_key(), fake.private_key())
        .project_id(fake.project_id())
        .base_url(fake.base_url())
}

/// A client of a server that says what a test wants it to say.
pub(crate) fn client_of(server: &MockServer) -> Atlas {
    builder_of(server.uri()).build().unwrap()
}

/// A client that sends every request once.
pub(crate) fn client_without_retries(server: &MockServer) -> Atlas {
    builder_of(server.uri()).retry(RetryPolicy::none()).build().unwrap()
}

pub(crate) fn builder_of(base_url: impl Into<String>) -> AtlasBuilder {
    Atlas::builder().api_key("abcdefgh", "private-key").project_id(PROJECT).base_url(base_url)
}

/// A request with all that is on the wire, apart from what differs from run to run.
pub(crate) fn wire(request: &RecordedRequest) -> Value {
    let headers: serde_json::Map<_, _> = request
        .headers()
        .iter()
        .map(|(name, value)| {
            let value = value.to_str().unwrap();
            let shown = match name.as_str() {
                "host" => "[host]".to_owned(),
                "authorization" => format!("{} [answer]", value.split_once(' ').unwrap().0),
                "user-agent" => value.replace(env!("CARGO_PKG_VERSION"), "[version]"),
                _ => value.to_owned(),
            };
            (name.to_string(), shown.into())
        })
        .collect();
    let query: Vec<_> = request.query().iter().map(|(name, value)| format!("{name}={value}")).collect();
    json!({
        "request": format!("{} {}", request.method(), request.path()),
        "query": query,
        "headers": headers,
        "body": request.json(),
    })
}

/// The statuses that the fake has answered with, in order.
pub(crate) fn statuses(fake: &FakeAtlas) -> Vec<u16> {
    fake.requests().iter().map(|request| request.status().as_u16()).collect()
}

/// The time of tests that have one.
pub(crate) fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000)
}

/// Sends one request to a fake, both at the time of [`now`], and shows the request that carries the credentials, whatever
/// the fake makes of it.
pub(crate) async fn sent_at<F>(call: impl FnOnce(Atlas) -> F) -> Value
where
    F: Future<Output = ()>,
{
    let fake = FakeAtlas::builder().clock(now).start().await.unwrap();
    call(builder(&fake).clock(now).build().unwrap()).await;
    let requests = fake.requests();
    assert_eq!(requests.len(), 2, "a challenge and a request");
    wire(&requests[1])
}
