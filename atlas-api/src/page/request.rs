//! Which page is asked for.

use crate::Error;

/// The largest page that Atlas gives.
const LARGEST: u32 = 500;

/// The most pages at once: far more than Atlas lets anybody ask for in a moment.
const MOST_AT_ONCE: u32 = 100;

/// The number and the size of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageRequest {
    pub(crate) number: u32,
    pub(crate) size: u32,
    /// Whether Atlas is to count what is on all pages, which it does unless it is told not to.
    pub(crate) counted: bool,
    /// How many pages a stream may have at once.
    pub(crate) at_once: u32,
}

/// Adds the page to a request of the generated client.
macro_rules! ask_for {
    ($page:expr, $operation:expr) => {{
        let page: $crate::page::PageRequest = $page;
        let operation = $operation.page_num(page.number).items_per_page(page.size);
        if page.counted { operation } else { operation.include_count(false) }
    }};
}
pub(crate) use ask_for;

impl Default for PageRequest {
    /// The first page, as large as they come: a listing in the fewest requests.
    fn default() -> Self {
        Self { number: 1, size: LARGEST, counted: true, at_once: 1 }
    }
}

impl PageRequest {
    /// What Atlas answers with where nobody asks for a page: the first, of the size that it takes by itself.
    pub(crate) fn unasked() -> Self {
        Self { size: 100, ..Self::default() }
    }

    /// Refuses what Atlas would refuse.
    pub(crate) fn check(self) -> Result<(), Error> {
        if self.number == 0 {
            return Err(Error::invalid_argument("page", "pages are numbered from 1"));
        }
        if !(1..=LARGEST).contains(&self.size) {
            let rule = format!("a page has 1 to {LARGEST} items, not {}", self.size);
            return Err(Error::invalid_argument("page size", rule));
        }
        if !(1..=MOST_AT_ONCE).contains(&self.at_once) {
            let rule = format!("1 to {MOST_AT_ONCE} pages can be fetched at once, not {}", self.at_once);
            return Err(Error::invalid_argument("fetch ahead", rule));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: u32, size: u32, refused: Option<&str>) {
        check_refused(PageRequest { number, size, ..PageRequest::default() }, refused);
    }

    #[track_caller]
    fn check_refused(page: PageRequest, refused: Option<&str>) {
        let error = page.check().err();
        assert_eq!(error.map(|error| error.to_string()).as_deref(), refused);
    }

    #[test]
    fn pages_are_numbered_from_1_and_have_1_to_500_items() {
        check(1, 1, None);
        check(u32::MAX, 500, None);
        check(0, 100, Some("page: pages are numbered from 1"));
        check(1, 0, Some("page size: a page has 1 to 500 items, not 0"));
        check(1, 501, Some("page size: a page has 1 to 500 items, not 501"));
    }

    #[test]
    fn from_1_to_100_pages_are_fetched_at_once() {
        let at_once = |at_once| PageRequest { at_once, ..PageRequest::default() };
        check_refused(at_once(1), None);
        check_refused(at_once(100), None);
        check_refused(at_once(0), Some("fetch ahead: 1 to 100 pages can be fetched at once, not 0"));
        check_refused(at_once(101), Some("fetch ahead: 1 to 100 pages can be fetched at once, not 101"));
    }
}
