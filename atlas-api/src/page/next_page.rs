//! Whether a page is the last.

/// Whether there is a page after one of `size` that has `items`. `link` is whether its links lead to a next page, if it has
/// links.
///
/// The links decide; without them, only a full page has a next one. An empty page ends a list whatever its links say, so
/// that no list is endless. The total count is not used: it is an estimate.
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
            (1, 2, Some(true), true), // Atlas may filter the items of a page after it has cut the page.
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
