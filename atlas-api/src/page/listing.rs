//! What all requests for a listing have: a page, its size, and the two ways to send them.

use std::future::Future;

use super::{Page, PageRequest};
use crate::Error;

/// A request for a listing. `listing!` gives it the methods that callers see.
pub(crate) trait Listing: Clone + Send + 'static {
    type Item: Send + 'static;

    /// Which page it asks for.
    fn page_request(&mut self) -> &mut PageRequest;

    /// Fetches that page, whose number and size have been checked.
    fn fetch(self) -> impl Future<Output = Result<Page<Self::Item>, Error>> + Send;
}

/// Gives a [`Listing`] the methods that callers see; `$items` is what it lists, `$method` the documentation that says
/// what it fails with.
macro_rules! listing {
    ($request:ident of $item:ty, $items:literal, $method:literal) => {
        impl $request {
            /// The page that is asked for, or that the stream begins with. Default: 1, the first.
            #[doc(alias = "pageNum")]
            pub fn page(mut self, number: u32) -> Self {
                $crate::page::Listing::page_request(&mut self).number = number;
                self
            }

            #[doc = concat!("How many ", $items, " a page has, 1 to 500. Default: 500.")]
            #[doc(alias = "itemsPerPage")]
            pub fn page_size(mut self, size: u32) -> Self {
                $crate::page::Listing::page_request(&mut self).size = size;
                self
            }

            /// How many pages a [stream](Self::stream) may have at once, whether they are under way or wait to be used:
            /// 1 to 100. Default: 1, so that each page is fetched when the one before it is used up.
            ///
            /// With more, the total count of the first page says how many to ask for at once; the items come in order all
            /// the same. It costs memory for that many pages, and requests for pages that nobody uses if the stream is
            /// not read to its end. Some 8 make a long listing several times as fast; far more meet the rate limit.
            pub fn fetch_ahead(mut self, pages: u32) -> Self {
                $crate::page::Listing::page_request(&mut self).at_once = pages;
                self
            }

            /// Fetches the page.
            ///
            /// If counting what is on all pages takes Atlas too long (`TIMEOUT_WHILE_PAGING`), the page is asked for once
            /// more, without its total count.
            ///
            /// # Errors
            #[doc = concat!("As [`", $method, "`](super::", $method, ") says.")]
            pub async fn send(self) -> Result<$crate::Page<$item>, $crate::Error> {
                $crate::page::fetch(self).await
            }

            #[doc = concat!("All ", $items, " from the page on, each page fetched when the one before it is used up, or")]
            /// [ahead](Self::fetch_ahead).
            ///
            /// A failure is an item, the last one; [`Error::page`](crate::Error::page) says which page to go on with.
            pub fn stream(self) -> $crate::Items<$item> {
                $crate::page::stream(self)
            }
        }
    };
}
pub(crate) use listing;
