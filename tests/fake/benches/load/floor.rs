//! A bare `axum` server on its own thread, with one response for every request.

use std::net::SocketAddr;
use std::thread;

use axum::Router;
use bytes::Bytes;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

pub(crate) struct Floor {
    base_url: String,
    /// Stops the server when dropped.
    _stop: oneshot::Sender<()>,
}

impl Floor {
    pub(crate) fn start(body: Vec<u8>) -> Self {
        let body = Bytes::from(body);
        let (stop, stopped) = oneshot::channel::<()>();
        let (started, start) = std::sync::mpsc::channel::<SocketAddr>();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                started.send(listener.local_addr().unwrap()).unwrap();
                let router = Router::new().fallback(move || std::future::ready(body.clone()));
                tokio::select! {
                    served = axum::serve(listener, router) => served.unwrap(),
                    _ = stopped => {}
                }
            });
        });
        Self { base_url: format!("http://{}", start.recv().unwrap()), _stop: stop }
    }

    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }
}
