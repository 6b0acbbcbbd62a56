//! The diff of two documents, judged by what `cargo xtask gen` would make of them.

use atlas_openapi::{Diff, Document, Overlay};

use crate::generate;

/// Compares two documents. Where one can't be lowered the diff still comes, and its first note says why.
pub(super) fn diff(old: &Document, new: &Document, overlays: &[Overlay]) -> Diff {
    let lowered = |document: &Document| generate::lowered(document.as_value().clone(), overlays);
    let why = match (lowered(old), lowered(new)) {
        (Ok(before), Ok(after)) => return atlas_openapi::diff(old, new, Some((&before, &after))),
        (_, Err(why)) => format!("{why:#}; `cargo xtask gen` will stop there"),
        (Err(why), Ok(_)) => format!("the document of the workspace: {why:#}; `cargo xtask gen` stops there already"),
    };
    let mut diff = atlas_openapi::diff(old, new, None);
    diff.notes = vec![why, "what breaks is guessed from the documents alone, without the types that they lower to".into()];
    diff
}
