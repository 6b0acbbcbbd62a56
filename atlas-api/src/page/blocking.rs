//! An iterator over the items of a list, for threads without an async runtime.

use std::{fmt, sync::Arc};

use tokio::sync::Mutex;

use super::Items;
use crate::{Atlas, Error, request::block_on};

/// An iterator over the items of a list, in order of the pages; returned by
/// [`List::iter_blocking`](crate::List::iter_blocking).
///
/// It blocks the thread while it fetches a page. The first error ends it; [`Error::page`] is the page to continue with.
#[must_use = "a list is not requested until the iterator is used"]
pub struct BlockingItems<T> {
    atlas: Atlas,
    items: Arc<Mutex<Items<T>>>,
    ended: bool,
}

impl<T> BlockingItems<T> {
    pub(super) fn new(atlas: Atlas, items: Items<T>) -> Self {
        Self { atlas, items: Arc::new(Mutex::new(items)), ended: false }
    }
}

impl<T: Send + 'static> Iterator for BlockingItems<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let items = Arc::clone(&self.items);
        let next = block_on(&self.atlas, async move { items.lock().await.next().await.transpose() });
        self.ended = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

impl<T> fmt::Debug for BlockingItems<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlockingItems")
    }
}
