//! Detection of the last page.

/// Returns whether a page with `items`, out of `size`, is followed by another. `link` is `None` if the page has no
/// links, and otherwise whether one of them is the next page.
///
/// The links decide. Without links, only a full page has a next page. An empty page always ends the list, so that a
/// list cannot be endless. The total count is not used, because it is an estimate.
pub(super) fn has_next(items: usize, size: u32, link: Option<bool>) -> bool {
    match link {
        _ if items == 0 => false,
        Some(link) => link,
        None => items >= size as usize,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_decide_and_without_them_the_length_does() {
        for (items, size, link, expected) in [
            (2, 2, Some(true), true),
            (1, 2, Some(true), true), // Atlas may filter the items of a page after pagination.
            (0, 2, Some(true), false),
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
}
