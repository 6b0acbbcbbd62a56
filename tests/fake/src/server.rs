//! The edge: a port and a thread of its own.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use axum::Router;
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::sync::oneshot;

use crate::connection::{ConnectionHandle, Port};
use crate::faults::Faults;
use crate::http::serve;
use crate::journal::Journal;
use crate::service::Service;

/// What the server and its handle share.
pub(crate) struct Shared {
    service: Mutex<Service>,
    journal: Mutex<Journal>,
    faults: Mutex<Faults>,
    /// Whether there is a page at `/`.
    pub(crate) has_page: bool,
}

/// A running server, which ends when this is dropped.
pub(crate) struct Server {
    pub(crate) shared: Arc<Shared>,
    pub(crate) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Shared {
    pub(crate) fn new(service: Service, journal: Journal, faults: Faults, has_page: bool) -> Self {
        Self { service: Mutex::new(service), journal: Mutex::new(journal), faults: Mutex::new(faults), has_page }
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
    /// Begins again: nothing is remembered but what there was at the start, no fault is set up, no request was made.
    pub(crate) fn reset(&self) -> io::Result<()> {
        self.faults().clear();
        self.journal().clear();
        self.service().reset()
    }
}

impl Server {
    /// Listens at `address`, at a free port if it names none, and serves there what `shared` makes of the address.
    ///
    /// The server has a thread and a runtime to itself, so that a caller that blocks its own runtime is still served.
    pub(crate) async fn start(
        address: SocketAddr,
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
                        // Whoever waits for the start may have gone; then `stopped` resolves at once.
                        drop(started.send(Ok((address, shared))));
                        tokio::select! {
                            _ = axum::serve(Port(listener), service) => {}
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

/// The address for clients on this machine: one that stands for all interfaces is no address to go to.
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
