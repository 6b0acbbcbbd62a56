//! The list of operations that no facade method has.

use std::collections::BTreeSet;

/// Returns the list, one `operationId` a line, with the new operations and without the removed ones. The ids are those of
/// the old and of the new document.
pub(super) fn updated(list: &str, old: &BTreeSet<String>, new: &BTreeSet<String>) -> String {
    let listed: BTreeSet<String> = list.lines().map(str::to_owned).collect();
    let kept = listed.iter().filter(|id| new.contains(*id));
    let sorted: BTreeSet<&String> = kept.chain(new.difference(old)).collect();
    sorted.into_iter().map(|id| format!("{id}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_operations_are_added_and_removed_ones_are_not_listed() {
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        let (old, new) = (ids(&["a", "facade", "gone"]), ids(&["a", "added", "facade"]));
        assert_eq!(updated("a\ngone\n", &old, &new), "a\nadded\n");
    }
}
