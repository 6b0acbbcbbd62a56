//! Listings whose pages arrive when the test says so.

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

/// A page of a listing of 2 items a page.
#[derive(Clone, Debug)]
struct Sheet {
    items: Vec<u32>,
    has_next: bool,
    total: Option<u64>,
}

fn sheet(items: &[u32], has_next: bool, total: Option<u64>) -> Sheet {
    Sheet { items: items.to_vec(), has_next, total }
}

/// A server whose answers wait for the test.
#[derive(Clone, Default)]
struct Server(Arc<Mutex<Requests>>);

#[derive(Default)]
struct Requests {
    asked: Vec<u32>,
    open: BTreeMap<u32, oneshot::Sender<Result<Sheet, Error>>>,
}

impl Server {
    fn listing(&self, first: u32, most: u32) -> Items<u32> {
        let server = self.clone();
        Items::new(first, most, move |number| {
            let (answer, page) = oneshot::channel();
            let mut requests = server.0.lock().unwrap();
            requests.asked.push(number);
            requests.open.insert(number, answer);
            async move {
                let Sheet { items, has_next, total } = page.await.unwrap()?;
                Ok(Page::of(items, number, 2, has_next, total))
            }
        })
    }

    fn answer(&self, number: u32, answer: Result<Sheet, Error>) {
        let request = self.0.lock().unwrap().open.remove(&number).expect("the page was asked for");
        assert!(request.send(answer).is_ok(), "page {number} was given up");
    }

    fn asked(&self) -> Vec<u32> {
        self.0.lock().unwrap().asked.clone()
    }

    /// The pages that somebody still waits for.
    fn awaited(&self) -> Vec<u32> {
        let requests = self.0.lock().unwrap();
        requests.open.iter().filter(|(_, answer)| !answer.is_closed()).map(|(number, _)| *number).collect()
    }
}

/// Tells whether a listing wants to be polled again at once.
#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Relaxed);
    }
}

/// The next item, unless it has to be waited for.
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

/// All items that are there without waiting, and whether that was the end. A failure is told by its page.
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
fn one_at_a_time_a_page_is_asked_for_when_the_one_before_is_used_up() {
    let server = Server::default();
    let mut items = server.listing(1, 1);
    assert_eq!(server.asked(), Vec::<u32>::new());
    assert_eq!(drain(&mut items), (vec![], None));
    server.answer(1, Ok(sheet(&[1, 2], true, Some(5))));
    for _ in 0..2 {
        assert!(next(&mut items).is_ready());
        assert_eq!(server.asked(), [1]);
    }
    assert_eq!(drain(&mut items), (vec![], None));
    assert_eq!(server.asked(), [1, 2]);
    server.answer(2, Ok(sheet(&[3], false, Some(5))));
    assert_eq!(drain(&mut items), (vec![3], Some(None)));
}

/// The rounds that a listing of 20 pages takes if all pages that are under way arrive together.
#[test]
fn twenty_pages_take_four_rounds_eight_at_a_time() {
    for (most, expected) in [(1, 20), (8, 4), (10, 3), (100, 2)] {
        let server = Server::default();
        let mut items = server.listing(1, most);
        let (mut found, mut rounds) = (Vec::new(), 0);
        loop {
            let (more, end) = drain(&mut items);
            found.extend(more);
            if end.is_some() {
                break;
            }
            rounds += 1;
            let pages = server.awaited();
            assert!(pages.len() <= most as usize);
            for number in pages {
                server.answer(number, Ok(sheet(&[2 * number - 1, 2 * number], number < 20, Some(40))));
            }
        }
        assert_eq!((rounds, found), (expected, (1..=40).collect()), "{most} at once");
    }
}

#[test]
fn pages_are_delivered_in_order_whatever_the_order_of_their_arrival() {
    let server = Server::default();
    let mut items = server.listing(1, 3);
    drain(&mut items);
    server.answer(1, Ok(sheet(&[1, 2], true, Some(8))));
    assert_eq!(drain(&mut items), (vec![1, 2], None));
    assert_eq!(server.awaited(), [2, 3, 4]);
    server.answer(4, Ok(sheet(&[7, 8], false, Some(8))));
    server.answer(3, Ok(sheet(&[5, 6], true, Some(8))));
    assert_eq!(drain(&mut items), (vec![], None));
    server.answer(2, Ok(sheet(&[3, 4], true, Some(8))));
    assert_eq!(drain(&mut items), (vec![3, 4, 5, 6, 7, 8], Some(None)));
}

#[test]
fn pages_that_wait_for_their_turn_count_and_so_does_the_one_at_hand() {
    let server = Server::default();
    let mut items = server.listing(1, 3);
    drain(&mut items);
    server.answer(1, Ok(sheet(&[1, 2], true, Some(100))));
    for _ in 0..2 {
        assert!(next(&mut items).is_ready());
    }
    // The first page was at hand, so there are but two ahead of it.
    assert_eq!(server.asked(), [1, 2, 3]);
    assert_eq!(drain(&mut items), (vec![], None));
    assert_eq!(server.asked(), [1, 2, 3, 4]);
    server.answer(3, Ok(sheet(&[5, 6], true, Some(100))));
    server.answer(4, Ok(sheet(&[7, 8], true, Some(100))));
    assert_eq!(drain(&mut items), (vec![], None));
    assert_eq!(server.asked(), [1, 2, 3, 4]);
}

#[test]
fn a_count_that_is_wrong_changes_no_more_than_the_number_of_requests() {
    for (total, asked) in [(Some(0), 3), (Some(3), 3), (Some(1_000_000), 9), (None, 3)] {
        let server = Server::default();
        let mut items = server.listing(1, 8);
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
                server.answer(number, Ok(page));
            }
        };
        assert_eq!((found, end), (vec![1, 2, 3, 4, 5], None), "{total:?}");
        assert_eq!(server.asked().len(), asked, "{total:?}");
    }
}

#[test]
fn a_page_that_failed_ends_the_listing_in_its_place_and_is_where_to_go_on() {
    let server = Server::default();
    let mut items = server.listing(1, 8);
    drain(&mut items);
    server.answer(1, Ok(sheet(&[1, 2], true, Some(8))));
    drain(&mut items);
    server.answer(3, Err(Error::setup("broken")));
    server.answer(4, Ok(sheet(&[7, 8], false, Some(8))));
    assert_eq!(drain(&mut items), (vec![], None));
    server.answer(2, Ok(sheet(&[3, 4], true, Some(8))));
    assert_eq!(drain(&mut items), (vec![3, 4], Some(Some(3))));
    assert_eq!(drain(&mut items), (vec![], Some(None)));
    assert_eq!(server.asked(), [1, 2, 3, 4]);

    let mut items = server.listing(3, 8);
    drain(&mut items);
    server.answer(3, Ok(sheet(&[5, 6], true, Some(8))));
    drain(&mut items);
    server.answer(4, Ok(sheet(&[7, 8], false, Some(8))));
    assert_eq!(drain(&mut items), (vec![7, 8], Some(None)));
}

#[test]
fn dropping_the_listing_gives_up_what_is_under_way() {
    let server = Server::default();
    let mut items = server.listing(1, 4);
    drain(&mut items);
    server.answer(1, Ok(sheet(&[1, 2], true, Some(100))));
    drain(&mut items);
    assert_eq!(server.awaited(), [2, 3, 4, 5]);
    drop(items);
    assert_eq!(server.awaited(), Vec::<u32>::new());
}
