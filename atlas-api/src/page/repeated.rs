//! Detection of a page that repeats an earlier one, so that a list cannot be endless.

use bytes::Bytes;
use serde_json::Value;

/// The maximum length of the part in which the bodies of equal pages differ: links have the number of the page.
const MAX_DIFFERENCE: usize = 2048;

/// The bodies of two earlier pages with items: the last one, and one that finds cycles of pages.
///
/// The second is replaced after 1, 2, 4, 8 and more pages (the algorithm of Brent). So a cycle of any length is found
/// with two bodies in memory, at the latest after three times the number of different pages.
#[derive(Clone, Debug, Default)]
pub(super) struct EarlierPages {
    last: Option<Bytes>,
    saved: Option<Bytes>,
    /// The number of pages since the second was saved, and the number after which it is replaced.
    since_saved: usize,
    period: usize,
}

impl EarlierPages {
    /// Records a page with items. Returns whether its items are those of an earlier page.
    pub(super) fn are_repeated_by(&mut self, body: &Bytes) -> bool {
        let is_same = |earlier: &Bytes| !body.is_empty() && has_same_items(earlier, body);
        let is_repeated = self.last.as_ref().is_some_and(is_same) || self.saved.as_ref().is_some_and(is_same);
        self.last = Some(body.clone());
        self.since_saved += 1;
        if self.since_saved >= self.period {
            self.saved = Some(body.clone());
            self.since_saved = 0;
            self.period = (2 * self.period).max(1);
        }
        is_repeated
    }
}

/// Returns whether two bodies have the same items.
///
/// The bodies of different pages differ from their first item to their last, so most of them need not be parsed.
fn has_same_items(one: &[u8], other: &[u8]) -> bool {
    if one == other {
        return true;
    }
    let shorter = one.len().min(other.len());
    let start = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let common = (start + end).min(shorter);
    if one.len().max(other.len()) - common > MAX_DIFFERENCE {
        return false;
    }
    let items = |body| Some(serde_json::from_slice::<Value>(body).ok()?.get_mut("results")?.take());
    items(one).is_some_and(|items_of_one| Some(items_of_one) == items(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: u32, items: &str) -> String {
        format!(r#"{{"links":[{{"rel":"next","href":"https://example.com/?pageNum={number}"}}],"results":[{items}]}}"#)
    }

    #[test]
    fn pages_repeat_if_only_their_links_differ() {
        let many = (0..500).map(|id| format!(r#"{{"id":{id}}}"#)).collect::<Vec<_>>().join(",");
        let others = many.replace("id", "no");
        for (one, other, expected) in [
            (page(1, "1,2"), page(1, "1,2"), true),
            (page(9, "1,2"), page(10, "1,2"), true),
            (page(1, "1,2"), page(2, "1,3"), false),
            (page(1, "1,1"), page(2, "1,1,1"), false),
            (page(1, "1,1,1"), page(1, "1,1"), false),
            (page(1, &many), page(2, &many), true),
            (page(1, &many), page(2, &others), false),
            ("[1]".to_owned(), "[2]".to_owned(), false),
            ("{}".to_owned(), r#"{"a":1}"#.to_owned(), false),
        ] {
            assert_eq!(has_same_items(one.as_bytes(), other.as_bytes()), expected, "{one} and {other}");
        }
    }

    /// Returns the number of pages that are read of these, which the server repeats from `first` on.
    fn read_until_repeated(pages: &[u32], first: usize) -> usize {
        let mut earlier = EarlierPages::default();
        let repeated = pages[..first].iter().chain(pages[first..].iter().cycle());
        let mut bodies = (1..).zip(repeated).map(|(number, item)| Bytes::from(page(number, &item.to_string())));
        bodies.position(|body| earlier.are_repeated_by(&body)).unwrap()
    }

    #[test]
    fn a_cycle_of_pages_is_found() {
        assert_eq!(read_until_repeated(&[1], 0), 1);
        assert_eq!(read_until_repeated(&[1, 2], 1), 2);
        assert_eq!(read_until_repeated(&[1, 2, 3], 2), 3);
        assert_eq!(read_until_repeated(&[1, 2], 0), 3);
        assert_eq!(read_until_repeated(&[1, 2, 3], 0), 6);
        for length in 1..20_u32 {
            let pages: Vec<_> = (0..length).collect();
            for first in 0..pages.len() {
                let read = read_until_repeated(&pages, first);
                assert!((pages.len()..=3 * pages.len()).contains(&read), "{length} {first}: {read}");
            }
        }
    }

    #[test]
    fn different_pages_and_empty_bodies_do_not_repeat() {
        let mut earlier = EarlierPages::default();
        for number in 0..1000 {
            assert!(!earlier.are_repeated_by(&page(number, &number.to_string()).into()));
        }
        let mut empty = EarlierPages::default();
        assert!(!empty.are_repeated_by(&Bytes::new()) && !empty.are_repeated_by(&Bytes::new()));
    }
}
