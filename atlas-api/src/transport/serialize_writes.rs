//! Serialization of writes to the IP access list of a project.
//!
//! Atlas fails concurrent writes to the same list. Other writes, and reads, are not delayed.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use atlas_gen::{CallContext, HttpResponse, Request, Transport, TransportError, TransportFuture};
use http::Method;
use percent_encoding::percent_decode_str;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

/// A transport that sends writes to the same access list one at a time.
///
/// A write holds its lock until the call ends, including all attempts, or is dropped. So a write that waits for a retry is
/// not overtaken by later writes, which would fail in the same way.
#[derive(Debug)]
pub(crate) struct SerializeWrites<T> {
    next: T,
    locks: Mutex<KeyedLocks>,
}

/// Locks by project id. Each access removes the unused locks, so that the map never grows beyond the number of calls.
#[derive(Debug, Default)]
struct KeyedLocks(HashMap<String, Weak<AsyncMutex<()>>>);

impl KeyedLocks {
    fn get(&mut self, project: &str) -> Arc<AsyncMutex<()>> {
        self.0.retain(|_, lock| lock.strong_count() > 0);
        if let Some(lock) = self.0.get(project).and_then(Weak::upgrade) {
            return lock;
        }
        let lock = Arc::default();
        self.0.insert(project.to_owned(), Arc::downgrade(&lock));
        lock
    }
}

impl<T: Transport> SerializeWrites<T> {
    pub(crate) fn new(next: T) -> Self {
        Self { next, locks: Mutex::default() }
    }

    async fn send(&self, request: Request, context: CallContext) -> Result<HttpResponse, TransportError> {
        let _guard = self.lock(&request).await;
        self.next.send(request, context).await
    }

    /// Acquires the lock for a request that needs one. Waiting requests acquire it in the order of their arrival.
    async fn lock(&self, request: &Request) -> Option<OwnedMutexGuard<()>> {
        let project = written_list(request.method(), request.url().path())?;
        let lock = self.locks.lock().unwrap_or_else(PoisonError::into_inner).get(&project);
        Some(lock.lock_owned().await)
    }
}

impl<T: Transport> Transport for SerializeWrites<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        // Reads are the majority of calls and never wait, so they skip the additional future.
        if request.method().is_safe() {
            return self.next.send(request, context);
        }
        Box::pin(self.send(request, context))
    }
}

