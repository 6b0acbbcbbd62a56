//! How a page is read from the body of an answer.

use atlas_gen::{ResponseValue, types::Link};
use serde_json::Value;

use super::{Answer, Page, PageRequest, has_next};
use crate::Error;

/// The items, the links and the total count of a body.
pub(crate) type Parts<T> = (Option<Vec<T>>, Option<Vec<Link>>, Option<i32>);

/// A body that holds a page. `page_bodies!` makes one of a generated type.
pub(crate) trait PageBody {
    type Item;

    fn results(&self) -> Option<&[Self::Item]>;

    /// What it is made of.
    fn into_parts(self) -> Parts<Self::Item>;
}

/// Makes pages of the generated types whose properties are `results`, `links` and `totalCount`.
macro_rules! page_bodies {
    ($($body:ident of $item:ident),* $(,)?) => {$(
        impl $crate::page::PageBody for atlas_gen::types::$body {
            type Item = atlas_gen::types::$item;

            fn results(&self) -> Option<&[Self::Item]> {
                self.results.as_deref()
            }

            fn into_parts(self) -> $crate::page::Parts<Self::Item> {
                (self.results, self.links, self.total_count)
            }
        }
    )*};
}
pub(crate) use page_bodies;

/// Takes the page out of an answer of `operation`.
pub(crate) fn read<B: PageBody>(
    answer: ResponseValue<B>,
    operation: &str,
    page: PageRequest,
) -> Result<Page<B::Item>, Error> {
    // Without this, a body of another kind would pass for an empty page.
    if answer.results().is_none() && !lists_nothing(answer.raw()) {
        return Err(Error::unreadable(&answer, operation, "its `results` are no list").at("results"));
    }
    let kept = Answer::of(&answer);
    let (results, links, total_count) = answer.into_inner().into_parts();
    let items = results.unwrap_or_default();
    let rels = links.as_ref().map(|links| links.iter().filter_map(|link| link.rel.as_deref()));
    let has_next = has_next(items.len(), page.size, rels);
    let total_count = total_count.and_then(|count| u64::try_from(count).ok());
    Ok(Page { items, number: page.number, size: page.size, has_next, total_count, answer: kept })
}

/// Whether a body says that there is nothing to list: it is empty, or an object without `results`.
fn lists_nothing(body: &[u8]) -> bool {
    let is_nothing = |body: Value| body.as_object().is_some_and(|body| body.get("results").is_none_or(Value::is_null));
    body.iter().all(u8::is_ascii_whitespace) || serde_json::from_slice(body).is_ok_and(is_nothing)
}
