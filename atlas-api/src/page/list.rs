//! Requests for paginated lists.

use std::{fmt, sync::Arc};

use atlas_gen::{Call, Client, Operation, PageBody, PageParts, Paged};
use serde_json::Value;

use super::{Items, Page, PageRequest, fetch, stream};
use crate::{
    Atlas, Error, Preview,
    raw::RawTarget,
    request::{CallOptions, call_options, into_future, send_blocking},
};

/// A request for a paginated list.
///
/// Await it for one [`Page`]. [`stream`](Self::stream) returns the items of all pages, and [`all`](Self::all) collects
/// them. `F` is the type of the filters; a list with filters has a setter for each.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// let page = atlas.database_users().list().page_size(2).await?;
/// assert_eq!(page.items().len(), 2);
///
/// let mut users = atlas.database_users().list().stream();
/// while let Some(user) = users.next().await {
///     println!("{:?}", user?.username);
/// }
///
/// assert_eq!(atlas.database_users().list().all().await?.len(), 3);
/// # });
/// ```
#[must_use = "a list is not requested until it is awaited or its stream is polled"]
pub struct List<T, F = ()> {
    atlas: Atlas,
    filter: F,
    page: PageRequest,
    options: CallOptions,
    build: Build<T, F>,
    /// The operation, for errors of invalid arguments. A raw request has none.
    operation: Option<&'static Operation>,
    /// The target of a raw request, for its errors.
    raw: Option<RawTarget>,
}

/// A function that builds the call for one page.
type Build<T, F> = Arc<dyn Fn(&Atlas, &F, PageRequest) -> Result<Call<PageParts<T>>, Error> + Send + Sync>;

impl<T: Send + 'static> List<T> {
    /// Creates a list from the operation that `build` returns.
    pub(crate) fn new<B: Paged>(
        atlas: &Atlas,
        build: impl Fn(&Atlas, &Client) -> Result<B, Error> + Send + Sync + 'static,
    ) -> Self
    where
        B::Value: PageBody<Item = T>,
    {
        Self::filtered(atlas, (), move |atlas, client, ()| build(atlas, client))
    }
}

impl List<Value> {
    /// Creates a list from a raw request.
    pub(crate) fn raw(
        atlas: &Atlas,
        options: CallOptions,
        raw: Option<RawTarget>,
        build: impl Fn(PageRequest) -> Result<Call<PageParts<Value>>, Error> + Send + Sync + 'static,
    ) -> Self {
        let build = Arc::new(move |_: &Atlas, (): &(), page: PageRequest| build(page));
        Self { atlas: atlas.clone(), filter: (), page: PageRequest::default(), options, build, operation: None, raw }
    }
}

impl<T: Send + 'static, F: Clone + Send + Sync + 'static> List<T, F> {
    /// Creates a list from the operation that `build` returns for a filter.
    pub(crate) fn filtered<B: Paged>(
        atlas: &Atlas,
        filter: F,
        build: impl Fn(&Atlas, &Client, &F) -> Result<B, Error> + Send + Sync + 'static,
    ) -> Self
    where
        B::Value: PageBody<Item = T>,
    {
        let build = Arc::new(move |atlas: &Atlas, filter: &F, page: PageRequest| {
            Ok(page.apply(build(atlas, atlas.low(), filter)?).into_call().into_page())
        });
        Self {
            atlas: atlas.clone(),
            filter,
            page: PageRequest::default(),
            options: CallOptions::default(),
            build,
            operation: Some(B::OPERATION),
            raw: None,
        }
    }

    pub(crate) fn atlas(&self) -> &Atlas {
        &self.atlas
    }

    pub(crate) fn filter_mut(&mut self) -> &mut F {
        &mut self.filter
    }

    pub(crate) fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    pub(super) fn page_request(&self) -> PageRequest {
        self.page
    }

    /// Adds the target of a raw request to an error.
    pub(super) fn complete(&self, error: Error) -> Error {
        match &self.raw {
            Some(target) => error.of_request(target.clone()),
            None => error,
        }
    }

