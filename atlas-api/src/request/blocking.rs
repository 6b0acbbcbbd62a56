//! Blocking requests, for threads without an async runtime.

use std::{
    future::Future,
    sync::{Arc, mpsc},
    thread,
};

use tokio::{runtime, sync::oneshot};

use crate::{Atlas, Error};

/// The runtime of blocking calls: a thread that drives the connections. It ends when the client and all its clones are
/// dropped.
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

/// Runs a future on the client's runtime and blocks until it has completed.
pub(crate) fn block_on<T: Send + 'static>(
    atlas: &Atlas,
    future: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    if runtime::Handle::try_current().is_ok() {
        let rule = "called from inside of an async runtime, which would block it; await the request instead";
        return Err(Error::invalid_argument("blocking call", rule));
    }
    let (sender, receiver) = mpsc::sync_channel(1);
    atlas.runtime()?.handle.spawn(async move {
        // The receiver is dropped if the calling thread has ended.
        let _ = sender.send(future.await);
    });
    receiver.recv().map_err(Error::setup)?
}
