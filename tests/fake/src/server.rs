//! The server: a listening port, served on its own thread.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::sync::oneshot;

use crate::connection::{ConnectionHandle, Port};
use crate::faults::Faults;
use crate::http::serve;
use crate::journal::Journal;
use crate::service::Service;

/// The state shared by the server and its handle.
pub(crate) struct Shared {
    service: Mutex<Service>,
    journal: Mutex<Journal>,
    faults: Mutex<Faults>,
    /// Whether the page at `/` is enabled.
    #[cfg(feature = "page")]
    pub(crate) has_page: bool,
}

/// A running server. Dropping it stops the server.
pub(crate) struct Server {
    pub(crate) shared: Arc<Shared>,
    pub(crate) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Shared {
    pub(crate) fn new(service: Service, journal: Journal, faults: Faults) -> Self {
        Self {
            service: Mutex::new(service),
            journal: Mutex::new(journal),
            faults: Mutex::new(faults),
            #[cfg(feature = "page")]
            has_page: false,
        }
    }

    /// Enables or disables the page.
    #[cfg(feature = "page")]
    pub(crate) fn with_page(self, has_page: bool) -> Self {
        Self { has_page, ..self }
    }

    pub(crate) fn service(&self) -> MutexGuard<'_, Service> {
        self.service.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn journal(&self) -> MutexGuard<'_, Journal> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    /// Resets everything to the state at the start, without faults and with an empty journal.
    pub(crate) fn reset(&self) -> io::Result<()> {
        self.faults().clear();
        self.journal().clear();
        self.service().reset()
    }
}

impl Server {
    /// Starts a server at `address`, with a free port if its port is 0. It closes connections that are idle for a time.
    /// `shared` creates the state from the actual address.
    ///
    /// The server has its own thread and runtime, so that it also serves a caller that blocks its own runtime.
    pub(crate) async fn start(
        address: SocketAddr,
        idle_timeout: Duration,
        shared: impl FnOnce(SocketAddr) -> io::Result<Shared> + Send + 'static,
    ) -> io::Result<Self> {
        let (started, start) = oneshot::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new().name("atlas-fake".to_owned()).spawn(move || {
            let runtime = match runtime::Builder::new_current_thread().enable_io().enable_time().build() {
                Ok(runtime) => runtime,
                Err(error) => return drop(started.send(Err(error))),
            };
            runtime.block_on(async {
                match open(address, shared).await {
                    Ok((listener, address, shared)) => {
                        let router = Router::new().fallback(serve).with_state(Arc::clone(&shared));
                        let service = router.into_make_service_with_connect_info::<ConnectionHandle>();
                        // If the caller no longer waits for the start, `stopped` resolves at once.
                        drop(started.send(Ok((address, shared))));
                        tokio::select! {
                            _ = axum::serve(Port { listener, idle_timeout }, service) => {}
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
        // The runtime closes its connections, so the join does not wait for clients.
        drop(self.thread.take().map(JoinHandle::join));
    }
}

/// Returns the base URL for local clients. An unspecified address is replaced by the loopback address.
pub(crate) fn base_url(mut address: SocketAddr) -> String {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    format!("http://{address}")
}

async fn open(
    address: SocketAddr,
    shared: impl FnOnce(SocketAddr) -> io::Result<Shared>,
) -> io::Result<(TcpListener, SocketAddr, Arc<Shared>)> {
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    Ok((listener, address, Arc::new(shared(address)?)))
}
