//! Tests of the stream, with pages that arrive when the test sends them.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Wake, Waker},
};

use tokio::sync::oneshot;

use super::*;

/// A page of a list with 2 items a page.
#[derive(Clone, Debug)]
struct Sheet {
    items: Vec<u32>,
    has_next: bool,
    total: Option<u64>,
}

fn sheet(items: &[u32], has_next: bool, total: Option<u64>) -> Sheet {
    Sheet { items: items.to_vec(), has_next, total }
}

/// A server whose responses wait for the test.
#[derive(Clone, Default)]
struct Server(Arc<Mutex<Requests>>);

#[derive(Default)]
struct Requests {
    requested: Vec<u32>,
    open: BTreeMap<u32, oneshot::Sender<Result<Sheet, Error>>>,
}

impl Server {
    fn list(&self, first: u32, max_in_flight: u32) -> Items<u32> {
        let server = self.clone();
        let fetch = move |number| {
            let (sender, page) = oneshot::channel();
            let mut requests = server.0.lock().unwrap();
            requests.requested.push(number);
            requests.open.insert(number, sender);
            async move {
                let Sheet { items, has_next, total } = page.await.unwrap()?;
                Ok(Page::of(items, number, 2, has_next, total))
            }
        };
        Items::new(first, max_in_flight, fetch, |attempts| Error::repeated_page(None, attempts))
    }

    fn respond(&self, number: u32, response: Result<Sheet, Error>) {
        let request = self.0.lock().unwrap().open.remove(&number).expect("the page was requested");
        assert!(request.send(response).is_ok(), "the request for page {number} was canceled");
    }

    fn requested(&self) -> Vec<u32> {
        self.0.lock().unwrap().requested.clone()
    }

    /// Returns the pages that the stream still waits for.
    fn awaited(&self) -> Vec<u32> {
        let requests = self.0.lock().unwrap();
        requests.open.iter().filter(|(_, sender)| !sender.is_closed()).map(|(number, _)| *number).collect()
    }
}

/// A waker that records whether it was woken.
#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Relaxed);
    }
}

/// Returns the next item, or `Pending` if the stream waits for a page.
fn next(items: &mut Items<u32>) -> Poll<Option<Result<u32, Error>>> {
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(Arc::clone(&woken));
    let mut context = Context::from_waker(&waker);
    loop {
        let item = Pin::new(&mut *items).poll_next(&mut context);
        if item.is_ready() || !woken.0.swap(false, Relaxed) {
            return item;
        }
    }
}

/// Returns all items that are available without waiting, and the end if it is reached: `None`, or the page of the error.
fn drain(items: &mut Items<u32>) -> (Vec<u32>, Option<Option<u32>>) {
    let mut found = Vec::new();
    loop {
        match next(items) {
            Poll::Ready(Some(Ok(item))) => found.push(item),
            Poll::Ready(Some(Err(error))) => {
                assert!(next(items).is_ready());
                return (found, Some(error.page()));
            }
            Poll::Ready(None) => return (found, Some(None)),
            Poll::Pending => return (found, None),
        }
    }
}

#[test]
fn without_prefetching_a_page_is_requested_when_the_previous_one_is_used_up() {
    let server = Server::default();
    let mut items = server.list(1, 1);
    assert_eq!(server.requested(), Vec::<u32>::new());
    assert_eq!(drain(&mut items), (vec![], None));
    server.respond(1, Ok(sheet(&[1, 2], true, Some(5))));
    for _ in 0..2 {
        assert!(next(&mut items).is_ready());
        assert_eq!(server.requested(), [1]);
    }
    assert_eq!(drain(&mut items), (vec![], None));
    assert_eq!(server.requested(), [1, 2]);
    server.respond(2, Ok(sheet(&[3], false, Some(5))));
    assert_eq!(drain(&mut items), (vec![3], Some(None)));
}

/// Counts the rounds that a list of 20 pages takes if all requested pages arrive together.
#[test]
fn twenty_pages_take_four_rounds_with_eight_in_flight() {
    for (max_in_flight, expected) in [(1, 20), (8, 4), (10, 3), (100, 2)] {
        let server = Server::default();
        let mut items = server.list(1, max_in_flight);
        let (mut found, mut rounds) = (Vec::new(), 0);
        loop {
            let (more, end) = drain(&mut items);
            found.extend(more);
            if end.is_some() {
                break;
            }
            rounds += 1;
            let pages = server.awaited();
            assert!(pages.len() <= max_in_flight as usize);
            for number in pages {
                server.respond(number, Ok(sheet(&[2 * number - 1, 2 * number], number < 20, Some(40))));
            }
        }
        assert_eq!((rounds, found), (expected, (1..=40).collect()), "{max_in_flight} in flight");
    }
}

