//! One request's way from the socket to its answer, with all that can go wrong on it.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;

use axum::body::{Body, HttpBody};
use axum::extract::{ConnectInfo, State};
use axum::response::Response;
use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt, stream};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, EXPECT};
use http::{HeaderValue, StatusCode};

use crate::answer::{Answer, Repeated};
use crate::connection::ConnectionHandle;
use crate::error::ApiError;
use crate::faults::Kind;
use crate::journal::RecordedRequest;
use crate::request::Request;
use crate::server::Shared;
use crate::ui;

/// More than any body that Atlas takes for a resource.
const BODY_LIMIT: usize = 1024 * 1024;

/// How much is read of a body that is refused.
const DROPPED_LIMIT: usize = 64 * BODY_LIMIT;

pub(crate) async fn serve(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(connection): ConnectInfo<ConnectionHandle>,
    request: axum::extract::Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let mut request = Request { peer: Some(connection.peer.ip().to_canonical()), ..Request::new(parts, Bytes::new()) };
    if shared.has_page && ui::is_for(&request) {
        let answer = match read(body, request.headers.contains_key(EXPECT)).await {
            Ok(body) => ui::answer(&shared, &Request { body, ..request }),
            Err(error) => error.into(),
        };
        return write(&answer, body_of(&answer));
    }
    let document = Arc::clone(&shared.service().document);
    let hit = shared.faults().meet(&document, &request);

    let (answer, operation_id) = if hit.kind == Some(Kind::ResetBefore) {
        let route = document.route(&request.method, &request.path).ok();
        (
            Answer { status: StatusCode::SERVICE_UNAVAILABLE, ..Answer::default() },
            route.map(|route| Arc::clone(&route.operation.id)),
        )
    } else {
        let body = read(body, request.headers.contains_key(EXPECT)).await;
        let refused = body.map(|body| request.body = body).err();
        answer(&shared, &request, refused, hit.kind.as_ref())
    };

    let response = send(&answer, hit.kind.as_ref(), &connection);
    let is_answered = !matches!(hit.kind, Some(Kind::ResetBefore | Kind::ResetAfter | Kind::CutBody));
    let entry = RecordedRequest::new(request, operation_id, answer, hit.name(), is_answered);
    // It may ask for the journal itself, which so must not be locked.
    let observer = shared.journal().observer();
    observer.iter().for_each(|observe| observe(&entry));
    shared.journal().push(entry);
    if !hit.latency.is_zero() {
        tokio::time::sleep(hit.latency).await;
    }
    response
}

/// The answer of a fault, of a body that could not be read, or of the service; and the operation that is meant.
fn answer(
    shared: &Shared,
    request: &Request,
    refused: Option<ApiError>,
    fault: Option<&Kind>,
) -> (Answer, Option<Arc<str>>) {
    let mut service = shared.service();
    if fault == Some(&Kind::StaleNonce) {
        service.digest.expire();
    }
    if let Some(answer) = fault.and_then(Kind::answer) {
        let route = service.document.route(&request.method, &request.path).ok();
        return (answer, route.map(|route| Arc::clone(&route.operation.id)));
    }
    match refused {
        Some(error) => (error.into(), None),
        None => service.answer(request),
    }
}

/// Reads a body to its end. One that is too large or breaks off is refused, so that no part of it does anything.
///
/// Of what is too large a good deal is read all the same: a client that is still writing when its connection closes does
/// not get to see why. One that asks before it sends is told at once.
async fn read(body: Body, is_asking: bool) -> Result<Bytes, ApiError> {
    let mut is_too_large = body.size_hint().lower() > BODY_LIMIT as u64;
    let mut chunks = body.into_data_stream();
    let (mut bytes, mut dropped) = (BytesMut::new(), 0);
    while !(is_too_large && (is_asking || dropped > DROPPED_LIMIT)) {
        let chunk = match chunks.next().await {
            Some(Ok(chunk)) => chunk,
            Some(Err(_)) if !is_too_large => return Err(ApiError::incomplete_body()),
            Some(Err(_)) | None => break,
        };
        is_too_large |= bytes.len() + chunk.len() > BODY_LIMIT;
        if is_too_large {
            dropped += chunk.len();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    if is_too_large { Err(ApiError::body_too_large(BODY_LIMIT)) } else { Ok(bytes.freeze()) }
}

/// What is sent of an answer. A reset connection sends nothing of it.
fn send(answer: &Answer, fault: Option<&Kind>, connection: &ConnectionHandle) -> Response {
    match (fault, answer.repeated.as_deref()) {
        (Some(Kind::ResetBefore | Kind::ResetAfter), _) => connection.reset(),
        (Some(Kind::CutBody), Some(pieces)) => return write(answer, cut(half(pieces))),
        (Some(Kind::CutBody), None) if answer.body.is_empty() => connection.reset(),
        (Some(Kind::CutBody), None) => {
            let (sent, _) = answer.body.split_at(answer.body.len() / 2);
            let mut response = write(answer, cut([Bytes::copy_from_slice(sent)]));
            response.headers_mut().insert(CONTENT_LENGTH, answer.body.len().into());
            return response;
        }
        _ => {}
    }
    write(answer, body_of(answer))
}

/// Half of what is too large to be held.
fn half(pieces: &Repeated) -> impl Iterator<Item = Bytes> + Send + use<> {
    let Repeated { piece, times, rest } = pieces.clone();
    let last = if times % 2 == 1 { &piece } else { &rest };
    let last = if times == 0 || times % 2 == 1 { last.slice(..last.len() / 2) } else { Bytes::new() };
    (0..times / 2).map(move |_| piece.clone()).chain([last])
}

/// A body that breaks off behind `sent`.
fn cut(sent: impl IntoIterator<Item = Bytes, IntoIter: Send + 'static>) -> Body {
    let sent = sent.into_iter().map(Ok::<_, io::Error>);
    let end = async {
        // What was sent so far goes out while this waits; an error would take it along.
        tokio::task::yield_now().await;
        Err(io::ErrorKind::BrokenPipe.into())
    };
    Body::from_stream(stream::iter(sent).chain(stream::once(end)))
}

/// The whole body; what is too large to be held is sent piece by piece.
fn body_of(answer: &Answer) -> Body {
    match answer.repeated.as_deref().cloned() {
        None => Body::from(answer.body.clone()),
        Some(Repeated { piece, times, rest }) => {
            let pieces = (0..times).map(move |_| piece.clone()).chain([rest]);
            Body::from_stream(stream::iter(pieces.map(Ok::<_, Infallible>)))
        }
    }
}

fn write(answer: &Answer, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = answer.status;
    let content_type = Some((CONTENT_TYPE, &answer.content_type)).filter(|(_, value)| !value.is_empty());
    let headers = answer.headers.iter().map(|(name, value)| (name.clone(), value));
    for (name, value) in content_type.into_iter().chain(headers) {
        match HeaderValue::from_str(value) {
            Ok(value) => drop(response.headers_mut().insert(name, value)),
            Err(_) => *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
    response
}
