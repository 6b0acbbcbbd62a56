//! Listings, which come in pages.

mod body;
mod fetch;
mod items;
mod listing;
mod plan;
mod request;
mod turn;

use std::fmt;

use atlas_gen::ResponseValue;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use self::items::Items;
pub(crate) use self::{
    body::{PageBody, Parts, page_bodies, read},
    fetch::{fetch, stream},
    listing::{Listing, listing},
    request::{PageRequest, ask_for},
};
use self::{plan::last_page, turn::has_next};

/// One page of a listing.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = atlas_fake::FakeAtlas::start().await?;
/// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
/// # fake.seed_database_users(3);
/// let page = atlas.database_users().list().page_size(2).send().await?;
/// assert_eq!((page.items().len(), page.number(), page.has_next()), (2, 1, true));
///
/// for user in page {
///     println!("{:?}", user.username);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq)]
pub struct Page<T> {
    items: Vec<T>,
    number: u32,
    /// How many items it could have.
    size: u32,
    has_next: bool,
    total_count: Option<u64>,
    answer: Answer,
}

/// The answer that a page was read from.
#[derive(Clone, PartialEq)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
    raw: Bytes,
}

impl Answer {
    fn of<B>(answer: &ResponseValue<B>) -> Self {
        Self {
            status: answer.status(),
            headers: answer.headers().clone(),
            attempts: answer.attempts(),
            raw: answer.raw().clone(),
        }
    }
}

impl<T> Page<T> {
    /// A page without an answer behind it.
    #[cfg(test)]
    fn of(items: Vec<T>, number: u32, size: u32, has_next: bool, total_count: Option<u64>) -> Self {
        let (status, headers, attempts, raw) = Default::default();
        Self { items, number, size, has_next, total_count, answer: Answer { status, headers, attempts, raw } }
    }

    /// The last page of the listing, if the total count is right.
    fn last_by_count(&self) -> Option<u32> {
        self.total_count.map(|total| last_page(total, self.size))
    }

    /// The same page, which took `attempts` requests more.
    fn after(mut self, attempts: u32) -> Self {
        self.answer.attempts += attempts;
        self
    }

    /// What is on the page, in the order that Atlas gives.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// What is on the page, by value.
    #[must_use]
    pub fn into_items(self) -> Vec<T> {
        self.items
    }

    /// The page's number, from 1.
    #[must_use]
    #[doc(alias = "pageNum")]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Whether there is a page after this one, as far as Atlas says: that page can turn out to be empty.
    #[must_use]
    pub fn has_next(&self) -> bool {
        self.has_next
    }

    /// How many items Atlas estimates that there are on all pages. It need not be exact.
    #[must_use]
    #[doc(alias = "totalCount")]
    pub fn total_count(&self) -> Option<u64> {
        self.total_count
    }

    /// The status, a 2xx.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// How many requests the page took: more than one if the first was sent again, as the
    /// [policy](crate::RetryPolicy) of the client has it, or because Atlas could not count in time. Requests that only draw
    /// a challenge are not counted.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.answer.attempts
    }

    /// The body as it came, where all is that this crate does not know yet.
    #[must_use]
    pub fn raw(&self) -> &Bytes {
        &self.answer.raw
    }
}

/// The body is not shown: the items are what it says, without the secrets.
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
