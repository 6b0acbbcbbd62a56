//! Schemas that stand where others stood: what differs between the two.
//!
//! A new version of an operation often brings a schema of its own, `Cluster20270101` for `Cluster20240805`. That the one
//! gave way to the other says little; what it has in common with the other says all.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Kind, Log, Subject};
use super::{reach, schema};
use crate::Document;

/// Compares the schemas that the changes name as old and new, and those that these lead to in turn.
pub(super) fn compare(old: &Document, new: &Document, changes: &mut Vec<Change>) {
    let (before, after) = (reach::generated(old), reach::generated(new));
    let (mut seen, mut start) = (BTreeSet::new(), 0);
    while start < changes.len() {
        let found = pairs(&changes[start..]);
        start = changes.len();
        for (was, now) in found {
            let generated = before.contains(was.as_str()) && after.contains(now.as_str());
            if !generated || !seen.insert((was.clone(), now.clone())) {
                continue;
            }
            if let (Some(old), Some(new)) = (old.schema(&was), new.schema(&now)) {
                let subject = Subject::Succession { old: was, new: now };
                schema::compare(old, new, "", &mut Log::new(changes, subject, true));
            }
        }
    }
}

/// The names that stand for each other in these changes.
fn pairs(changes: &[Change]) -> BTreeSet<(String, String)> {
    let mut pairs = BTreeSet::new();
    // What is gone from a union or from its parents, and what came, by where that is and by what both are called.
    let mut gone = BTreeMap::new();
    let mut come = BTreeMap::new();
    for change in changes {
        match (change.kind, &change.old, &change.new) {
            (Kind::TypeChanged, Some(old), Some(new)) => {
                let (old, new) = element(old, new);
                // A body is what it is about; elsewhere another name often is another thing.
                if matches!(change.subject, Subject::Operation { .. }) || stem(old) == stem(new) {
                    pairs.insert((old.to_owned(), new.to_owned()));
                }
            }
            (Kind::VariantRemoved | Kind::ParentRemoved, Some(old), _) => {
                gone.insert((change.subject.name(), &change.member, stem(old)), old);
            }
            (Kind::VariantAdded | Kind::ParentAdded, _, Some(new)) => {
                come.insert((change.subject.name(), &change.member, stem(new)), new);
            }
            _ => {}
        }
    }
    for (place, old) in gone {
        pairs.extend(come.get(&place).map(|new| (old.clone(), (*new).clone())));
    }
    pairs
}

/// What two signatures are lists and maps of, as far as both are.
fn element<'a>(mut old: &'a str, mut new: &'a str) -> (&'a str, &'a str) {
    for prefix in ["array of ", "map of "].iter().cycle().take(8) {
        if let Some(inner) = old.strip_prefix(prefix).zip(new.strip_prefix(prefix)) {
            (old, new) = inner;
        }
    }
    (old, new)
}

/// The name without its date and without the mark of a view.
fn stem(name: &str) -> String {
    let is_date =
        |at: &usize| name.get(*at..*at + 8).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let undated = match (0..name.len()).find(is_date) {
        Some(at) => format!("{}{}", &name[..at], &name[at + 8..]),
        None => name.to_owned(),
    };
    undated.replace("View", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_thing_differ_in_date_and_view() {
        assert_eq!(stem("ClusterDescription20240805"), stem("ClusterDescription20270101"));
        assert_eq!(stem("ApiAtlasUserView"), stem("ApiAtlasUser20270101"));
        assert_ne!(stem("Cluster20240805"), stem("FlexCluster20240805"));
    }

    #[test]
    fn lists_are_compared_by_what_they_hold() {
        assert_eq!(element("array of A", "array of B"), ("A", "B"));
        assert_eq!(element("array of map of A", "array of map of B"), ("A", "B"));
        assert_eq!(element("array of A", "B"), ("array of A", "B"));
    }
}
