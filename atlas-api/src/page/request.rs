//! The number and size of a requested page.

use atlas_gen::Paged;

use crate::Error;

/// The largest page size.
const MAX_SIZE: u32 = 500;

/// The largest number of requests in flight. The rate limit of Atlas is far lower.
const MAX_IN_FLIGHT: u32 = 100;

/// The number and the size of a page, and how to request it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageRequest {
    pub(crate) number: u32,
    pub(crate) size: u32,
    /// Whether to request the total count, which Atlas returns by default.
    pub(crate) counted: bool,
    /// The maximum number of pages that a stream requests or holds.
    pub(crate) max_in_flight: u32,
}

impl Default for PageRequest {
    /// Returns the first page with the largest size, which takes the fewest requests.
    fn default() -> Self {
        Self { number: 1, size: MAX_SIZE, counted: true, max_in_flight: 1 }
    }
}

impl PageRequest {
    /// Sets the page on a request.
    pub(super) fn apply<B: Paged>(self, builder: B) -> B {
        let builder = builder.with_page(self.number).with_page_size(self.size);
        if self.counted { builder } else { builder.with_count(false) }
    }

    /// Rejects values outside of the bounds.
    pub(crate) fn check(self) -> Result<(), Error> {
        if self.number == 0 {
            return Err(Error::invalid_argument("page", "0 is not a page; pages are numbered from 1"));
        }
        if !(1..=MAX_SIZE).contains(&self.size) {
            let rule = format!("{} is out of bounds; expected 1 to {MAX_SIZE}", self.size);
            return Err(Error::invalid_argument("page size", rule));
        }
        check_prefetch(self.max_in_flight)
    }
}

/// Rejects a number of requests in flight, as set by a method `prefetch`, that is outside of the bounds.
pub(crate) fn check_prefetch(number: u32) -> Result<(), Error> {
    if !(1..=MAX_IN_FLIGHT).contains(&number) {
        let rule = format!("{number} is out of bounds; expected 1 to {MAX_IN_FLIGHT}");
        return Err(Error::invalid_argument("prefetch", rule));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: u32, size: u32, rejected: Option<&str>) {
        check_rejected(PageRequest { number, size, ..PageRequest::default() }, rejected);
    }

    #[track_caller]
    fn check_rejected(page: PageRequest, rejected: Option<&str>) {
        let error = page.check().err();
        assert_eq!(error.map(|error| error.to_string()).as_deref(), rejected);
    }

    #[test]
    fn the_page_number_starts_at_1_and_the_size_is_1_to_500() {
        check(1, 1, None);
        check(u32::MAX, 500, None);
        check(0, 100, Some("page: 0 is not a page; pages are numbered from 1"));
        check(1, 0, Some("page size: 0 is out of bounds; expected 1 to 500"));
        check(1, 501, Some("page size: 501 is out of bounds; expected 1 to 500"));
    }

    #[test]
    fn prefetch_is_1_to_100() {
        let max_in_flight = |max_in_flight| PageRequest { max_in_flight, ..PageRequest::default() };
        check_rejected(max_in_flight(1), None);
        check_rejected(max_in_flight(100), None);
        check_rejected(max_in_flight(0), Some("prefetch: 0 is out of bounds; expected 1 to 100"));
        check_rejected(max_in_flight(101), Some("prefetch: 101 is out of bounds; expected 1 to 100"));
    }
}