/// Returns the project whose IP access list a request writes to.
///
/// The decision uses the method and the path, so that it covers typed methods, raw requests and the low-level client.
fn written_list(method: &Method, path: &str) -> Option<String> {
    if method.is_safe() {
        return None;
    }
    // A path with other percent-encodings leads to the same list.
    let path = percent_decode_str(path).decode_utf8_lossy();
    // A proxy in front of the service may add a path prefix.
    let (_, path) = path.split_once("/api/atlas/v2/groups/")?;
    let mut segments = path.split('/');
    let (project, resource) = (segments.next()?, segments.next()?);
    (resource == "accessList").then(|| project.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use std::{
        pin::pin,
        task::{Context, Poll, Waker},
    };

    use atlas_gen::OPERATIONS;
    use url::Url;

    use super::*;

    #[test]
    fn a_write_to_an_access_list_is_recognized_by_its_path() {
        let list = "/api/atlas/v2/groups/5f1a2b3c4d5e6f7a8b9c0d1e/accessList";
        let project = Some("5f1a2b3c4d5e6f7a8b9c0d1e".to_owned());
        for (method, path, expected) in [
            (Method::POST, list.to_owned(), project.clone()),
            (Method::PUT, list.to_owned(), project.clone()),
            (Method::PATCH, format!("{list}/a"), project.clone()),
            (Method::DELETE, format!("{list}/192.0.2.0%2F24"), project.clone()),
            (Method::POST, list.replace("accessList", "access%4cist"), project.clone()),
            (Method::POST, format!("/proxy{}", list.replace("5f1a", "5F1A")), project),
            (Method::GET, list.to_owned(), None),
            (Method::POST, format!("{list}s"), None),
            (Method::POST, list.replace("accessList", "databaseUsers"), None),
            (Method::POST, list.replace("/accessList", ""), None),
            (Method::POST, "/api/atlas/v2/orgs/5f1a/apiKeys/5f1a/accessList".to_owned(), None),
        ] {
            assert_eq!(written_list(&method, &path), expected, "{method} {path}");
        }
    }

    /// A server that records requests and responds only when the test permits it.
    #[derive(Debug)]
    struct Server {
        sent: Mutex<Vec<String>>,
        permits: tokio::sync::Semaphore,
    }

    impl Transport for &'static Server {
        fn send<'a>(&'a self, request: Request, _: CallContext) -> TransportFuture<'a> {
            Box::pin(async move {
                self.sent.lock().unwrap().push(format!("{} {}", request.method(), request.url().path()));
                self.permits.acquire().await?.forget();
                Ok(http::Response::new("{}".into()))
            })
        }
    }

    fn server() -> &'static Server {
        Box::leak(Box::new(Server { sent: Mutex::default(), permits: tokio::sync::Semaphore::new(0) }))
    }

    fn request(method: Method, path: &str) -> Request {
        Request::new(method, Url::parse(&format!("https://example.com/api/atlas/v2/groups/{path}")).unwrap())
    }

    #[test]
    fn writes_to_one_list_are_serialized_and_other_requests_are_not_delayed() {
        let server = server();
        let transport = SerializeWrites::new(server);
        let mut context = Context::from_waker(Waker::noop());
        let send = |method, path| Transport::send(&transport, request(method, path), CallContext::new(OPERATIONS[0]));

        let mut first = send(Method::POST, "a/accessList");
        let mut second = send(Method::DELETE, "a/accessList/1");
        let mut others = [
            send(Method::GET, "a/accessList"),
            send(Method::POST, "b/accessList"),
            send(Method::POST, "a/databaseUsers"),
            send(Method::POST, "a/databaseUsers"),
        ];
        assert!(first.as_mut().poll(&mut context).is_pending());
        assert!(second.as_mut().poll(&mut context).is_pending());
        assert_eq!(server.sent.lock().unwrap().len(), 1);
        for other in &mut others {
            assert!(other.as_mut().poll(&mut context).is_pending());
        }
        assert_eq!(server.sent.lock().unwrap().len(), 5);

        server.permits.add_permits(1);
        assert!(first.as_mut().poll(&mut context).is_ready());
        assert!(second.as_mut().poll(&mut context).is_pending());
        assert_eq!(server.sent.lock().unwrap().last().unwrap(), "DELETE /api/atlas/v2/groups/a/accessList/1");
    }

    #[test]
    fn a_dropped_call_releases_its_lock() {
        let server = server();
        let transport = SerializeWrites::new(server);
        let mut context = Context::from_waker(Waker::noop());
        let send =
            || Transport::send(&transport, request(Method::POST, "a/accessList"), CallContext::new(OPERATIONS[0]));
        let (mut first, mut second, mut third) = (send(), send(), send());
        for call in [&mut first, &mut second, &mut third] {
            assert!(call.as_mut().poll(&mut context).is_pending());
        }
        drop(second);
        drop(first);
        assert!(third.as_mut().poll(&mut context).is_pending());
        assert_eq!(server.sent.lock().unwrap().len(), 2);
    }

    #[test]
    fn unused_locks_are_removed() {
        let mut locks = KeyedLocks::default();
        let held = locks.get("held");
        for number in 0..1_000 {
            drop(locks.get(&number.to_string()));
        }
        assert_eq!(locks.0.len(), 2);
        let mut again = pin!(locks.get("held").lock_owned());
        let guard = held.try_lock().unwrap();
        assert!(again.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        drop(guard);
        assert!(matches!(again.as_mut().poll(&mut Context::from_waker(Waker::noop())), Poll::Ready(_)));
    }
}
