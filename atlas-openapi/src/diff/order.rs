//! Changes of the order of values that are otherwise kept.

use std::collections::BTreeSet;

/// The number of values listed on each side.
const MAX_LISTED: usize = 8;

/// Returns the part in which the order of the values of both lists differs, before and after; `None` for the same order.
///
/// Added and removed values do not matter.
pub(super) fn compare(old: &[String], new: &[String]) -> Option<(String, String)> {
    let (old, new) = (kept(old, new), kept(new, old));
    let differs = |(old, new): (&&String, &&String)| old != new;
    let first = old.iter().zip(&new).position(differs)?;
    let last = old.iter().zip(&new).rposition(differs)?;
    Some((list(&old[first..=last]), list(&new[first..=last])))
}

/// Returns the values that are also in the other list, each once.
fn kept<'a>(list: &'a [String], other: &[String]) -> Vec<&'a String> {
    let mut remaining: BTreeSet<&String> = other.iter().collect();
    list.iter().filter(|value| remaining.remove(value)).collect()
}

fn list(values: &[&String]) -> String {
    let listed: Vec<&str> = values.iter().take(MAX_LISTED).map(|value| value.as_str()).collect();
    let more = if values.len() > MAX_LISTED { ", …" } else { "" };
    format!("{}{more}", listed.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expected: Option<(&str, &str)>) {
        let list = |text: &str| -> Vec<String> { text.chars().map(String::from).collect() };
        let expected = expected.map(|(old, new)| (old.to_owned(), new.to_owned()));
        assert_eq!(compare(&list(old), &list(new)), expected);
    }

    #[test]
    fn only_the_part_with_another_order_is_listed() {
        check("ABCDE", "ACBDE", Some(("B, C", "C, B")));
        check("ABC", "CAB", Some(("A, B, C", "C, A, B")));
        check("ABCDEFGHIJ", "JABCDEFGHI", Some(("A, B, C, D, E, F, G, H, …", "J, A, B, C, D, E, F, G, …")));
    }

    #[test]
    fn added_removed_and_repeated_values_do_not_change_the_order() {
        check("ABC", "XAYCZ", None);
        check("AAB", "AB", None);
        check("AB", "CD", None);
    }
}
