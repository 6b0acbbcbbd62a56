//! An operation called through the generated client: its builder, its types, its `send`, over HTTP.

use std::fmt;
use std::sync::Arc;

use atlas_calls::{Call, Given};
use atlas_gen::{Format, OPERATIONS, Operation, Transport, TransportFuture};
use reqwest::Method;
use reqwest::header::AUTHORIZATION;
use serde_json::Value;

use crate::client::Client;

use super::answered;
use super::request::{self, Parameter};
use super::fixture::Fixture;
use super::sent::Meant;

/// Sends what the generated client makes of a call, signed.
struct Signed(Client);

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signed")
    }
}

impl Transport for Signed {
    fn send<'a>(&'a self, mut request: reqwest::Request, _operation: &'static Operation) -> TransportFuture<'a> {
        Box::pin(async move {
            let authorization = self.0.authorization(request.method(), request.url().as_str()).await;
            request.headers_mut().insert(AUTHORIZATION, authorization.parse()?);
            Ok(self.0.http.execute(request).await?)
        })
    }
}

/// The operation that a call is of.
pub(crate) fn operation(call: &Call) -> &'static Operation {
    OPERATIONS.iter().find(|operation| operation.id == call.id).unwrap()
}

/// Makes a call with what its operation needs and, if there is one, with an `optional` parameter. Says what is wrong
/// with the request that arrived or with the answer; if nothing is, gives the exchange as the fake recorded it.
pub(crate) async fn check(call: &Call, optional: Option<&Parameter>) -> Result<Value, String> {
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
    let mut given = Given::new();
    for (name, value) in &fixture.parameters {
        given = given.parameter(name, value.as_str());
    }
    for (name, value) in query.iter().chain(&headers) {
        given = given.parameter(name, value.clone());
    }
    if let Some(body) = &body {
        given = given.body(body.clone());
    }

    let Fixture { atlas, documented, parameters: path, .. } = fixture;
    let client = Client::of(atlas);
    // The challenge is no call.
    client.authorization(&Method::GET, &client.users()).await;
    client.atlas.clear_journal();
    let signed = Arc::new(Signed(client));
    let generated = atlas_gen::Client::new(signed.0.atlas.base_url(), signed.clone());
    let answer = call.send(&generated, given).await.map_err(|error| format!("{error}: {body:?}"))?;

    let arrived = signed.0.atlas.requests();
    let [arrived] = arrived.as_slice() else { return Err(format!("{} requests arrived", arrived.len())) };
    let body = body.as_ref();
    let meant = Meant { operation, media_type: &media_type, path: &path, query: &query, headers: &headers, body };
    meant.check(arrived)?;
    answered::check(documented, call.format, &media_type, &answer)?;
    arrived.exchange().ok_or_else(|| "it is not recorded".to_owned())
}

/// The media type of an operation's answer in one of its forms.
fn media_type(operation: &Operation, format: Format) -> String {
    let suffix = match format {
        Format::Gzip => "gzip",
        Format::Csv => "csv",
        _ => "json",
    };
    format!("application/vnd.atlas.{}+{suffix}", operation.version)
}
