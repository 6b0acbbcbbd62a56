//! Whether a page is the last.

/// Whether there is a page after one of `size` that holds `items`; `rels` is how its links relate to it, if it has any.
///
/// The links decide. Without them it is the length that does: only a full page has a next one. An empty page ends a
/// listing whatever its links say, so that no listing runs for ever. The total count plays no part: it is an estimate.
pub(crate) fn has_next<'a>(items: usize, size: u32, rels: Option<impl IntoIterator<Item = &'a str>>) -> bool {
    match rels {
        _ if items == 0 => false,
        Some(rels) => rels.into_iter().any(|rel| rel == "next"),
        None => items >= size as usize,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_links_decide_and_without_them_the_length_does() {
        let (next, last) = (Some(["self", "next"]), Some(["self", "previous"]));
        for (items, size, rels, expected) in [
            (2, 2, next, true),
            (1, 2, next, true), // Atlas may filter what is on a page after it has cut it.
            (0, 2, next, false),
            (2, 2, last, false),
            (1, 2, last, false),
            (0, 2, last, false),
            (2, 2, None, true),
            (1, 2, None, false),
            (0, 2, None, false),
        ] {
            assert_eq!(has_next(items, size, rels), expected, "{items} of {size}, links {rels:?}");
        }
    }
}
