//! Fetches pages: one, or one after the other. Gives up counting where that takes the service too long.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use super::{Items, Listing, Page};
use crate::{Error, codes};

/// Fetches the page that `request` asks for.
pub(crate) async fn fetch<L: Listing>(request: L) -> Result<Page<L::Item>, Error> {
    fetch_counting(request, &AtomicBool::new(true)).await
}

/// All items from the page on that `request` asks for.
pub(crate) fn stream<L: Listing>(mut request: L) -> Items<L::Item> {
    let page = *request.page_request();
    let counting = Arc::new(AtomicBool::new(true));
    Items::new(page.number, page.at_once, move |number| {
        let (mut request, counting) = (request.clone(), Arc::clone(&counting));
        request.page_request().number = number;
        async move { fetch_counting(request, &counting).await }
    })
}

/// Fetches a page, with its count as long as `counting`. The service counts all that there is for each page, which can
/// take it longer than it gives itself (`TIMEOUT_WHILE_PAGING`); such a page is asked for once more without its count, and
/// `counting` is at its end.
async fn fetch_counting<L: Listing>(mut request: L, counting: &AtomicBool) -> Result<Page<L::Item>, Error> {
    let page = request.page_request();
    page.check()?;
    page.counted &= counting.load(Relaxed);
    let counted = page.counted;
    let spare = request.clone();
    match request.fetch().await {
        Err(error) if counted && error.code() == Some(codes::TIMEOUT_WHILE_PAGING) => {
            counting.store(false, Relaxed);
            let mut uncounted = spare;
            uncounted.page_request().counted = false;
            let page = uncounted.fetch().await;
            page.map(|page| page.after(error.attempts())).map_err(|last| last.after(error.attempts()))
        }
        outcome => outcome,
    }
}
