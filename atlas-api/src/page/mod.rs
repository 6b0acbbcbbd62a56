//! Paginated lists.

#[cfg(feature = "blocking")]
mod blocking;
mod fetch;
mod first_page;
mod items;
mod list;
mod next_page;
mod plan;
mod repeated;
mod request;

use std::fmt;

use atlas_gen::ResponseValue;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};

#[cfg(feature = "blocking")]
pub use self::blocking::BlockingItems;
pub(crate) use self::request::{PageRequest, check_prefetch};
use self::{
    fetch::{fetch, stream},
    plan::last_page,
};
pub use self::{first_page::FirstPage, items::Items, list::List};

/// One page of a list.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// let page = atlas.database_users().list().page_size(2).await?;
/// assert_eq!((page.items().len(), page.number(), page.has_next()), (2, 1, true));
///
/// for user in page {
///     println!("{:?}", user.username);
/// }
/// # });
/// ```
#[derive(Clone, PartialEq)]
pub struct Page<T> {
    items: Vec<T>,
    number: u32,
    /// The requested number of items.
    size: u32,
    has_next: bool,
    total_count: Option<u64>,
    response: PageResponse,
}

/// The response that a page was read from.
#[derive(Clone, PartialEq)]
struct PageResponse {
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
    raw: Bytes,
}

impl PageResponse {
    fn of<B>(response: &ResponseValue<B>) -> Self {
        Self {
            status: response.status(),
            headers: response.headers().clone(),
            attempts: response.attempts(),
            raw: response.raw().clone(),
        }
    }
}

impl<T> Page<T> {
    /// Creates a page without a response.
    #[cfg(test)]
    fn of(items: Vec<T>, number: u32, size: u32, has_next: bool, total_count: Option<u64>) -> Self {
        let (status, headers, attempts, raw) = Default::default();
        Self { items, number, size, has_next, total_count, response: PageResponse { status, headers, attempts, raw } }
    }

    /// Returns the number of the last page of the list by the total count, which is an estimate.
    fn last_by_count(&self) -> Option<u32> {
        self.total_count.map(|total| last_page(total, self.size))
    }

    /// Adds to the number of requests.
    fn after(mut self, attempts: u32) -> Self {
        self.response.attempts += attempts;
        self
    }

    /// Returns the items, in the order of the response.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Returns the items by value.
    #[must_use]
    pub fn into_items(self) -> Vec<T> {
        self.items
    }

    /// Returns the number of the page, from 1.
    #[must_use]
    #[doc(alias = "pageNum")]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Returns whether Atlas reports a page after this one. That page can be empty.
    #[must_use]
    pub fn has_next(&self) -> bool {
        self.has_next
    }

    /// Returns the number of items on all pages, as estimated by Atlas.
    #[must_use]
    #[doc(alias = "totalCount")]
    pub fn total_count(&self) -> Option<u64> {
        self.total_count
    }

    /// Returns the status, a 2xx.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.response.status
    }

    /// Returns the headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.response.headers
    }

    /// Returns the number of requests that the page took: more than one after [retries](crate::RetryPolicy), or if Atlas
    /// could not count in time. Requests for a digest challenge are not counted.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.response.attempts
    }

    /// Returns the body as received, with the properties that this crate does not know.
    #[must_use]
    pub fn raw(&self) -> &Bytes {
        &self.response.raw
    }
}

/// Shows the items, without secrets, instead of the body.
impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("items", &self.items)
            .field("number", &self.number)
            .field("has_next", &self.has_next)
            .field("total_count", &self.total_count)
            .finish_non_exhaustive()
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}