#[test]
fn items_are_returned_in_order_regardless_of_arrival() {
    let server = Server::default();
    let mut items = server.list(1, 3);
    drain(&mut items);
    server.respond(1, Ok(sheet(&[1, 2], true, Some(8))));
    assert_eq!(drain(&mut items), (vec![1, 2], None));
    assert_eq!(server.awaited(), [2, 3, 4]);
    server.respond(4, Ok(sheet(&[7, 8], false, Some(8))));
    server.respond(3, Ok(sheet(&[5, 6], true, Some(8))));
    assert_eq!(drain(&mut items), (vec![], None));
    server.respond(2, Ok(sheet(&[3, 4], true, Some(8))));
    assert_eq!(drain(&mut items), (vec![3, 4, 5, 6, 7, 8], Some(None)));
}

#[test]
fn the_waiting_page_and_the_current_one_count_toward_the_limit() {
    let server = Server::default();
    let mut items = server.list(1, 3);
    drain(&mut items);
    server.respond(1, Ok(sheet(&[1, 2], true, Some(100))));
    for _ in 0..2 {
        assert!(next(&mut items).is_ready());
    }
    // The first page is still current, so only two more are requested.
    assert_eq!(server.requested(), [1, 2, 3]);
    assert_eq!(drain(&mut items), (vec![], None));
    assert_eq!(server.requested(), [1, 2, 3, 4]);
    server.respond(3, Ok(sheet(&[5, 6], true, Some(100))));
    server.respond(4, Ok(sheet(&[7, 8], true, Some(100))));
    assert_eq!(drain(&mut items), (vec![], None));
    assert_eq!(server.requested(), [1, 2, 3, 4]);
}

#[test]
fn a_wrong_total_count_changes_only_the_number_of_requests() {
    for (total, requests) in [(Some(0), 3), (Some(3), 3), (Some(1_000_000), 9), (None, 3)] {
        let server = Server::default();
        let mut items = server.list(1, 8);
        let mut found = Vec::new();
        let end = loop {
            let (more, end) = drain(&mut items);
            found.extend(more);
            if let Some(end) = end {
                break end;
            }
            for number in server.awaited() {
                let page = match number {
                    1 => sheet(&[1, 2], true, total),
                    2 => sheet(&[3, 4], true, total),
                    3 => sheet(&[5], false, total),
                    _ => sheet(&[], false, total),
                };
                server.respond(number, Ok(page));
            }
        };
        assert_eq!((found, end), (vec![1, 2, 3, 4, 5], None), "{total:?}");
        assert_eq!(server.requested().len(), requests, "{total:?}");
    }
}

#[test]
fn a_page_that_fails_ends_the_list_in_its_place_and_the_list_continues_there() {
    let server = Server::default();
    let mut items = server.list(1, 8);
    drain(&mut items);
    server.respond(1, Ok(sheet(&[1, 2], true, Some(8))));
    drain(&mut items);
    server.respond(3, Err(Error::setup("broken")));
    server.respond(4, Ok(sheet(&[7, 8], false, Some(8))));
    assert_eq!(drain(&mut items), (vec![], None));
    server.respond(2, Ok(sheet(&[3, 4], true, Some(8))));
    assert_eq!(drain(&mut items), (vec![3, 4], Some(Some(3))));
    assert_eq!(drain(&mut items), (vec![], Some(None)));
    assert_eq!(server.requested(), [1, 2, 3, 4]);

    let mut items = server.list(3, 8);
    drain(&mut items);
    server.respond(3, Ok(sheet(&[5, 6], true, Some(8))));
    drain(&mut items);
    server.respond(4, Ok(sheet(&[7, 8], false, Some(8))));
    assert_eq!(drain(&mut items), (vec![7, 8], Some(None)));
}

#[test]
fn dropping_the_stream_cancels_the_requests_in_flight() {
    let server = Server::default();
    let mut items = server.list(1, 4);
    drain(&mut items);
    server.respond(1, Ok(sheet(&[1, 2], true, Some(100))));
    drain(&mut items);
    assert_eq!(server.awaited(), [2, 3, 4, 5]);
    drop(items);
    assert_eq!(server.awaited(), Vec::<u32>::new());
}
