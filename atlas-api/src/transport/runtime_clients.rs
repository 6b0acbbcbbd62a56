//! One HTTP client for each runtime.
//!
//! The runtime that opens a connection drives it. If runtimes shared connections, a request would wait for a runtime
//! that is not running, or fail when the runtime of another call is shut down.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak},
};

use reqwest::{Client, ClientBuilder};
use tokio::{
    runtime::{Handle, Id},
    sync::oneshot,
};

/// The HTTP clients of all runtimes that have sent a request. Clones share them.
#[derive(Clone)]
pub(super) struct RuntimeClients(Arc<Shared>);

struct Shared {
    settings: Box<dyn Fn() -> ClientBuilder + Send + Sync>,
    /// The client of the first runtime. It is built in advance, so that invalid settings fail early.
    first: Mutex<Option<Client>>,
    /// A program has few runtimes, so a search through a list is faster than a map.
    entries: RwLock<Vec<Entry>>,
}

/// The client of a runtime.
struct Entry {
    runtime: Id,
    client: Client,
    /// Ends the task that holds the registration when the entry is dropped.
    _end: oneshot::Sender<()>,
}

/// The registration of a runtime. A task of that runtime holds it, so it is dropped when the runtime is shut down, and
/// then removes the entry.
struct Registration {
    clients: Weak<Shared>,
    runtime: Id,
}

impl RuntimeClients {
    /// Creates the clients from a function that returns their settings.
    pub(super) fn new(settings: impl Fn() -> ClientBuilder + Send + Sync + 'static) -> reqwest::Result<Self> {
        let first = Mutex::new(Some(settings().build()?));
        Ok(Self(Arc::new(Shared { settings: Box::new(settings), first, entries: RwLock::default() })))
    }

    /// Returns the client of the current runtime.
    ///
    /// # Panics
    /// Outside of a runtime, like all functions that send something.
    pub(super) fn current(&self) -> reqwest::Result<Client> {
        let runtime = Handle::current();
        let known = find(&self.0.read(), runtime.id());
        match known {
            Some(client) => Ok(client),
            None => self.register(&runtime),
        }
    }

    fn register(&self, runtime: &Handle) -> reqwest::Result<Client> {
        let first = self.0.first.lock().unwrap_or_else(PoisonError::into_inner).take();
        let client = first.map_or_else(|| (self.0.settings)().build(), Ok)?;
        let (end, ended) = oneshot::channel();
        {
            let mut entries = self.0.write();
            // Another thread of the same runtime may have been faster.
            if let Some(client) = find(&entries, runtime.id()) {
                return Ok(client);
            }
            entries.push(Entry { runtime: runtime.id(), client: client.clone(), _end: end });
        }
        let registration = Registration { clients: Arc::downgrade(&self.0), runtime: runtime.id() };
        // A runtime that is being shut down drops the task immediately, so the lock must be released before.
        runtime.spawn(async move {
            let _registration = registration;
            // The receiver fails when the entry is dropped, which is the signal to stop.
            let _ = ended.await;
        });
        Ok(client)
    }
}

impl Shared {
    fn read(&self) -> RwLockReadGuard<'_, Vec<Entry>> {
        self.entries.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Vec<Entry>> {
        self.entries.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn find(entries: &[Entry], runtime: Id) -> Option<Client> {
    entries.iter().find(|entry| entry.runtime == runtime).map(|entry| entry.client.clone())
}

impl Drop for Registration {
    fn drop(&mut self) {
        let Some(clients) = self.clients.upgrade() else { return };
        let mut entries = clients.write();
        let at = entries.iter().position(|entry| entry.runtime == self.runtime);
        let removed = at.map(|at| entries.swap_remove(at));
        // The connections are closed without the lock.
        drop(entries);
        drop(removed);
    }
}

impl fmt::Debug for RuntimeClients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RuntimeClients").field("runtimes", &self.0.read().len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use tokio::runtime::{Builder, Runtime};

    use super::*;
    use crate::transport::tls;

    fn runtime() -> Runtime {
        Builder::new_current_thread().build().unwrap()
    }

    fn clients() -> RuntimeClients {
        tls::ensure_provider();
        RuntimeClients::new(Client::builder).unwrap()
    }

    /// Returns the runtimes that have a client.
    fn registered(clients: &RuntimeClients) -> Vec<Id> {
        clients.0.read().iter().map(|entry| entry.runtime).collect()
    }

    fn use_on(clients: &RuntimeClients, runtime: &Runtime) {
        runtime.block_on(async { clients.current().map(drop) }).unwrap();
    }

    #[test]
    fn each_runtime_has_one_client_until_it_is_shut_down() {
        let clients = clients();
        let (first, second) = (runtime(), runtime());
        assert_eq!(registered(&clients), []);
        use_on(&clients, &first);
        use_on(&clients, &second);
        use_on(&clients, &first);
        use_on(&clients.clone(), &second);
        assert_eq!(registered(&clients), [first.handle().id(), second.handle().id()]);

        drop(first);
        assert_eq!(registered(&clients), [second.handle().id()]);
        for _ in 0..10 {
            use_on(&clients, &runtime());
        }
        assert_eq!(registered(&clients), [second.handle().id()]);
    }

    #[test]
    fn a_dropped_client_leaves_no_task_in_the_runtime() {
        let (clients, runtime) = (clients(), runtime());
        use_on(&clients, &runtime);
        assert_eq!(runtime.metrics().num_alive_tasks(), 1);
        drop(clients);
        runtime.block_on(tokio::task::yield_now());
        assert_eq!(runtime.metrics().num_alive_tasks(), 0);
    }
}
