//! Few sets of features such that any feature occurs without any other one.
//!
//! Code of a feature that needs another one fails to compile in a set with the first and without the second. A set for
//! each feature alone finds it too, with three times as many runs.

/// Returns sets such that for any two names `a` and `b`, one has `a` without `b`.
///
/// Each name is in a different half of the sets. Of two different halves, none contains the other.
pub(super) fn sets(names: &[String]) -> Vec<Vec<String>> {
    let count = (1..).find(|count| halves(*count).count() >= names.len()).unwrap_or(u32::BITS);
    let mut sets = vec![Vec::new(); count as usize];
    for (name, half) in names.iter().zip(halves(count)) {
        for (set, _) in sets.iter_mut().zip(0..count).filter(|(_, index)| half & (1 << index) != 0) {
            set.push(name.clone());
        }
    }
    sets
}

/// Returns each choice of half of `count` sets, as bits.
fn halves(count: u32) -> impl Iterator<Item = u32> {
    (0..1_u32 << count).filter(move |bits| bits.count_ones() == (count / 2).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_two_names_are_separated_by_few_sets() {
        for (names, expected) in [(1, 1), (2, 2), (3, 3), (6, 4), (10, 5), (20, 6), (24, 7), (35, 7), (36, 8)] {
            let names: Vec<String> = (0..names).map(|name| name.to_string()).collect();
            let sets = sets(&names);
            assert_eq!(sets.len(), expected, "{} names", names.len());
            for a in &names {
                assert!(sets.iter().any(|set| set.contains(a)), "{a} in no set of {sets:?}");
                for b in names.iter().filter(|b| *b != a) {
                    assert!(
                        sets.iter().any(|set| set.contains(a) && !set.contains(b)),
                        "{a} without {b} in no set of {sets:?}"
                    );
                }
            }
        }
    }
}
