//! Text, Markdown and JSON output of changes.

mod markdown;
mod phrase;
mod text;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{Change, Diff, Subject};

pub(super) use markdown::markdown;
pub(super) use text::text;

/// Formats the changes as JSON, with the structure of [`Diff`]. The names of kinds and members are stable.
pub(super) fn json(diff: &Diff) -> String {
    let written = serde_json::to_string_pretty(diff);
    debug_assert!(written.is_ok(), "serialization of an in-memory value cannot fail");
    written.unwrap_or_default() + "\n"
}

/// A heading with its subjects.
struct Group<'a> {
    heading: &'a str,
    subjects: Subjects<'a>,
}

/// The display names of subjects, each with its changes.
type Subjects<'a> = Vec<(String, Vec<&'a Change>)>;

/// Groups changes under headings: the document, tags in alphabetical order, shared parameters, schemas and types.
fn groups<'a>(changes: impl Iterator<Item = &'a Change>) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<(u8, &str), Subjects<'_>> = BTreeMap::new();
    for change in changes {
        let (group, subject) = match &change.subject {
            Subject::Document => ((0, "Document"), String::new()),
            Subject::Operation { id, method, path, tag } => {
                let tag = if tag.is_empty() { "Operations without a tag" } else { tag };
                ((1, tag), format!("{id}: {method} {path}"))
            }
            Subject::Parameter { name } => ((2, "Shared parameters"), name.clone()),
            Subject::Schema { name } => ((3, "Schemas"), name.clone()),
            Subject::Replacement { old, new } => ((4, "Replaced schemas"), format!("{old} → {new}")),
            Subject::Type { name, replacement: None } => ((5, "Types"), name.clone()),
            Subject::Type { name, replacement: Some(new) } => ((5, "Types"), format!("{name} → {new}")),
        };
        let subjects = groups.entry(group).or_default();
        // The changes of one subject are adjacent.
        match subjects.last_mut().filter(|(last, _)| *last == subject) {
            Some((_, changes)) => changes.push(change),
            None => subjects.push((subject, vec![change])),
        }
    }
    groups.into_iter().map(|((_, heading), subjects)| Group { heading, subjects }).collect()
}

/// Returns the counts of changes, operations and schemas in one line.
fn summary(diff: &Diff) -> String {
    let breaking = diff.breaking().count();
    let others = diff.changes.len() - breaking;
    let count = |count: super::Count, noun: &str| {
        let plural = if count.new == 1 { "" } else { "s" };
        if count.old == count.new {
            format!("{} {noun}{plural}", count.new)
        } else {
            format!("{} {noun}{plural} (previously {})", count.new, count.old)
        }
    };
    format!(
        "{breaking} breaking, {others} non-breaking; {}, {}",
        count(diff.operations, "operation"),
        count(diff.schemas, "schema"),
    )
}
