//! One request's way from the socket to its answer, with all that can go wrong on it.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::response::Response;
use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt, stream};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
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
pub(crate) const BODY_LIMIT: usize = 1024 * 1024;

pub(crate) async fn serve(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(connection): ConnectInfo<ConnectionHandle>,
    request: axum::extract::Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let mut request = Request::new(parts, Bytes::new());
    request.peer = Some(connection.peer.ip());
    let page = shared.has_page.then(|| ui::answer(&shared, &request, connection.peer)).flatten();
    if let Some(answer) = page {
        return write(&answer, body_of(&answer));
    }
    let document = shared.service().document;
    let hit = shared.faults().meet(document, &request);

    let (answer, operation_id) = if hit.kind == Some(Kind::ResetBefore) {
        let route = document.route(&request.method, &request.path).ok();
        (
            Answer { status: StatusCode::SERVICE_UNAVAILABLE, ..Answer::default() },
            route.map(|route| &*route.operation.id),
        )
    } else {
        let body = read(body).await;
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
) -> (Answer, Option<&'static str>) {
    let mut service = shared.service();
    if fault == Some(&Kind::StaleNonce) {
        service.digest.expire();
    }
    if let Some(answer) = fault.and_then(Kind::answer) {
        let route = service.document.route(&request.method, &request.path).ok();
        return (answer, route.map(|route| route.operation.id.as_str()));
    }
    match refused {
        Some(error) => (error.into(), None),
        None => {
            let (answer, operation) = service.answer(request);
            (answer, operation.map(|operation| operation.id.as_str()))
        }
    }
}

/// Reads a body to its end. One that is too large or breaks off is refused, so that no part of it does anything.
async fn read(body: Body) -> Result<Bytes, ApiError> {
    let mut chunks = body.into_data_stream();
    let mut bytes = BytesMut::new();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| ApiError::incomplete_body())?;
        if bytes.len() + chunk.len() > BODY_LIMIT {
            return Err(ApiError::body_too_large(BODY_LIMIT));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

/// What is sent of an answer. A reset connection sends nothing of it.
fn send(answer: &Answer, fault: Option<&Kind>, connection: &ConnectionHandle) -> Response {
    match fault {
        Some(Kind::ResetBefore | Kind::ResetAfter) => connection.reset(),
        Some(Kind::CutBody) if answer.body.is_empty() => connection.reset(),
        Some(Kind::CutBody) => {
            let (sent, _) = answer.body.split_at(answer.body.len() / 2);
            let mut response = write(answer, cut(sent));
            response.headers_mut().insert(CONTENT_LENGTH, answer.body.len().into());
            return response;
        }
        _ => {}
    }
    write(answer, body_of(answer))
}

/// A body that breaks off behind `sent`.
fn cut(sent: &[u8]) -> Body {
    let sent = Ok::<_, Infallible>(Bytes::copy_from_slice(sent)).map_err(io::Error::other);
    let end = async {
        // What was sent so far goes out while this waits; an error would take it along.
        tokio::task::yield_now().await;
        Err(io::ErrorKind::BrokenPipe.into())
    };
    Body::from_stream(stream::iter([sent]).chain(stream::once(end)))
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
