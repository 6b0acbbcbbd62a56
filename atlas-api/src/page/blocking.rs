//! Iterators over streams, for threads without an async runtime.

use std::{fmt, sync::Arc};

use futures_core::Stream;
use futures_util::{StreamExt, TryStreamExt, stream::BoxStream};
use tokio::sync::Mutex;

use crate::{Atlas, Error, request::block_on};

/// An iterator over the items of a list, the lines of a log or the observations of a wait; returned by
/// [`List::iter_blocking`](crate::List::iter_blocking),
/// [`LogDownload::lines_blocking`](crate::logs::LogDownload::lines_blocking) and
/// [`Wait::iter_blocking`](crate::wait::Wait::iter_blocking).
///
/// It blocks the thread while it waits for a response. The first error ends it; for a list, [`Error::page`] is the page to
/// continue with. Inside of an async runtime, the first item is an [`is_invalid_argument`](Error::is_invalid_argument).
#[must_use = "nothing is requested until the iterator is used"]
pub struct BlockingItems<T> {
    atlas: Atlas,
    items: Arc<Mutex<BoxStream<'static, Result<T, Error>>>>,
    ended: bool,
}

impl<T> BlockingItems<T> {
    pub(crate) fn new(atlas: Atlas, items: impl Stream<Item = Result<T, Error>> + Send + 'static) -> Self {
        Self { atlas, items: Arc::new(Mutex::new(items.boxed())), ended: false }
    }
}

impl<T: Send + 'static> Iterator for BlockingItems<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        // A panic of a condition ends the iterator too.
        self.ended = true;
        let next = block_on(&self.atlas, async { self.items.lock().await.try_next().await });
        self.ended = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

impl<T> fmt::Debug for BlockingItems<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlockingItems")
    }
}
