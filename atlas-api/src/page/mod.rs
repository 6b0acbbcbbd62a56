//! Listings, which come in pages.

mod body;
mod items;
mod listing;
mod request;
mod turn;

use std::fmt;

use bytes::Bytes;

pub use self::items::Items;
use self::turn::has_next;
pub(crate) use self::{
    body::{PageBody, Parts, page_bodies, read},
    listing::{Listing, listing},
    request::{PageRequest, ask_for},
};

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
    has_next: bool,
    total_count: Option<u64>,
    raw: Bytes,
}

impl<T> Page<T> {
    pub(crate) fn new(items: Vec<T>, number: u32, has_next: bool, total_count: Option<u64>, raw: Bytes) -> Self {
        Self { items, number, has_next, total_count, raw }
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

    /// The body as it came, where all is that this crate does not know yet.
    #[must_use]
    pub fn raw(&self) -> &Bytes {
        &self.raw
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
