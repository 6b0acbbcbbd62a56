//! The list of operations that no facade method has.

use std::collections::BTreeSet;

use atlas_openapi::lower::Api;

/// Returns the list, one `operationId` a line, with the new operations and without the removed ones.
pub(super) fn updated(list: &str, old: Option<&Api>, new: &Api) -> String {
    let ids = |api: &Api| -> BTreeSet<String> { api.operations.iter().map(|operation| operation.id.clone()).collect() };
    let (before, after) = (old.map(ids).unwrap_or_default(), ids(new));
    let listed: BTreeSet<String> = list.lines().map(str::to_owned).collect();
    // Without the old document, an unlisted operation can be one of the facade.
    let added = after.iter().filter(|id| old.is_some() && !before.contains(*id));
    let kept = listed.iter().filter(|id| after.contains(*id));
    kept.chain(added).collect::<BTreeSet<_>>().into_iter().map(|id| format!("{id}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::update::review::tests::api;

    #[test]
    fn new_operations_are_added_and_removed_ones_are_not_listed() {
        let (old, new) = (api(&["a", "facade", "gone"], &[]), api(&["a", "added", "facade"], &[]));
        assert_eq!(updated("a\ngone\n", Some(&old), &new), "a\nadded\n");
        assert_eq!(updated("a\ngone\n", None, &new), "a\n");
    }
}
