//! HTTP handling of one request, from the socket to the response, with the faults that apply to it.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, BodyDataStream, HttpBody};
use axum::extract::{ConnectInfo, State};
use axum::response::Response as HttpResponse;
use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt, stream};
use http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, EXPECT};
use http::{HeaderValue, StatusCode};

use crate::connection::ConnectionHandle;
use crate::error::{ApiError, codes};
use crate::faults::FaultKind;
use crate::journal::RecordedRequest;
use crate::request::Request;
use crate::response::{Repeated, Response};
use crate::server::Shared;
#[cfg(feature = "page")]
use crate::ui;

/// The maximum size of a request body, larger than any body that Atlas accepts for a resource.
const BODY_LIMIT: usize = 1024 * 1024;

/// The maximum number of bytes read from a body that is too large.
const DROPPED_LIMIT: usize = 64 * BODY_LIMIT;

pub(crate) async fn serve(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(connection): ConnectInfo<ConnectionHandle>,
    request: axum::extract::Request,
) -> HttpResponse {
    let _handling = connection.handle_request();
    let (parts, body) = request.into_parts();
    let mut request = Request { peer: Some(connection.peer.ip().to_canonical()), ..Request::new(parts, Bytes::new()) };
    #[cfg(feature = "page")]
    if shared.has_page && ui::is_for(&request) {
        let response = match read(body, request.headers.contains_key(EXPECT), connection.idle_timeout).await {
            Ok(body) => ui::respond(&shared, &Request { body, ..request }),
            Err(error) => error.into(),
        };
        return write(&response, body_of(&response));
    }
    let document = Arc::clone(&shared.service().document);
    let hit = shared.faults().next_fault(&document, &request);

    let (response, operation_id) = if hit.kind == Some(FaultKind::ResetBefore) {
        let route = document.route(&request.method, &request.path).ok();
        (
            Response { status: StatusCode::SERVICE_UNAVAILABLE, ..Response::default() },
            route.map(|route| Arc::clone(&route.operation.id)),
        )
    } else {
        let body = read(body, request.headers.contains_key(EXPECT), connection.idle_timeout).await;
        let refused = body.map(|body| request.body = body).err();
        respond(&shared, &request, refused, hit.kind.as_ref())
    };

    let http_response = send(&response, hit.kind.as_ref(), &connection);
    let was_sent = !matches!(hit.kind, Some(FaultKind::ResetBefore | FaultKind::ResetAfter | FaultKind::CutBody));
    let entry = RecordedRequest::new(request, operation_id, response, hit.name(), was_sent);
    // The observer may read the journal, so the journal is not locked while it runs.
    let observer = shared.journal().observer();
    observer.iter().for_each(|observe| observe(&entry));
    shared.journal().push(entry);
    if !hit.latency.is_zero() {
        tokio::time::sleep(hit.latency).await;
    }
    http_response
}

/// Returns the response and the ID of the requested operation.
///
/// The response comes from the fault, from the error of reading the body, or from the service, in this order.
fn respond(
    shared: &Shared,
    request: &Request,
    refused: Option<ApiError>,
    fault: Option<&FaultKind>,
) -> (Response, Option<Arc<str>>) {
    let mut service = shared.service();
    if fault == Some(&FaultKind::StaleNonce) {
        service.digest.expire();
    }
    if let Some(response) = fault.and_then(FaultKind::response) {
        let route = service.document.route(&request.method, &request.path).ok();
        return (response, route.map(|route| Arc::clone(&route.operation.id)));
    }
    match refused {
        Some(error) => (error.into(), None),
        None => service.respond(request),
    }
}

