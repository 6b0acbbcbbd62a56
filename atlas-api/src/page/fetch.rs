//! Fetching of pages. A page is requested again without the total count if Atlas cannot count in time.

use std::{
    future::IntoFuture,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

use atlas_gen::{PageParts, ResponseValue};

use super::{Items, List, Page, PageRequest, PageResponse, next_page::has_next};
use crate::{Error, codes};

/// Fetches the page that is set on the list.
pub(super) async fn fetch<T: Send + 'static, F: Clone + Send + Sync + 'static>(
    list: List<T, F>,
) -> Result<Page<T>, Error> {
    let page = list.page_request();
    fetch_page(&list, page, &AtomicBool::new(true)).await.map_err(|error| error.on_page(page.number))
}

/// Returns all items from the requested page on.
pub(super) fn stream<T: Send + 'static, F: Clone + Send + Sync + 'static>(list: List<T, F>) -> Items<T> {
    let page = list.page_request();
    let counting = Arc::new(AtomicBool::new(true));
    let list = Arc::new(list);
    let fetched = Arc::clone(&list);
    let fetch = move |number| {
        let (list, counting) = (Arc::clone(&fetched), Arc::clone(&counting));
        async move { fetch_page(&list, PageRequest { number, ..page }, &counting).await }
    };
    let repeated_page = move |attempts| {
        let operation = list.call(page).ok().map(|call| call.operation());
        list.complete(Error::repeated_page(operation, attempts))
    };
    Items::new(page.number, page.max_in_flight, fetch, repeated_page)
}

/// Fetches a page, with the total count while `counting`.
///
/// Atlas counts all items for each page, which can exceed its own time limit (`TIMEOUT_WHILE_PAGING`). Such a page is
/// requested again without the count, and so are all pages after it.
async fn fetch_page<T: Send + 'static, F: Clone + Send + Sync + 'static>(
    list: &List<T, F>,
    mut page: PageRequest,
    counting: &AtomicBool,
) -> Result<Page<T>, Error> {
    page.counted &= counting.load(Relaxed);
    match send(list, page).await {
        Err(error) if page.counted && error.code() == Some(codes::TIMEOUT_WHILE_PAGING) => {
            counting.store(false, Relaxed);
            let page = send(list, PageRequest { counted: false, ..page }).await;
            page.map(|page| page.after(error.attempts())).map_err(|last| last.after(error.attempts()))
        }
        outcome => outcome,
    }
}

/// Sends one request for a page.
async fn send<T: Send + 'static, F: Clone + Send + Sync + 'static>(
    list: &List<T, F>,
    page: PageRequest,
) -> Result<Page<T>, Error> {
    let call = list.call(page)?;
    let operation = call.operation();
    let response = call.into_future().await.map_err(|error| list.complete(Error::from_call(error)))?;
    read(response, operation, page).map_err(|error| list.complete(error))
}

/// Reads the page from a response to `operation`.
fn read<T>(
    response: ResponseValue<PageParts<T>>,
    operation: &'static atlas_gen::Operation,
    page: PageRequest,
) -> Result<Page<T>, Error> {
    if response.raw().trim_ascii().is_empty() {
        return Err(Error::empty(&response, operation));
    }
    // Without this check, a body of another kind would be an empty page.
    if response.lacks_items() {
        return Err(Error::unreadable(&response, operation, "`results` is not a list").at("results"));
    }
    let metadata = PageResponse::of(&response);
    let parts = response.into_inner();
    let items = parts.items.unwrap_or_default();
    let has_next = has_next(items.len(), page.size, parts.has_next);
    let total_count = parts.total_count.and_then(|count| u64::try_from(count).ok());
    Ok(Page { items, number: page.number, size: page.size, has_next, total_count, response: metadata })
}
