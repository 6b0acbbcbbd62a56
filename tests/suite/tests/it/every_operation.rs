//! The powers of the facade for every operation of the API, also for those without a method.

use std::sync::Mutex;

use atlas_api::{Atlas, atlas_gen};
use atlas_calls::{Arguments, Call, Lifted, calls};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{any, path_regex},
};

use crate::support::{builder_of, client_of};

/// Returns the low-level client of `atlas`, as a program could capture it.
fn captured(atlas: &Atlas) -> atlas_gen::Client {
    let client = Mutex::new(None);
    let _request = atlas.call(|api| {
        *client.lock().unwrap() = Some(api.clone());
        api.root().get_system_status()
    });
    client.into_inner().unwrap().unwrap()
}

/// Returns the calls of all operations in their default format.
fn operations() -> impl Iterator<Item = (&'static Call, &'static atlas_gen::Operation)> {
    calls().map(|call| (call, find(call.id))).filter(|(call, operation)| call.format == operation.response)
}

fn find(id: &str) -> &'static atlas_gen::Operation {
    atlas_gen::OPERATIONS.iter().find(|operation| operation.id == id).unwrap()
}

fn lift(call: &Call, atlas: &Atlas, client: &atlas_gen::Client) -> Lifted {
    call.lift(atlas, client, Arguments::samples()).unwrap().unwrap()
}

/// Starts a server that responds to every request with an empty list.
async fn empty_lists() -> MockServer {
    let server = MockServer::start().await;
    respond(&server).await;
    server
}

async fn respond(server: &MockServer) {
    // Two operations return a boolean.
    let flag = ResponseTemplate::new(200).set_body_string("true");
    Mock::given(path_regex("/(managedSlowMs|autoIndexing)$")).respond_with(flag).mount(server).await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string("{}")).mount(server).await;
}

async fn requests_of(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    server.reset().await;
    respond(server).await;
    requests.iter().map(|request| format!("{} {}", request.method, request.url.path())).collect()
}

#[test]
fn every_operation_has_the_request_of_its_builder() {
    let atlas = builder_of("https://example.com").build().unwrap();
    let client = captured(&atlas);
    let mut count = 0;
    for (call, operation) in operations() {
        let preview = lift(call, &atlas, &client).preview().unwrap();
        let request = call.request(&client, Arguments::samples()).unwrap();
        assert_eq!(preview.method(), request.method(), "{}", call.id);
        let path = |url: &str| url.split('?').next().unwrap().to_owned();
        assert_eq!(path(preview.url()), path(request.url().as_str()), "{}", call.id);
        assert_eq!(preview.headers(), request.headers(), "{}", call.id);
        assert_eq!(preview.body(), request.body().map(|body| body.as_ref()), "{}", call.id);
        assert_eq!(operation.method, preview.method().as_str());
        count += 1;
    }
    assert_eq!(count, 540);
}

#[tokio::test]
async fn every_paged_operation_can_be_streamed() {
    let server = empty_lists().await;
    let atlas = client_of(&server);
    let client = captured(&atlas);
    let mut count = 0;
    for (call, operation) in operations() {
        let Lifted::List(list, _) = lift(call, &atlas, &client) else { continue };
        list.first().await.unwrap_or_else(|error| panic!("{}: {error}", call.id));
        let requests = requests_of(&server).await;
        assert_eq!(requests.len(), 1, "{}", call.id);
        assert!(requests[0].starts_with(operation.method), "{}", call.id);
        count += 1;
    }
    // 96 operations have parameters for pages. Seven of them are writes, which a stream would repeat for each page.
    assert_eq!(count, 89);
}

#[tokio::test]
async fn every_destructive_operation_requires_a_confirmation() {
    let server = empty_lists().await;
    let atlas = client_of(&server);
    let client = captured(&atlas);
    let mut count = 0;
    for (call, operation) in operations().filter(|(_, operation)| operation.is_destructive()) {
        let Lifted::Guarded(request) = lift(call, &atlas, &client) else { panic!("{} is not guarded", call.id) };
        assert!(request.impact().ends_with(operation.effect.unwrap()), "{}", request.impact());

        // Even a low-level client that was captured sends nothing without a confirmation.
        let bypass = call.send(&client, Arguments::samples()).await.unwrap_err();
        let atlas_calls::CallError::Client(error) = bypass else { panic!("{bypass}") };
        let error = atlas_api::Error::from(error);
        assert!(error.is_confirmation_required(), "{}: {error}", call.id);
        assert_eq!(requests_of(&server).await, Vec::<String>::new(), "{}", call.id);

        request.confirm().await.unwrap_or_else(|error| panic!("{}: {error}", call.id));
        let requests = requests_of(&server).await;
        assert_eq!(requests.len(), 1, "{}", call.id);
        assert!(requests[0].starts_with(operation.method), "{}", call.id);
        count += 1;
    }
    assert_eq!(count, 86);
}

#[tokio::test]
async fn every_get_with_a_json_response_can_be_waited_for() {
    let server = empty_lists().await;
    let atlas = client_of(&server);
    let client = captured(&atlas);
    let (mut count, mut streams) = (0, 0);
    for (call, operation) in operations().filter(|(_, operation)| operation.method == "GET") {
        let request = match lift(call, &atlas, &client) {
            Lifted::Request(request) | Lifted::List(_, request) => request,
            Lifted::Guarded(_) => panic!("{} is a GET", call.id),
        };
        let outcome = request.wait().await;
        if operation.response.is_stream() {
            // A stream has no state.
            assert!(outcome.unwrap_err().is_invalid_argument(), "{}", call.id);
            assert_eq!(requests_of(&server).await.len(), 0, "{}", call.id);
            streams += 1;
        } else {
            outcome.unwrap_or_else(|error| panic!("{}: {error}", call.id));
            assert_eq!(requests_of(&server).await.len(), 1, "{}", call.id);
            count += 1;
        }
    }
    assert_eq!((count, streams), (261, 7));
}
