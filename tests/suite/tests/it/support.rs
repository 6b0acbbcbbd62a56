//! Helpers of the tests: clients, and a form of requests for snapshots.

use std::{
    path::Path,
    process::Command,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    time::{Duration, SystemTime},
};

use atlas_api::{Atlas, AtlasBuilder, Error, RetryPolicy};
use atlas_fake::{FakeAtlas, RecordedRequest};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

pub(crate) const PROJECT: &str = "5f1a2b3c4d5e6f7a8b9c0d1e";

/// A variable that only the processes of [`run_in_process`] have.
pub(crate) const STARTED: &str = "ATLAS_SUITE_STARTED";

/// Runs one ignored test in a process of its own, with only the variables `env`, and with `home` as the home
/// directory. The environment belongs to a process, so tests of variables cannot run in the process of other tests.
/// Returns the output of the test between angle brackets.
pub(crate) fn run_in_process(test: &str, home: &Path, env: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored", "--nocapture"]).env_clear().env(STARTED, "1");
    // Without it, Windows has no sockets.
    command.envs(std::env::var_os("SystemRoot").map(|value| ("SystemRoot", value)));
    let output = command.env("HOME", home).env("APPDATA", home.join("roaming")).envs(env.iter().copied()).output();
    let output = String::from_utf8(output.unwrap().stdout).unwrap();
    let (_, result) = output.split_once('<').unwrap_or_else(|| panic!("no result: {output}"));
    result.rsplit_once('>').unwrap().0.to_owned()
}

/// Returns a client of the fake, whose waits advance the fake's clock.
pub(crate) fn client(fake: &FakeAtlas) -> Atlas {
    fake.client().unwrap()
}

pub(crate) fn builder(fake: &FakeAtlas) -> AtlasBuilder {
    fake.client_builder()
}

/// Returns a client of the fake that has a project, but no organization.
pub(crate) fn client_without_organization(fake: &FakeAtlas) -> Atlas {
    let builder = Atlas::builder().api_key(fake.public_key(), fake.private_key());
    builder.project_id(fake.project_id()).base_url(fake.base_url()).build().unwrap()
}

/// Returns a client of a scripted server.
pub(crate) fn client_of(server: &MockServer) -> Atlas {
    builder_of(server.uri()).build().unwrap()
}

/// Returns a client that sends every request once.
pub(crate) fn client_without_retries(server: &MockServer) -> Atlas {
    builder_of(server.uri()).retry(RetryPolicy::none()).build().unwrap()
}

/// Returns a client whose waits take no time.
pub(crate) fn client_without_waits(server: &MockServer) -> Atlas {
    builder_of(server.uri()).sleep_with(|_| std::future::ready(())).build().unwrap()
}

pub(crate) fn builder_of(base_url: impl Into<String>) -> AtlasBuilder {
    Atlas::builder().api_key("abcdefgh", "private-key").project_id(PROJECT).base_url(base_url)
}

/// Starts a server that returns these responses in turn, and the last one from then on.
pub(crate) async fn server_with(responses: Vec<ResponseTemplate>) -> MockServer {
    let server = MockServer::start().await;
    let requests = AtomicUsize::new(0);
    let respond = move |_: &Request| responses[requests.fetch_add(1, Relaxed).min(responses.len() - 1)].clone();
    Mock::given(any()).respond_with(respond).mount(&server).await;
    server
}

/// Checks that a call fails because an argument violates a rule, without the operation in the message.
#[track_caller]
pub(crate) fn check_invalid<T: std::fmt::Debug>(result: Result<T, Error>, message: &str) {
    let error = result.unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(argument_and_rule(&error), message);
}

/// Returns the argument and the rule in the message of an error that has an operation. `invalid_arguments` tests the
/// complete messages.
#[track_caller]
pub(crate) fn argument_and_rule(error: &Error) -> String {
    let (text, operation) = (error.to_string(), error.operation().unwrap());
    let rest = text.strip_prefix(operation).and_then(|rest| rest.strip_prefix(" cannot be sent: "));
    rest.unwrap_or_else(|| panic!("another form: {text}")).to_owned()
}

/// Returns the requests that a server received.
pub(crate) async fn received(server: &MockServer) -> Vec<Request> {
    server.received_requests().await.unwrap()
}

/// Returns a request as JSON, without the parts that differ from run to run.
pub(crate) fn wire(request: &RecordedRequest) -> Value {
    let headers: serde_json::Map<_, _> = request
        .headers()
        .iter()
        .map(|(name, value)| {
            let value = value.to_str().unwrap();
            let shown = match name.as_str() {
                "host" => "[host]".to_owned(),
                "authorization" => format!("{} [response]", value.split_once(' ').unwrap().0),
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

/// Returns the statuses of the fake's responses, in order.
pub(crate) fn statuses(fake: &FakeAtlas) -> Vec<u16> {
    fake.requests().iter().map(|request| request.status().as_u16()).collect()
}

/// Returns the time of tests with a fixed clock.
pub(crate) fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000)
}

/// Sends one request to a fake, both at the time of [`now`]. Returns the authenticated request, regardless of its
/// response.
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
