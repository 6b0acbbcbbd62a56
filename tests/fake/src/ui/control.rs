//! Control endpoints below `/-/`, for tests in other languages.
//!
//! They correspond to methods of [`FakeAtlas`](crate::FakeAtlas): advance the clock, inject faults, read the journal,
//! reset the state.

use std::sync::Arc;

use chrono::SecondsFormat;
use http::{Method, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{json_response, no_content};
use crate::builder::delta;
use crate::faults::{Fault, duration, is_operation_of};
use crate::journal::RecordedRequest;
use crate::request::Request;
use crate::response::Response;
use crate::server::Shared;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Faults {
    faults: Vec<String>,
}

/// Returns the methods of a path below `/-/`, empty if the path does not exist.
pub(super) fn methods(path: &str) -> &'static [Method] {
    const GET: Method = Method::GET;
    const POST: Method = Method::POST;
    const PUT: Method = Method::PUT;
    const DELETE: Method = Method::DELETE;
    match path {
        "/-/clock" => &[GET, POST],
        "/-/faults" => &[GET, POST, PUT, DELETE],
        "/-/exchanges" => &[GET],
        "/-/journal" => &[GET, DELETE],
        "/-/nonces" | "/-/tokens" => &[DELETE],
        "/-/seed" | "/-/reset" => &[POST],
        _ => &[],
    }
}

/// Handles a request that has one of the path's [`methods`].
pub(super) fn respond(shared: &Shared, request: &Request) -> Response {
    handle(shared, request).unwrap_or_else(|error| json_response(StatusCode::BAD_REQUEST, &json!({ "error": error })))
}

fn handle(shared: &Shared, request: &Request) -> Result<Response, String> {
    let method = request.method.as_str();
    Ok(match (request.path.as_str(), method) {
        ("/-/clock", "POST") => {
            let Advance { advance } = body(request, r#"{"advance": "90s"}"#)?;
            let advance = duration(&advance)?;
            let mut service = shared.service();
            service.advance(delta(advance));
            clock(service.clock.now())
        }
        ("/-/clock", _) => clock(shared.service().clock.now()),
        ("/-/faults", "GET" | "HEAD") => faults(shared),
        ("/-/faults", "DELETE") => {
            shared.faults().clear();
            no_content()
        }
        ("/-/faults", method) => {
            let Faults { faults: specs } = body(request, r#"{"faults": ["*:status=503,times=1"]}"#)?;
            // All faults are parsed before the first one is added.
            let document = Arc::clone(&shared.service().document);
            let parse = |spec: &String| {
                let fault = Fault::parse(spec, |id| is_operation_of(&document, id));
                fault.map_err(|error| format!("{spec}: {error}"))
            };
            let added: Vec<_> = specs.iter().map(parse).collect::<Result<_, _>>()?;
            let mut current = shared.faults();
            if method == "PUT" {
                current.clear();
            }
            added.into_iter().for_each(|fault| current.add(fault));
            drop(current);
            faults(shared)
        }
        ("/-/exchanges", _) => {
            let exchanges: Vec<_> = shared.journal().entries().iter().filter_map(RecordedRequest::exchange).collect();
            json_response(StatusCode::OK, &exchanges.into())
        }
        ("/-/journal", "DELETE") => {
            shared.journal().clear();
            no_content()
        }
        ("/-/journal", _) => json_response(StatusCode::OK, &super::state::journal(&shared.journal())),
        ("/-/nonces", _) => {
            shared.service().digest.expire();
            no_content()
        }
        ("/-/tokens", _) => {
            shared.service().oauth.expire();
            no_content()
        }
        ("/-/seed", _) => {
            let document: Value = body(request, r#"{"databaseUsers": []}"#)?;
            shared.service().seed(&document).map_err(|error| error.to_string())?;
            no_content()
        }
        _ => {
            let properties: serde_json::Map<String, Value> = body(request, "{}")?;
            if let Some(unknown) = properties.keys().next() {
                return Err(format!("body: not valid; expected for example {{}} (unknown property \"{unknown}\")"));
            }
            shared.reset().map_err(|error| error.to_string())?;
            no_content()
        }
    })
}

fn clock(now: chrono::DateTime<chrono::Utc>) -> Response {
    json_response(StatusCode::OK, &json!({ "now": now.to_rfc3339_opts(SecondsFormat::Millis, true) }))
}

fn faults(shared: &Shared) -> Response {
    let faults: Vec<_> = shared.faults().due().map(ToString::to_string).collect();
    json_response(StatusCode::OK, &json!({ "faults": faults }))
}

fn body<T: DeserializeOwned>(request: &Request, example: &str) -> Result<T, String> {
    serde_json::from_slice(&request.body)
        .map_err(|error| format!("body: not valid; expected for example {example} ({error})"))
}