    /// Returns the call for a page, with the options of the list.
    pub(super) fn call(&self, page: PageRequest) -> Result<Call<PageParts<T>>, Error> {
        let checked = page.check().and_then(|()| self.options.check());
        let call = checked.and_then(|()| (self.build)(&self.atlas, &self.filter, page));
        call.map(|call| self.options.apply(call)).map_err(|error| match self.operation {
            Some(operation) => error.of_operation(operation),
            None => self.complete(error),
        })
    }

    /// Sets the page to fetch, or the first page of the stream. Default: 1. To process a list page by page, await clones
    /// of it with the next number as long as [`has_next`](super::Page::has_next) is true.
    #[doc(alias = "pageNum")]
    pub fn page(mut self, number: u32) -> Self {
        self.page.number = number;
        self
    }

    /// Sets the number of items in a page, 1 to 500. Default: 500.
    #[doc(alias = "itemsPerPage")]
    pub fn page_size(mut self, size: u32) -> Self {
        self.page.size = size;
        self
    }

    /// Sets the maximum number of pages in memory or in flight for a [stream](Self::stream), 1 to 100. Default: 1, which
    /// fetches a page when the items of the previous one are consumed.
    ///
    /// With a larger number, the total count in the first page limits how many pages are requested concurrently. Items
    /// still arrive in order. Prefetching costs memory for these pages, and unused requests if the stream is dropped
    /// early. With 8, a long list arrives several times as fast; much larger numbers exceed the rate limit of Atlas.
    pub fn prefetch(mut self, pages: u32) -> Self {
        self.page.max_in_flight = pages;
        self
    }

    /// Returns the request for the page as it would be sent.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an argument is invalid.
    pub fn preview(&self) -> Result<Preview, Error> {
        Preview::new::<_, PageParts<T>>(&self.call(self.page)?, None)
    }

    /// Fetches one page. Awaiting the list does the same.
    ///
    /// If Atlas takes too long to count the items of the list (`TIMEOUT_WHILE_PAGING`), the client requests the page
    /// again without the total count.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) for a page 0, a page size outside of 1 to 500 or a prefetch
    /// outside of 1 to 100, before anything is sent. The method that returned the list lists the other errors.
    pub async fn send(self) -> Result<Page<T>, Error> {
        fetch(self).await
    }

    /// Returns a stream of all items from the [page](Self::page) on. Each page is fetched when the items of the
    /// previous one are consumed, or [earlier](Self::prefetch).
    ///
    /// An error is the last item of the stream; [`Error::page`] is the page to continue with.
    pub fn stream(self) -> Items<T> {
        stream(self)
    }

    /// Collects all items from the [page](Self::page) on.
    ///
    /// # Errors
    /// The first error of the [stream](Self::stream); the items before it are lost. [`Error::page`] is the page that failed.
    pub async fn all(self) -> Result<Vec<T>, Error> {
        let mut items = self.stream();
        let mut all = Vec::new();
        while let Some(item) = items.next().await {
            all.push(item?);
        }
        Ok(all)
    }
}

#[cfg(feature = "blocking")]
impl<T: Send + 'static, F: Clone + Send + Sync + 'static> List<T, F> {
    /// Returns an iterator over all items from the [page](Self::page) on, which blocks the thread while it fetches a
    /// page.
    pub fn iter_blocking(self) -> super::BlockingItems<T> {
        let atlas = self.atlas.clone();
        super::BlockingItems::new(atlas, self.stream())
    }
}

call_options!(List<T, F> where T: Send + 'static, F: Clone + Send + Sync + 'static);

into_future!(List<T, F> where {T: Send + 'static, F: Clone + Send + Sync + 'static}, Page<T>);
send_blocking!(List<T, F> where {T: Send + 'static, F: Clone + Send + Sync + 'static}, Page<T>, |list| &list.atlas);

impl<T, F: Clone> Clone for List<T, F> {
    fn clone(&self) -> Self {
        Self {
            atlas: self.atlas.clone(),
            filter: self.filter.clone(),
            page: self.page,
            options: self.options.clone(),
            build: Arc::clone(&self.build),
            operation: self.operation,
            raw: self.raw.clone(),
        }
    }
}

impl<T, F: fmt::Debug> fmt::Debug for List<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List")
            .field("filter", &self.filter)
            .field("page", &self.page)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
