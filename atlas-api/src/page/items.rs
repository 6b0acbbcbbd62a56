//! All that is on the pages of a listing, one after the other.

use std::{
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_core::Stream;

use super::Page;
use crate::Error;

/// Fetches one page, given its number.
type Fetch<T> = Box<dyn FnMut(u32) -> PageFuture<T> + Send>;
type PageFuture<T> = Pin<Box<dyn Future<Output = Result<Page<T>, Error>> + Send>>;

/// The items of a listing, page after page, each page fetched when the one before it is used up.
///
/// It is a [`Stream`]; [`next`](Self::next) is there for programs that have no other use for streams. The first failure
/// ends it: [`Error::page`] says which page could not be had, and a listing that begins with that page takes up where
/// this one ended, no item left out and none twice.
#[must_use = "a listing fetches nothing until it is polled"]
pub struct Items<T> {
    fetch: Fetch<T>,
    items: vec::IntoIter<T>,
    state: State<T>,
}

/// What follows when the items at hand are used up.
enum State<T> {
    Turn(u32),
    Fetching(u32, PageFuture<T>),
    Ended,
}

impl<T> Items<T> {
    /// The items from page `first` on; `fetch` fetches a page.
    pub(crate) fn new<F>(first: u32, mut fetch: impl FnMut(u32) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<Page<T>, Error>> + Send + 'static,
    {
        let fetch = Box::new(move |number| -> PageFuture<T> { Box::pin(fetch(number)) });
        Self { fetch, items: Vec::new().into_iter(), state: State::Turn(first) }
    }
}

impl<T> Items<T> {
    /// The next item; `None` after the last one, and after a failure.
    ///
    /// # Errors
    /// What fetching a page fails with, with the [page](Error::page).
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

/// Nothing in it is pinned in place: the future of a page is on the heap.
impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(item) = this.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match &mut this.state {
                State::Turn(number) => this.state = State::Fetching(*number, (this.fetch)(*number)),
                State::Fetching(number, page) => {
                    let number = *number;
                    let page = ready!(page.as_mut().poll(context));
                    this.state = State::Ended;
                    match page {
                        Ok(page) => {
                            if let Some(following) = number.checked_add(1).filter(|_| page.has_next()) {
                                this.state = State::Turn(following);
                            }
                            this.items = page.into_iter();
                        }
                        Err(error) => return Poll::Ready(Some(Err(error.on_page(number)))),
                    }
                }
                State::Ended => return Poll::Ready(None),
            }
        }
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page = match self.state {
            State::Turn(number) | State::Fetching(number, _) => Some(number),
            State::Ended => None,
        };
        f.debug_struct("Items").field("at_hand", &self.items.len()).field("next_page", &page).finish()
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    /// A listing of these pages whose page `broken` can't be had.
    fn listing(pages: Vec<Vec<u32>>, first: u32, broken: u32) -> Items<u32> {
        Items::new(first, move |number| {
            let at = number as usize - 1;
            let page = Page::new(pages[at].clone(), number, at + 1 < pages.len(), None, Bytes::new());
            std::future::ready(if number == broken { Err(Error::setup("broken")) } else { Ok(page) })
        })
    }

    async fn drain(mut items: Items<u32>) -> (Vec<u32>, Option<u32>) {
        let mut all = Vec::new();
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => all.push(item),
                Err(error) => {
                    assert!(items.next().await.is_none());
                    return (all, error.page());
                }
            }
        }
        (all, None)
    }

    #[tokio::test(flavor = "current_thread")]
    async fn items_come_in_order_from_the_first_page_asked_for() {
        let pages = vec![vec![1, 2], vec![3, 4], vec![5]];
        assert_eq!(drain(listing(pages.clone(), 1, 0)).await, (vec![1, 2, 3, 4, 5], None));
        assert_eq!(drain(listing(pages, 2, 0)).await, (vec![3, 4, 5], None));
        assert_eq!(drain(listing(vec![vec![]], 1, 0)).await, (vec![], None));
    }

    #[tokio::test(flavor = "current_thread")]
    async fn a_failure_names_the_page_and_ends_the_listing() {
        let pages = vec![vec![1, 2], vec![3, 4], vec![5]];
        assert_eq!(drain(listing(pages.clone(), 1, 2)).await, (vec![1, 2], Some(2)));
        assert_eq!(drain(listing(pages, 2, 0)).await, (vec![3, 4, 5], None));
    }
}
