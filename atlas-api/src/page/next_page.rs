//! Detection of the last page.

/// Returns whether a page with `items`, out of `size`, is followed by another. `link` is `None` if the page has no
/// links, and otherwise whether one of them is the next page.
///
/// The links decide, also for an empty page, because Atlas may filter the items of a page after pagination. Without
/// links, only a full page has a next page. The total count is not used, because it is an estimate.
pub(super) fn has_next(items: usize, size: u32, link: Option<bool>) -> bool {
    link.unwrap_or(items > 0 && items >= size as usize)
}

/// The maximum number of empty pages in a row, so that a list cannot be endless.
const MAX_EMPTY: u32 = 10;

/// A count of the empty pages in a row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EmptyRun(u32);

impl EmptyRun {
    /// Counts a page with this number of items. Returns whether pages after it are requested.
    pub(super) fn continues_after(&mut self, items: usize) -> bool {
        self.0 = if items == 0 { self.0 + 1 } else { 0 };
        self.0 < MAX_EMPTY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_decide_and_without_them_the_length_does() {
        for (items, size, link, expected) in [
            (2, 2, Some(true), true),
            (1, 2, Some(true), true),
            (0, 2, Some(true), true),
            (2, 2, Some(false), false),
            (1, 2, Some(false), false),
            (0, 2, Some(false), false),
            (2, 2, None, true),
            (1, 2, None, false),
            (0, 2, None, false),
        ] {
            assert_eq!(has_next(items, size, link), expected, "{items} of {size}, link {link:?}");
        }
    }

    #[test]
    fn ten_empty_pages_in_a_row_end_a_list() {
        let mut run = EmptyRun::default();
        assert!((0..9).all(|_| run.continues_after(0)));
        assert!(run.continues_after(1));
        assert!((0..9).all(|_| run.continues_after(0)));
        assert!(!run.continues_after(0));
    }
}
