//! A call of an operation through the generated client, over HTTP: its builder, its types and its `send`.

use std::fmt;
use std::sync::Arc;

use atlas_calls::{Arguments, Call};
use atlas_gen::{CallContext, Format, OPERATIONS, Operation, Transport, TransportFuture};
use reqwest::Method;
use reqwest::header::AUTHORIZATION;
use serde_json::Value;

use crate::client::Client;

use super::fixture::Fixture;
use super::request::{self, Parameter};
use super::response;
use super::sent::Expected;

/// A transport that signs requests and sends them.
struct Authenticate(Client);

impl fmt::Debug for Authenticate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authenticate")
    }
}

impl Transport for Authenticate {
    fn send<'a>(&'a self, mut request: atlas_gen::Request, context: CallContext) -> TransportFuture<'a> {
        Box::pin(async move {
            let authorization = self.0.authorization(request.method(), request.url().as_str()).await;
            request.headers_mut().insert(AUTHORIZATION, authorization.parse()?);
            self.0.http.send(request, context).await
        })
    }
}

/// Returns the operation of a call.
pub(crate) fn operation(call: &Call) -> &'static Operation {
    OPERATIONS.iter().find(|operation| operation.id == call.id).unwrap()
}

/// A call that succeeded.
pub(crate) struct Success {
    /// The exchange as the fake recorded it.
    pub(crate) exchange: Value,
    /// The query parameters that had no effect.
    pub(crate) ignored: Vec<String>,
    /// Whether a change recorded an event, in the project or in the organization.
    pub(crate) has_event: bool,
}

/// Makes a call with the required arguments of its operation and with an `optional` parameter, if there is one.
///
/// The error describes the difference in the received request or in the response.
pub(crate) async fn check(call: &Call, optional: Option<&Parameter>) -> Result<Success, String> {
    let operation = operation(call);
    let fixture = Fixture::new(operation).await;
    let media_type = media_type(operation, call.format);
    let body = operation.content_type(None).and_then(|content_type| fixture.body(&content_type));
    let mut query = request::query(fixture.documented);
    let mut headers = Vec::new();
    if let Some(parameter) = optional {
        let set = if parameter.is_in_query() { &mut query } else { &mut headers };
        set.push((parameter.name(), parameter.value()));
    }
    let mut arguments = Arguments::new();
    for (name, value) in &fixture.parameters {
        arguments = arguments.parameter(name, value.as_str());
    }
    for (name, value) in query.iter().chain(&headers) {
        arguments = arguments.parameter(name, value.clone());
    }
    if let Some(body) = &body {
        arguments = arguments.body(body.clone());
    }

    let Fixture { atlas, documented, parameters: path, .. } = fixture;
    let client = Client::of(atlas);
    // The request for the challenge is not part of the call.
    client.authorization(&Method::GET, &client.users()).await;
    let before = event_counts(&client, operation).await;
    client.atlas.clear_journal();
    let transport = Arc::new(Authenticate(client));
    let generated = atlas_gen::Client::new(transport.0.atlas.base_url(), transport.clone());
    let response = call.send(&generated, arguments).await.map_err(|error| format!("{error}: {body:?}"))?;

    let received = transport.0.atlas.requests();
    let [received] = received.as_slice() else {
        return Err(format!("received {} requests instead of one", received.len()));
    };
    let body = body.as_ref();
    let expected = Expected { operation, media_type: &media_type, path: &path, query: &query, headers: &headers, body };
    expected.check(received)?;
    response::check(documented, call.format, &media_type, &response)?;
    let exchange = received.exchange().ok_or_else(|| "the exchange is not recorded".to_owned())?;
    let ignored = received.ignored_parameters().map(str::to_owned).collect();
    Ok(Success { exchange, ignored, has_event: event_counts(&transport.0, operation).await != before })
}

/// Returns the numbers of events of the project and the organization, for an operation that is not a read.
async fn event_counts(client: &Client, operation: &Operation) -> Vec<Value> {
    let mut counts = Vec::new();
    let scopes = [("groups", client.atlas.project_id()), ("orgs", client.atlas.organization_id())];
    for (kind, id) in scopes.into_iter().filter(|_| operation.method != "GET") {
        let url = format!("{}/api/atlas/v2/{kind}/{id}/events?itemsPerPage=1", client.atlas.base_url());
        counts.push(client.get(&url).await.1["totalCount"].clone());
    }
    counts
}

/// Returns the media type of an operation's response in one of its formats.
fn media_type(operation: &Operation, format: Format) -> String {
    let suffix = match format {
        Format::Gzip => "gzip",
        Format::Csv => "csv",
        _ => "json",
    };
    format!("application/vnd.atlas.{}+{suffix}", operation.version)
}
