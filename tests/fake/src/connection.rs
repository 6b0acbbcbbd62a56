//! Connections that a request handler can reset, and that are closed when they are idle.

use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

use crate::idle::IdleTimer;

/// A listener whose connections can be reset.
pub(crate) struct Port {
    pub(crate) listener: TcpListener,
    /// The time after which an idle connection is closed.
    pub(crate) idle_timeout: Duration,
}

/// One connection.
pub(crate) struct Connection {
    stream: TcpStream,
    handle: ConnectionHandle,
    idle: IdleTimer,
}

/// A handle that requests have on their connection.
#[derive(Debug, Clone)]
pub(crate) struct ConnectionHandle {
    pub(crate) peer: SocketAddr,
    /// The time after which the connection is closed if the client stops sending.
    pub(crate) idle_timeout: Duration,
    is_reset: Arc<AtomicBool>,
    /// The number of requests that are being handled.
    requests: Arc<AtomicUsize>,
}

/// A request that is being handled. Until it is dropped, its connection is not idle.
pub(crate) struct Handling(Arc<AtomicUsize>);

impl Drop for Handling {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl ConnectionHandle {
    fn new(peer: SocketAddr, idle_timeout: Duration) -> Self {
        Self { peer, idle_timeout, is_reset: Arc::default(), requests: Arc::default() }
    }

    /// Marks the beginning of a request. The connection is not idle until the result is dropped.
    pub(crate) fn handle_request(&self) -> Handling {
        self.requests.fetch_add(1, Ordering::Relaxed);
        Handling(Arc::clone(&self.requests))
    }

    /// Resets the connection on the next read or write.
    pub(crate) fn reset(&self) {
        self.is_reset.store(true, Ordering::Relaxed);
    }
}

impl Listener for Port {
    type Io = Connection;
    type Addr = ConnectionHandle;

    async fn accept(&mut self) -> (Connection, ConnectionHandle) {
        let (stream, peer) = Listener::accept(&mut self.listener).await;
        // Without `TCP_NODELAY`, responses are only delayed, so the error is ignored.
        let _ = stream.set_nodelay(true);
        let handle = ConnectionHandle::new(peer, self.idle_timeout);
        let idle = IdleTimer::new(self.idle_timeout);
        (Connection { stream, handle: handle.clone(), idle }, handle)
    }

    fn local_addr(&self) -> io::Result<ConnectionHandle> {
        Ok(ConnectionHandle::new(self.listener.local_addr()?, self.idle_timeout))
    }
}

impl Connected<IncomingStream<'_, Port>> for ConnectionHandle {
    fn connect_info(stream: IncomingStream<'_, Port>) -> Self {
        stream.remote_addr().clone()
    }
}

impl Connection {
    /// Returns the stream, or an error if the connection is to be reset. Closing a socket with zero linger resets it.
    fn stream(&mut self) -> io::Result<Pin<&mut TcpStream>> {
        if self.handle.is_reset.load(Ordering::Relaxed) {
            self.stream.set_zero_linger()?;
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(Pin::new(&mut self.stream))
    }

    /// Records the traffic of a completed read or write.
    fn traffic<T>(&mut self, result: T) -> Poll<T> {
        self.idle.restart();
        Poll::Ready(result)
    }

    /// Returns an error if the connection is idle for too long. Otherwise wakes the task then.
    fn poll_idle(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.handle.requests.load(Ordering::Relaxed) > 0 {
            self.idle.restart();
        }
        ready!(self.idle.poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Connection {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        match this.stream()?.poll_read(cx, buffer) {
            Poll::Ready(read) => this.traffic(read),
            Poll::Pending => this.poll_idle(cx),
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = ready!(this.stream()?.poll_write(cx, bytes));
        this.traffic(written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = ready!(this.stream()?.poll_write_vectored(cx, slices));
        this.traffic(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().stream()?.poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().stream()?.poll_shutdown(cx)
    }
}
