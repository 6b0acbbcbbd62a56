//! Folding of equal changes of several subjects into one statement.

use std::collections::BTreeMap;

use super::Heading;
use crate::diff::{Change, ChangeKind};

/// The same change of several subjects.
#[derive(Debug)]
pub(super) struct Folded<'a> {
    /// The changes, which differ only in their subjects.
    pub(super) changes: Vec<&'a Change>,
}

impl Folded<'_> {
    /// Returns the number of subjects with their noun: `3 schemas`.
    pub(super) fn count(&self) -> String {
        let noun = self.changes.first().map_or("subjects", |change| Heading::of_subject(&change.subject).noun());
        format!("{} {noun}", self.changes.len())
    }
}

/// The values that are equal in folded changes.
type Statement<'a> = (Heading<'a>, ChangeKind, &'a str, Option<&'a str>, Option<&'a str>);

/// Separates changes that several subjects have from the others. A security matter is never folded.
pub(super) fn fold<'a>(changes: impl Iterator<Item = &'a Change>) -> (Vec<Folded<'a>>, Vec<&'a Change>) {
    let changes: Vec<&Change> = changes.collect();
    let mut equal = BTreeMap::<Statement<'_>, Vec<&Change>>::new();
    for change in changes.iter().filter(|change| !change.security) {
        equal.entry(statement(change)).or_default().push(change);
    }
    equal.retain(|_, changes| changes.len() > 1);
    let is_single = |change: &&&Change| change.security || !equal.contains_key(&statement(change));
    let single = changes.iter().filter(is_single).copied().collect();
    (equal.into_values().map(|changes| Folded { changes }).collect(), single)
}

fn statement(change: &Change) -> Statement<'_> {
    let heading = Heading::of_subject(&change.subject).without_tag();
    (heading, change.kind, &change.member, change.old.as_deref(), change.new.as_deref())
}
