//! The first page of a list, in the response to a change.

use atlas_gen::PageParts;

use super::next_page::has_next;

/// The page size of Atlas if none is requested.
const DEFAULT_SIZE: u32 = 100;

/// The first page of a list, as returned by requests that change the list, such as
/// [`AccessList::add`](crate::access_list::AccessList::add). It has at most 100 items.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstPage<T> {
    items: Vec<T>,
    has_next: bool,
    total_count: Option<u64>,
}

impl<T> FirstPage<T> {
    /// Returns the items, in the order of Atlas.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Returns the items by value.
    #[must_use]
    pub fn into_items(self) -> Vec<T> {
        self.items
    }

    /// Returns whether the list has more items than these.
    #[must_use]
    pub fn has_next(&self) -> bool {
        self.has_next
    }

    /// Returns the number of items of the list, as estimated by Atlas.
    #[must_use]
    #[doc(alias = "totalCount")]
    pub fn total_count(&self) -> Option<u64> {
        self.total_count
    }
}

impl<T> From<PageParts<T>> for FirstPage<T> {
    fn from(page: PageParts<T>) -> Self {
        let items = page.items.unwrap_or_default();
        let has_next = has_next(items.len(), DEFAULT_SIZE, page.has_next);
        Self { items, has_next, total_count: page.total_count.and_then(|count| u64::try_from(count).ok()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_page_without_links_has_a_next_one() {
        let page = |items: usize, has_next| FirstPage::from(PageParts::new(Some(vec![0; items]), has_next, Some(-1)));
        assert!(page(100, None).has_next());
        assert!(!page(99, None).has_next());
        assert!(!page(100, Some(false)).has_next());
        assert_eq!(page(1, None).total_count(), None);
        assert_eq!(FirstPage::<u8>::from(PageParts::new(None, None, None)).into_items(), Vec::<u8>::new());
    }
}
