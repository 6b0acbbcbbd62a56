//! Lets the writes to the IP access list of a project go one at a time.
//!
//! Atlas fails writes to one list that are made at once. Other writes, and reads, are not held up.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use atlas_gen::{Operation, Transport, TransportError, TransportFuture};
use http::Method;
use percent_encoding::percent_decode_str;
use reqwest::{Request, Response};
use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

/// Hands each request to the next transport when it is its turn.
///
/// A turn lasts until the call is over, with all of its attempts, or is dropped: a write that is to be sent again is not
/// overtaken by those behind it, which would meet the same limit.
#[derive(Debug)]
pub(crate) struct InTurn<T> {
    next: T,
    turns: Mutex<Turns>,
}

/// The turns of the projects whose lists are written to, by the project's id. One that nobody has or waits for goes when
/// the next is drawn, so that there are no more than there are calls.
#[derive(Debug, Default)]
struct Turns(HashMap<String, Weak<Turn<()>>>);

impl Turns {
    fn of(&mut self, project: &str) -> Arc<Turn<()>> {
        self.0.retain(|_, turn| turn.strong_count() > 0);
        if let Some(turn) = self.0.get(project).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Arc::default();
        self.0.insert(project.to_owned(), Arc::downgrade(&turn));
        turn
    }
}

impl<T: Transport> InTurn<T> {
    pub(crate) fn new(next: T) -> Self {
        Self { next, turns: Mutex::default() }
    }

    async fn send(&self, request: Request, operation: &'static Operation) -> Result<Response, TransportError> {
        let _turn = self.turn(&request).await;
        self.next.send(request, operation).await
    }

    /// The turn of a request that needs one. Those that wait get it in the order in which they came.
    async fn turn(&self, request: &Request) -> Option<OwnedMutexGuard<()>> {
        let project = written_list(request.method(), request.url().path())?;
        let turn = self.turns.lock().unwrap_or_else(PoisonError::into_inner).of(&project);
        Some(turn.lock_owned().await)
    }
}

impl<T: Transport> Transport for InTurn<T> {
    fn send<'a>(&'a self, request: Request, operation: &'static Operation) -> TransportFuture<'a> {
        // Reads, the most of all calls, need not pay for what they don't wait for.
        if request.method().is_safe() {
            return self.next.send(request, operation);
        }
        Box::pin(self.send(request, operation))
    }
}

/// The project whose IP access list a request writes to, judged by what is sent, so that it holds for every way to send it.
fn written_list(method: &Method, path: &str) -> Option<String> {
    if method.is_safe() {
        return None;
    }
    // What is written in another way leads to the same list.
    let path = percent_decode_str(path).decode_utf8_lossy();
    // The service may stand behind a proxy with a path of its own.
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
    use reqwest::Url;

    use super::*;

    #[test]
    fn a_write_to_an_access_list_is_known_by_its_path() {
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

    /// Answers nothing until it is told to, and counts what it has been sent.
    #[derive(Debug)]
    struct Server {
        sent: Mutex<Vec<String>>,
        open: tokio::sync::Semaphore,
    }

    impl Transport for &'static Server {
        fn send<'a>(&'a self, request: Request, _: &'static Operation) -> TransportFuture<'a> {
            Box::pin(async move {
                self.sent.lock().unwrap().push(format!("{} {}", request.method(), request.url().path()));
                self.open.acquire().await?.forget();
                Ok(http::Response::new("{}").into())
            })
        }
    }

    fn server() -> &'static Server {
        Box::leak(Box::new(Server { sent: Mutex::default(), open: tokio::sync::Semaphore::new(0) }))
    }

    fn request(method: Method, path: &str) -> Request {
        Request::new(method, Url::parse(&format!("https://example.com/api/atlas/v2/groups/{path}")).unwrap())
    }

    #[test]
    fn writes_to_one_list_go_one_at_a_time_and_others_are_not_held_up() {
        let server = server();
        let in_turn = InTurn::new(server);
        let mut context = Context::from_waker(Waker::noop());
        let send = |method, path| Transport::send(&in_turn, request(method, path), OPERATIONS[0]);

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

        server.open.add_permits(1);
        assert!(first.as_mut().poll(&mut context).is_ready());
        assert!(second.as_mut().poll(&mut context).is_pending());
        assert_eq!(server.sent.lock().unwrap().last().unwrap(), "DELETE /api/atlas/v2/groups/a/accessList/1");
    }

    #[test]
    fn a_call_that_is_dropped_gives_its_turn_to_the_next() {
        let server = server();
        let in_turn = InTurn::new(server);
        let mut context = Context::from_waker(Waker::noop());
        let send = || Transport::send(&in_turn, request(Method::POST, "a/accessList"), OPERATIONS[0]);
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
    fn turns_that_nobody_has_do_not_stay() {
        let mut turns = Turns::default();
        let held = turns.of("held");
        for number in 0..1_000 {
            drop(turns.of(&number.to_string()));
        }
        assert_eq!(turns.0.len(), 2);
        let mut again = pin!(turns.of("held").lock_owned());
        let guard = held.try_lock().unwrap();
        assert!(again.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        drop(guard);
        assert!(matches!(again.as_mut().poll(&mut Context::from_waker(Waker::noop())), Poll::Ready(_)));
    }
}
