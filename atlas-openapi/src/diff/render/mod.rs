//! Text, Markdown and JSON output of changes.

mod escape;
mod fold;
mod limit;
mod markdown;
mod phrase;
mod text;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{Change, ChangeKind, Diff, Subject};

pub(super) use markdown::markdown;
pub(super) use text::text;

/// Formats the changes as JSON, with the structure of [`Diff`]. The names of kinds and members are stable.
pub(super) fn json(diff: &Diff) -> String {
    let written = serde_json::to_string_pretty(diff);
    debug_assert!(written.is_ok(), "serialization of an in-memory value cannot fail");
    written.unwrap_or_default() + "\n"
}

/// The heading of a change, in the order of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Heading<'a> {
    Security,
    /// Security requirements and security schemes, of any subject.
    Authentication,
    Document,
    /// Operations of a tag.
    Operations(&'a str),
    Parameters,
    Schemas,
    Replacements,
    Types,
}

impl<'a> Heading<'a> {
    fn of(change: &'a Change) -> Self {
        match &change.subject {
            _ if change.security => Self::Security,
            _ if change.kind == ChangeKind::AuthenticationChanged => Self::Authentication,
            subject => Self::of_subject(subject),
        }
    }

    fn of_subject(subject: &'a Subject) -> Self {
        match subject {
            Subject::Document => Self::Document,
            Subject::Operation { tag, .. } => Self::Operations(tag),
            Subject::Parameter { .. } => Self::Parameters,
            Subject::Schema { .. } => Self::Schemas,
            Subject::Replacement { .. } => Self::Replacements,
            Subject::Type { .. } => Self::Types,
        }
    }

    /// Returns the heading for operations of any tag.
    fn without_tag(self) -> Self {
        if matches!(self, Self::Operations(_)) { Self::Operations("") } else { self }
    }

    fn title(self) -> String {
        let title = match self {
            Self::Security => "Security",
            Self::Authentication => "Authentication",
            Self::Document => "Document",
            Self::Operations("") => "Operations without a tag",
            Self::Operations(tag) => tag,
            Self::Parameters => "Shared parameters",
            Self::Schemas => "Schemas",
            Self::Replacements => "Replaced schemas",
            Self::Types => "Types",
        };
        title.to_owned()
    }

    /// Returns the noun for several subjects.
    fn noun(self) -> &'static str {
        match self {
            Self::Security | Self::Authentication | Self::Document => "subjects",
            Self::Operations(_) => "operations",
            Self::Parameters => "shared parameters",
            Self::Schemas => "schemas",
            Self::Replacements => "replaced schemas",
            Self::Types => "types",
        }
    }
}

/// A heading with its subjects.
struct Group<'a> {
    heading: Heading<'a>,
    subjects: Subjects<'a>,
}

/// The display names of subjects, each with its changes.
type Subjects<'a> = Vec<(String, Vec<&'a Change>)>;

/// Groups changes under headings: security, authentication, the document, tags in alphabetical order, shared parameters, schemas and types.
fn groups(changes: Vec<&Change>) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<Heading<'_>, Subjects<'_>> = BTreeMap::new();
    for change in changes {
        let subjects = groups.entry(Heading::of(change)).or_default();
        let subject = subject(change);
        // The changes of one subject are adjacent.
        match subjects.last_mut().filter(|(last, _)| *last == subject) {
            Some((_, changes)) => changes.push(change),
            None => subjects.push((subject, vec![change])),
        }
    }
    groups.into_iter().map(|(heading, subjects)| Group { heading, subjects }).collect()
}

/// Returns the display name of a subject; empty for the document.
fn subject(change: &Change) -> String {
    match &change.subject {
        Subject::Document => String::new(),
        Subject::Operation { id, method, path, .. } => format!("{id}: {method} {path}"),
        Subject::Parameter { name } | Subject::Schema { name } | Subject::Type { name, replacement: None } => {
            name.clone()
        }
        Subject::Replacement { old, new } | Subject::Type { name: old, replacement: Some(new) } => {
            format!("{old} → {new}")
        }
    }
}

/// Returns the counts of changes, operations and schemas in one line.
fn summary(diff: &Diff) -> String {
    let breaking = diff.breaking().count();
    let others = diff.changes.len() - breaking;
    let security = match diff.changes.iter().filter(|change| change.security).count() {
        0 => String::new(),
        count => format!(" ({count} about security)"),
    };
    let count = |count: super::Count, noun: &str| {
        let plural = if count.new == 1 { "" } else { "s" };
        if count.old == count.new {
            format!("{} {noun}{plural}", count.new)
        } else {
            format!("{} {noun}{plural} (previously {})", count.new, count.old)
        }
    };
    format!(
        "{breaking} breaking{security}, {others} non-breaking; {}, {}",
        count(diff.operations, "operation"),
        count(diff.schemas, "schema"),
    )
}
