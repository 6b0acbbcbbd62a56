//! Detection of a page that repeats the previous one, so that a list cannot be endless.

use bytes::Bytes;
use serde_json::Value;

/// The maximum length of the part in which the bodies of equal pages differ: links have the number of the page.
const MAX_DIFFERENCE: usize = 2048;

/// The body of the last page with items.
#[derive(Clone, Debug, Default)]
pub(super) struct LastBody(Option<Bytes>);

impl LastBody {
    /// Records a page with items. Returns whether its items are those of the page before.
    pub(super) fn is_repeated_by(&mut self, body: &Bytes) -> bool {
        let last = self.0.replace(body.clone());
        last.is_some_and(|last| !body.is_empty() && has_same_items(&last, body))
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

    #[test]
    fn a_page_is_compared_with_the_one_before() {
        let mut last = LastBody::default();
        let bodies = [(1, false), (2, false), (1, false), (1, true), (2, false)];
        for (item, expected) in bodies {
            assert_eq!(last.is_repeated_by(&page(item, &item.to_string()).into()), expected);
        }
        assert!(!LastBody(Some(Bytes::new())).is_repeated_by(&Bytes::new()));
    }
}
