//! The stream of the items of a list.

use std::{
    fmt,
    future::{Future, Ready, poll_fn, ready},
    pin::Pin,
    task::{Context, Poll},
    vec,
};

use futures_core::Stream;
use futures_util::{StreamExt, future::Either, stream::FuturesOrdered};

use super::{Page, next_page::EmptyRun, plan::Plan, repeated::EarlierPages};
use crate::Error;

/// A function that returns the error for a page that repeats an earlier one, after a number of requests.
type RepeatedPage = Box<dyn Fn(u32) -> Error + Send>;
/// A function that fetches the page with a number.
type Fetch<T> = Box<dyn FnMut(u32) -> PageFuture<T> + Send>;
type PageFuture<T> = Pin<Box<dyn Future<Output = Arrived<T>> + Send>>;
/// A page or its error, with its number.
type Arrived<T> = (u32, Result<Page<T>, Error>);

/// A stream of the items of a list, in order.
///
/// Each page is fetched when the items of the previous one are consumed, unless the list
/// [prefetches](crate::List::prefetch). Dropping the stream cancels the requests in progress.
///
/// A page with the same items as an earlier one is an [error](Error::is_repeated_page), so that a stream cannot be
/// endless.
///
/// It is a [`Stream`]; [`next`](Self::next) works without a stream library. The first error ends it. [`Error::page`] is the
/// page that failed. A list that starts there continues without missing or repeated items.
#[must_use = "a stream does nothing unless polled"]
pub struct Items<T> {
    fetch: Fetch<T>,
    repeated_page: RepeatedPage,
    /// The maximum number of pages in flight, waiting or current.
    max_in_flight: usize,
    plan: Plan,
    empty: EmptyRun,
    earlier: EarlierPages,
    in_flight: FuturesOrdered<Either<Ready<Arrived<T>>, PageFuture<T>>>,
    /// The next page in order, which has arrived before the current one is consumed.
    waiting: Option<Arrived<T>>,
    current: vec::IntoIter<T>,
}

impl<T> Items<T> {
    /// Creates a stream from page `first` on that holds at most `max_in_flight` pages. `fetch` fetches a page.
    /// `repeated_page` creates the error for a page that repeats an earlier one, after a number of requests.
    pub(crate) fn new<F>(
        first: u32,
        max_in_flight: u32,
        mut fetch: impl FnMut(u32) -> F + Send + 'static,
        repeated_page: impl Fn(u32) -> Error + Send + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Page<T>, Error>> + Send + 'static,
    {
        let fetch = Box::new(move |number| -> PageFuture<T> {
            let page = fetch(number);
            Box::pin(async move { (number, page.await) })
        });
        Self {
            fetch,
            repeated_page: Box::new(repeated_page),
            max_in_flight: usize::try_from(max_in_flight).unwrap_or(usize::MAX).max(1),
            plan: Plan::new(first),
            empty: EmptyRun::default(),
            earlier: EarlierPages::default(),
            in_flight: FuturesOrdered::new(),
            waiting: None,
            current: Vec::new().into_iter(),
        }
    }
}

impl<T> Items<T> {
    /// Returns the next item; `None` after the last one and after an error.
    ///
    /// # Errors
    /// The error of a page, with its [number](Error::page).
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the number of pages after the current one.
    fn ahead(&self) -> usize {
        self.in_flight.len() + usize::from(self.waiting.is_some())
    }

    /// Returns the number of pages in any state.
    fn held(&self) -> usize {
        self.ahead() + usize::from(self.current.len() > 0)
    }

    /// Requests as many pages as are allowed. Returns whether it requested any.
    fn request(&mut self, context: &mut Context<'_>) -> bool {
        let before = self.in_flight.len();
        while self.held() < self.max_in_flight
            && let Some(number) = self.plan.take_next()
        {
            let mut page = (self.fetch)(number);
            // Polled immediately, so that the request starts before the next arrived page is read.
            match page.as_mut().poll(context) {
                Poll::Ready(page) => self.in_flight.push_back(Either::Left(ready(page))),
                Poll::Pending => self.in_flight.push_back(Either::Right(page)),
            }
        }
        self.in_flight.len() > before
    }

    /// Rejects a page that repeats an earlier one: the list would never end.
    fn check_progress(&mut self, page: Page<T>) -> Result<Page<T>, Error> {
        if !page.items().is_empty() && self.earlier.are_repeated_by(page.raw()) {
            return Err((self.repeated_page)(page.attempts()));
        }
        Ok(page)
    }

    /// Receives the next page in order if it has arrived and no page is waiting.
    fn receive(&mut self, context: &mut Context<'_>) {
        while self.waiting.is_none()
            && let Poll::Ready(Some((number, page))) = self.in_flight.poll_next_unpin(context)
        {
            let page = page.and_then(|page| self.check_progress(page));
            match &page {
                Ok(page) => {
                    let has_next = self.empty.continues_after(page.items().len()) && page.has_next();
                    self.plan.arrived(number, has_next, page.last_by_count());
                }
                Err(_) => self.plan.end(),
            }
            if self.plan.has_ended() {
                // Pages after the end or after a failure are discarded.
                self.in_flight.clear();
            }
            self.waiting = Some((number, page));
        }
    }
}

// The futures of pages are on the heap, so no field is pinned.
impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if this.request(context) {
                // Connections are separate tasks. They send the requests before more pages are read.
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            // Polled even if the current page has items left, so that later pages make progress.
            this.receive(context);
            if let Some(item) = this.current.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match this.waiting.take() {
                Some((_, Ok(page))) => this.current = page.into_iter(),
                Some((number, Err(error))) => return Poll::Ready(Some(Err(error.on_page(number)))),
                None if this.in_flight.is_empty() => return Poll::Ready(None),
                None => return Poll::Pending,
            }
        }
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("current", &self.current.len())
            .field("pages_ahead", &self.ahead())
            .field("next_page", &self.plan.next())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
