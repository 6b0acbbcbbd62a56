//! The changes as text, Markdown and JSON.

mod markdown;
mod text;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{Change, Diff, Subject};

pub(super) use markdown::markdown;
pub(super) use text::text;

/// The changes as JSON. The structure is that of [`Diff`]; the names of kinds and members are stable.
pub(super) fn json(diff: &Diff) -> String {
    let written = serde_json::to_string_pretty(diff);
    debug_assert!(written.is_ok(), "a value in memory is always written");
    written.unwrap_or_default() + "\n"
}

/// A heading, and what stands below it.
struct Group<'a> {
    heading: &'a str,
    subjects: Subjects<'a>,
}

/// The subjects, as they are named to a reader, each with its changes.
type Subjects<'a> = Vec<(String, Vec<&'a Change>)>;

/// Puts changes under headings: the document, the tags of operations in alphabetical order, what they share.
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
            Subject::Succession { old, new } => ((4, "Schemas that succeed others"), format!("{old} → {new}")),
            Subject::Type { name } => ((5, "Types"), name.clone()),
        };
        let subjects = groups.entry(group).or_default();
        // All changes of one subject stand together.
        match subjects.last_mut().filter(|(last, _)| *last == subject) {
            Some((_, changes)) => changes.push(change),
            None => subjects.push((subject, vec![change])),
        }
    }
    groups.into_iter().map(|((_, heading), subjects)| Group { heading, subjects }).collect()
}

/// The counts, in one sentence.
fn summary(diff: &Diff) -> String {
    let breaking = diff.breaking().count();
    let others = diff.changes.len() - breaking;
    let count = |count: super::Count, what: &str| {
        if count.old == count.new {
            format!("{} {what}", count.new)
        } else {
            format!("{} {what} (before: {})", count.new, count.old)
        }
    };
    format!(
        "{breaking} breaking, {others} not; {}, {}",
        count(diff.operations, "operations"),
        count(diff.schemas, "schemas"),
    )
}
