//! All that is on the pages of a listing, one after the other.

use std::{
    fmt,
    future::{Future, Ready, poll_fn, ready},
    pin::Pin,
    task::{Context, Poll},
    vec,
};

use futures_core::Stream;
use futures_util::{StreamExt, future::Either, stream::FuturesOrdered};

use super::{Page, plan::Plan};
use crate::Error;

/// Fetches one page, given its number.
type Fetch<T> = Box<dyn FnMut(u32) -> PageFuture<T> + Send>;
type PageFuture<T> = Pin<Box<dyn Future<Output = Arrived<T>> + Send>>;
/// A page, or what became of it, with its number.
type Arrived<T> = (u32, Result<Page<T>, Error>);

/// The items of a listing in order, page after page.
///
/// Each page is fetched when the one before it is used up, unless the request says how many to
/// [fetch ahead](crate::ListDatabaseUsers::fetch_ahead). Dropping it gives up what is under way.
///
/// It is a [`Stream`]; [`next`](Self::next) is there for programs that have no other use for streams. The first failure
/// ends it: [`Error::page`] says which page could not be had, and a listing that begins with that page takes up where
/// this one ended, no item left out and none twice.
#[must_use = "a listing fetches nothing until it is polled"]
pub struct Items<T> {
    fetch: Fetch<T>,
    /// How many pages there can be at once, whether under way, waiting for their turn or at hand.
    most: usize,
    plan: Plan,
    under_way: FuturesOrdered<Either<Ready<Arrived<T>>, PageFuture<T>>>,
    /// The page whose turn is next.
    waiting: Option<Arrived<T>>,
    at_hand: vec::IntoIter<T>,
}

impl<T> Items<T> {
    /// The items from page `first` on, of at most `most` pages at once; `fetch` fetches a page.
    pub(crate) fn new<F>(first: u32, most: u32, mut fetch: impl FnMut(u32) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<Page<T>, Error>> + Send + 'static,
    {
        let fetch = Box::new(move |number| -> PageFuture<T> {
            let page = fetch(number);
            Box::pin(async move { (number, page.await) })
        });
        Self {
            fetch,
            most: usize::try_from(most).unwrap_or(usize::MAX).max(1),
            plan: Plan::new(first),
            under_way: FuturesOrdered::new(),
            waiting: None,
            at_hand: Vec::new().into_iter(),
        }
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

    /// How many pages there are that are not at hand yet.
    fn ahead(&self) -> usize {
        self.under_way.len() + usize::from(self.waiting.is_some())
    }

    /// How many pages there are by now, in whatever state.
    fn held(&self) -> usize {
        self.ahead() + usize::from(self.at_hand.len() > 0)
    }

    /// Asks for as many pages as there may be; whether there were any to ask for.
    fn ask(&mut self, context: &mut Context<'_>) -> bool {
        let before = self.under_way.len();
        while self.held() < self.most
            && let Some(number) = self.plan.ask()
        {
            let mut page = (self.fetch)(number);
            // Polled here, it begins before any page that has arrived is read.
            match page.as_mut().poll(context) {
                Poll::Ready(page) => self.under_way.push_back(Either::Left(ready(page))),
                Poll::Pending => self.under_way.push_back(Either::Right(page)),
            }
        }
        self.under_way.len() > before
    }

    /// Takes in the page whose turn is next, if it has arrived and none waits already.
    fn take_in(&mut self, context: &mut Context<'_>) {
        while self.waiting.is_none()
            && let Poll::Ready(Some((number, page))) = self.under_way.poll_next_unpin(context)
        {
            match &page {
                Ok(page) => self.plan.arrived(number, page.has_next(), page.last_by_count()),
                Err(_) => self.plan.end(),
            }
            if self.plan.has_ended() {
                // What lies behind the end, or behind a page that could not be had, is nobody's.
                self.under_way.clear();
            }
            self.waiting = Some((number, page));
        }
    }
}

/// Nothing in it is pinned in place: the future of a page is on the heap.
impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if this.ask(context) {
                // The connections are tasks of their own: they are to send what is asked for before more pages are read.
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            // Also while there are items at hand, so that the pages ahead come on in the meantime.
            this.take_in(context);
            if let Some(item) = this.at_hand.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match this.waiting.take() {
                Some((_, Ok(page))) => this.at_hand = page.into_iter(),
                Some((number, Err(error))) => return Poll::Ready(Some(Err(error.on_page(number)))),
                None if this.under_way.is_empty() => return Poll::Ready(None),
                None => return Poll::Pending,
            }
        }
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("at_hand", &self.at_hand.len())
            .field("pages_ahead", &self.ahead())
            .field("next_page", &self.plan.next())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
