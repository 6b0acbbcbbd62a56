//! Blocking requests, for threads without an async runtime.

use std::{future::Future, sync::Arc, thread};

use tokio::{runtime, sync::oneshot};

use super::async_context::is_async;
use crate::{Atlas, Error};

/// The runtime of blocking calls: a thread that drives the connections. It ends when the client and all its clones are
/// dropped.
///
/// The calls themselves run on the threads of their callers. So the condition of a wait can block or panic there, and
/// calls of other threads continue.
#[derive(Debug)]
pub(crate) struct Runtime {
    handle: runtime::Handle,
    /// Ends the thread when it is dropped.
    _shutdown: oneshot::Sender<()>,
}

impl Runtime {
    pub(crate) fn start() -> Result<Arc<Self>, Error> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build().map_err(Error::setup)?;
        let handle = runtime.handle().clone();
        let (shutdown, stopped) = oneshot::channel();
        let drive = move || {
            // The receiver fails when the sender is dropped, which is the signal to stop.
            let _ = runtime.block_on(stopped);
        };
        thread::Builder::new().name("atlas-api".to_owned()).spawn(drive).map_err(Error::setup)?;
        Ok(Arc::new(Self { handle, _shutdown: shutdown }))
    }
}

/// Runs a future on this thread until it has completed, with the connections of the client's runtime.
pub(crate) fn block_on<T>(atlas: &Atlas, future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    if is_async() {
        let rule = "called from inside of an async runtime, which would block it; await the request instead, or call it in \
                    `tokio::task::spawn_blocking`";
        return Err(Error::invalid_argument("blocking call", rule));
    }
    // Keeps the thread running until the call has ended, even if the client is dropped meanwhile.
    let runtime = atlas.runtime()?;
    runtime.handle.block_on(future)
}
