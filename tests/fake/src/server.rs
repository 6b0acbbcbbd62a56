//! The edge: a loopback port, a thread of its own, and the translation from and to HTTP.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::sync::oneshot;

use crate::answer::Answer;
use crate::error::ApiError;
use crate::journal::RecordedRequest;
use crate::request::Request;
use crate::service::Service;

/// More than any body that Atlas takes for a resource.
pub(crate) const BODY_LIMIT: usize = 1024 * 1024;

/// What the server and its handle share.
pub(crate) struct Shared {
    service: Mutex<Service>,
    journal: Mutex<Vec<RecordedRequest>>,
}

/// A running server, which ends when this is dropped.
pub(crate) struct Server {
    pub(crate) shared: Arc<Shared>,
    pub(crate) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Shared {
    pub(crate) fn service(&self) -> MutexGuard<'_, Service> {
        self.service.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn journal(&self) -> MutexGuard<'_, Vec<RecordedRequest>> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Server {
    /// Opens a free loopback port and serves on it what `service` makes of its address.
    ///
    /// The server has a thread and a runtime to itself, so that a caller that blocks its own runtime is still served.
    pub(crate) async fn start(
        service: impl FnOnce(SocketAddr) -> io::Result<Service> + Send + 'static,
    ) -> io::Result<Self> {
        let (started, start) = oneshot::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new().name("atlas-fake".to_owned()).spawn(move || {
            let runtime = match runtime::Builder::new_current_thread().enable_io().build() {
                Ok(runtime) => runtime,
                Err(error) => return drop(started.send(Err(error))),
            };
            runtime.block_on(async {
                match open(service).await {
                    Ok((listener, address, shared)) => {
                        let router = Router::new().fallback(serve).with_state(Arc::clone(&shared));
                        // Whoever waits for the start may have gone; then `stopped` resolves at once.
                        drop(started.send(Ok((address, shared))));
                        tokio::select! {
                            _ = axum::serve(listener, router) => {}
                            _ = stopped => {}
                        }
                    }
                    Err(error) => drop(started.send(Err(error))),
                }
            });
        })?;
        let (address, shared) = start.await.map_err(io::Error::other)??;
        Ok(Self { shared, address, stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        // Connections end with the runtime, so this does not wait for a client.
        drop(self.thread.take().map(JoinHandle::join));
    }
}

async fn open(
    service: impl FnOnce(SocketAddr) -> io::Result<Service>,
) -> io::Result<(TcpListener, SocketAddr, Arc<Shared>)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let service = Mutex::new(service(address)?);
    Ok((listener, address, Arc::new(Shared { service, journal: Mutex::default() })))
}

async fn serve(State(shared): State<Arc<Shared>>, request: axum::extract::Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = read(body).await;
    let request = Request::new(parts, body.as_ref().ok().cloned().unwrap_or_default());
    let (answer, operation) = match body {
        Ok(_) => shared.service().answer(&request),
        Err(error) => (error.into(), None),
    };
    let operation_id = operation.map(|operation| operation.id.clone());
    shared.journal().push(RecordedRequest::new(request, operation_id, answer.status));
    write(answer)
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

fn write(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = answer.status;
    let content_type = (CONTENT_TYPE, answer.content_type);
    for (name, value) in [content_type].into_iter().chain(answer.header) {
        match HeaderValue::from_str(&value) {
            Ok(value) => drop(response.headers_mut().insert(name, value)),
            Err(_) => *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
    response
}
