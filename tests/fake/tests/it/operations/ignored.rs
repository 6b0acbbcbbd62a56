//! The query parameters that the fake validates and otherwise ignores.

use std::collections::BTreeSet;

/// Reasons, each with operations and their parameters.
const IGNORED: &[(&str, &[(&str, &[&str])])] = &[];

/// Asserts that exactly the known parameters were ignored. A further one has to be implemented, or named here with the
/// reason.
#[track_caller]
pub(super) fn assert_known(ignored: &BTreeSet<(&'static str, String)>) {
    let known = IGNORED.iter().flat_map(|(_, operations)| operations.iter());
    let known = known.flat_map(|(operation, names)| names.iter().map(|name| (*operation, (*name).to_owned())));
    let known: BTreeSet<_> = known.collect();
    let unknown: Vec<_> = ignored.difference(&known).collect();
    let implemented: Vec<_> = known.difference(ignored).collect();
    assert!(unknown.is_empty() && implemented.is_empty(), "ignored: {unknown:?}, not ignored: {implemented:?}");
}
