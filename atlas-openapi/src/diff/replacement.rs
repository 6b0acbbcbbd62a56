//! Changes between a schema and the schema that replaces it.
//!
//! A new version of an operation often has a new schema, `Cluster20270101` instead of `Cluster20240805`. The new name
//! says little, so the two schemas are compared.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, ChangeKind, Subject};
use super::log::Log;
use super::{reach, schema};
use crate::Document;

/// Compares each schema with its replacement, as found in the changes, and repeats for the changes that this adds.
pub(super) fn compare(old: &Document, new: &Document, changes: &mut Vec<Change>) {
    let (before, after) = (reach::generated(old), reach::generated(new));
    let (sent_before, sent_after) = (reach::sent(old), reach::sent(new));
    let (mut seen, mut start) = (BTreeSet::new(), 0);
    while start < changes.len() {
        let candidates = pairs(&changes[start..]);
        start = changes.len();
        for (old_name, new_name) in candidates {
            let generated = before.contains(old_name.as_str()) && after.contains(new_name.as_str());
            if !generated || !seen.insert((old_name.clone(), new_name.clone())) {
                continue;
            }
            if let (Some(old), Some(new)) = (old.schema(&old_name), new.schema(&new_name)) {
                let sent = sent_before.contains(old_name.as_str()) && sent_after.contains(new_name.as_str());
                let mut log = Log::new(changes, Subject::Replacement { old: old_name, new: new_name }, true);
                log.sent(sent);
                schema::compare(old, new, "", &mut log);
            }
        }
    }
}

/// The names of replaced schemas and their replacements.
#[derive(Debug)]
pub(super) struct Replacements {
    names: BTreeSet<String>,
}

impl Replacements {
    pub(super) fn of(changes: &[Change]) -> Self {
        let pairs = pairs(changes).into_iter();
        Self { names: pairs.flat_map(|(old, new)| [target(&old).to_owned(), target(&new).to_owned()]).collect() }
    }

    /// Returns whether the change states that a schema was replaced.
    pub(super) fn contain(&self, change: &Change) -> bool {
        let values = [&change.old, &change.new].into_iter().flatten().map(String::as_str);
        values.chain([change.subject.name()]).any(|name| self.names.contains(target(name)))
    }
}

/// Returns the name of the schema in the value of a change, without the value of a discriminator, lists and maps.
fn target(value: &str) -> &str {
    let mut target = value.split_once(" = ").map_or(value, |(_, target)| target);
    while let Some(inner) = target.strip_prefix("array of ").or_else(|| target.strip_prefix("map of ")) {
        target = inner;
    }
    target
}

/// Returns the names of replaced schemas and their replacements in these changes.
fn pairs(changes: &[Change]) -> BTreeSet<(String, String)> {
    let mut pairs = BTreeSet::new();
    // Variants and parents removed and added, by subject, member and name without date.
    let mut removed = BTreeMap::new();
    let mut added = BTreeMap::new();
    for change in changes {
        match (change.kind, &change.old, &change.new) {
            (ChangeKind::TypeChanged, Some(old), Some(new)) => {
                let (old, new) = element(old, new);
                // Two bodies of one operation always correspond; elsewhere, another name is often another type.
                let of_body = matches!(change.subject, Subject::Operation { .. }) && !change.member.contains(" as ");
                if of_body || stem(old) == stem(new) {
                    pairs.insert((old.to_owned(), new.to_owned()));
                }
            }
            (ChangeKind::VariantRemoved | ChangeKind::ParentRemoved, Some(old), _) => {
                removed.insert((change.subject.name(), &change.member, stem(old)), old);
            }
            (ChangeKind::VariantAdded | ChangeKind::ParentAdded, _, Some(new)) => {
                added.insert((change.subject.name(), &change.member, stem(new)), new);
            }
            _ => {}
        }
    }
    for (key, old) in removed {
        pairs.extend(added.get(&key).map(|new| (old.clone(), (*new).clone())));
    }
    pairs
}

/// Removes the list and map prefixes that two signatures share.
fn element<'a>(mut old: &'a str, mut new: &'a str) -> (&'a str, &'a str) {
    for prefix in ["array of ", "map of "].iter().cycle().take(8) {
        if let Some(inner) = old.strip_prefix(prefix).zip(new.strip_prefix(prefix)) {
            (old, new) = inner;
        }
    }
    (old, new)
}

/// Returns the name without its date and without "View".
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
    fn the_stem_of_a_name_has_no_date_and_no_view() {
        assert_eq!(stem("ClusterDescription20240805"), stem("ClusterDescription20270101"));
        assert_eq!(stem("ApiAtlasUserView"), stem("ApiAtlasUser20270101"));
        assert_ne!(stem("Cluster20240805"), stem("FlexCluster20240805"));
    }

    #[test]
    fn shared_list_and_map_prefixes_are_removed() {
        assert_eq!(element("array of A", "array of B"), ("A", "B"));
        assert_eq!(element("array of map of A", "array of map of B"), ("A", "B"));
        assert_eq!(element("array of A", "B"), ("array of A", "B"));
    }
}