/// Reads a body to its end.
///
/// A body that is too large or incomplete is refused, so that no part of it has an effect. A body that is too large is
/// refused at once, and [drained](drain) afterwards. A client that sent `Expect` waits for the response before it
/// writes, so nothing is read from it.
///
/// A body that stops arriving is refused after the timeout.
async fn read(body: Body, has_expect: bool, timeout: Duration) -> Result<Bytes, ApiError> {
    let mut is_too_large = body.size_hint().lower() > BODY_LIMIT as u64;
    let mut chunks = body.into_data_stream();
    let mut bytes = BytesMut::new();
    while !is_too_large {
        match tokio::time::timeout(timeout, chunks.next()).await {
            Ok(Some(Ok(chunk))) if bytes.len() + chunk.len() > BODY_LIMIT => is_too_large = true,
            Ok(Some(Ok(chunk))) => bytes.extend_from_slice(&chunk),
            Ok(Some(Err(_))) => return Err(codes::REQUEST_BODY_INCOMPLETE.of(&[])),
            Ok(None) => return Ok(bytes.freeze()),
            Err(_) => {
                let close = vec![(CONNECTION, "close".to_owned())];
                return Err(codes::REQUEST_TIMEOUT.of(&[]).with_headers(close));
            }
        }
    }
    if !has_expect {
        tokio::spawn(drain(chunks, timeout));
    }
    Err(codes::REQUEST_BODY_TOO_LARGE.of(&[&BODY_LIMIT.to_string()]))
}

/// Reads and drops the rest of a body that is too large, up to [`DROPPED_LIMIT`] bytes: a client that is still writing
/// when the connection closes would not see the response.
async fn drain(mut chunks: BodyDataStream, timeout: Duration) {
    let mut dropped = 0;
    while dropped <= DROPPED_LIMIT {
        let Ok(Some(Ok(chunk))) = tokio::time::timeout(timeout, chunks.next()).await else { return };
        dropped += chunk.len();
    }
}

/// Converts a response to HTTP. The fault may truncate its body, or reset the connection instead of sending it.
fn send(response: &Response, fault: Option<&FaultKind>, connection: &ConnectionHandle) -> HttpResponse {
    match (fault, response.repeated.as_deref()) {
        (Some(FaultKind::ResetBefore | FaultKind::ResetAfter), _) => connection.reset(),
        (Some(FaultKind::CutBody), Some(pieces)) => return write(response, truncated(half(pieces))),
        (Some(FaultKind::CutBody), None) if response.body.is_empty() => connection.reset(),
        (Some(FaultKind::CutBody), None) => {
            let (sent, _) = response.body.split_at(response.body.len() / 2);
            let mut http_response = write(response, truncated([Bytes::copy_from_slice(sent)]));
            http_response.headers_mut().insert(CONTENT_LENGTH, response.body.len().into());
            return http_response;
        }
        _ => {}
    }
    write(response, body_of(response))
}

/// Returns the first half of a streamed body.
fn half(pieces: &Repeated) -> impl Iterator<Item = Bytes> + Send + use<> {
    let Repeated { piece, times, rest } = pieces.clone();
    let half = (piece.len() as u64 * times + rest.len() as u64) / 2;
    let whole = half.checked_div(piece.len() as u64).unwrap_or_default().min(times);
    let left = usize::try_from(half - piece.len() as u64 * whole).unwrap_or_default();
    let last = if whole < times { piece.slice(..left) } else { rest.slice(..left) };
    (0..whole).map(move |_| piece.clone()).chain([last])
}

/// Returns a body that fails after the bytes of `sent`.
fn truncated(sent: impl IntoIterator<Item = Bytes, IntoIter: Send + 'static>) -> Body {
    let sent = sent.into_iter().map(Ok::<_, io::Error>);
    let end = async {
        // Yielding lets the server write the bytes sent so far. An immediate error would discard them.
        tokio::task::yield_now().await;
        Err(io::ErrorKind::BrokenPipe.into())
    };
    Body::from_stream(stream::iter(sent).chain(stream::once(end)))
}

/// Returns the complete body, as a stream if it is too large for memory.
fn body_of(response: &Response) -> Body {
    match response.repeated.as_deref().cloned() {
        None => Body::from(response.body.clone()),
        Some(Repeated { piece, times, rest }) => {
            let pieces = (0..times).map(move |_| piece.clone()).chain([rest]);
            Body::from_stream(stream::iter(pieces.map(Ok::<_, Infallible>)))
        }
    }
}

fn write(response: &Response, body: Body) -> HttpResponse {
    let mut http_response = HttpResponse::new(body);
    *http_response.status_mut() = response.status;
    let content_type = Some((CONTENT_TYPE, &response.content_type)).filter(|(_, value)| !value.is_empty());
    let headers = response.headers.iter().map(|(name, value)| (name.clone(), value));
    for (name, value) in content_type.into_iter().chain(headers) {
        match HeaderValue::from_str(value) {
            Ok(value) => drop(http_response.headers_mut().insert(name, value)),
            Err(_) => *http_response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
    http_response
}
