//! Protection against the import of another API's document, or of a part of the document.

use std::collections::BTreeSet;

use atlas_openapi::Document;

/// The numbers of operations that a new document lacks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Vanishing {
    /// The number of operations of the old document without an operation of the same `operationId` in the new one.
    pub(super) vanished: usize,
    /// The number of operations of the old document.
    pub(super) old: usize,
}

impl Vanishing {
    /// Compares the operations of two documents by `operationId`.
    ///
    /// The number of operations alone does not tell: another API can have as many.
    pub(super) fn between(old: &Document, new: &Document) -> Self {
        let (old, new) = (ids(old), ids(new));
        Self { vanished: old.difference(&new).count(), old: old.len() }
    }

    /// Returns whether fewer than half of the operations remain.
    pub(super) fn is_most(&self) -> bool {
        self.vanished * 2 > self.old
    }
}

fn ids(document: &Document) -> BTreeSet<&str> {
    document.operations().filter_map(|(_, _, operation)| operation["operationId"].as_str()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn document(ids: &[&str]) -> Document {
        let operation = |id: &&str| json!({"get": {"operationId": id, "responses": {"204": {"description": ""}}}});
        let paths: serde_json::Map<String, Value> = ids.iter().map(|id| (format!("/{id}"), operation(id))).collect();
        Document::from_value(json!({"openapi": "3.0.1", "paths": paths})).unwrap()
    }

    #[test]
    fn most_operations_vanish_if_fewer_than_half_remain() {
        #[track_caller]
        fn check(old: &[&str], new: &[&str], vanished: usize, is_most: bool) {
            let vanishing = Vanishing::between(&document(old), &document(new));
            assert_eq!((vanishing.vanished, vanishing.is_most()), (vanished, is_most), "{new:?}");
        }
        check(&["a", "b", "c", "d"], &["a", "b", "c", "d", "e"], 0, false);
        check(&["a", "b", "c", "d"], &["a", "b"], 2, false);
        check(&["a", "b", "c", "d"], &["a"], 3, true);
        check(&["a", "b", "c"], &["a", "b"], 1, false);
        check(&["a", "b", "c"], &["a"], 2, true);
        // Another API with more operations.
        check(&["a", "b", "c"], &["w", "x", "y", "z"], 3, true);
        check(&["a"], &["a"], 0, false);
    }
}
