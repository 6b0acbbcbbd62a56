//! The changes between two editions of the document, for reviewers.

mod authentication;
mod breaking;
mod change;
mod classify;
mod content;
mod log;
mod lower_with_overlays;
mod lowered;
mod operation;
mod order;
mod parameter;
mod reach;
mod render;
mod replacement;
mod schema;
mod serialization;
mod shared;
mod signature;
mod unknown;
mod version;

#[cfg(test)]
mod keywords;

use serde::Serialize;

use self::lower_with_overlays::{DocumentRole, lower_with_overlays};
use crate::{Document, Errors, Overlay, Overlays};
pub use change::{Change, ChangeKind, Subject};
use log::Log;

/// The changes from one document to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Diff {
    /// The number of operations before and after.
    pub operations: Count,
    /// The number of schemas before and after.
    pub schemas: Count,
    /// Notes about the comparison itself.
    pub notes: Vec<String>,
    /// The changes of the document, of operations by path, of shared parameters and schemas by name, and of types, if
    /// no schema shows them.
    pub changes: Vec<Change>,
}

/// The number of items in the old and in the new document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Count {
    /// The number in the old document.
    pub old: usize,
    /// The number in the new document.
    pub new: usize,
}

impl Diff {
    /// Compares two documents, and classifies changes as breaking by comparing the lowered documents.
    ///
    /// Overlays are passed as name and text, and applied in order before lowering. An action without a match is skipped
    /// and adds a note. Effects of overlays that the new document loses are changes: secrets, names, summaries, effects
    /// of destructive operations and corrections. If a document cannot be lowered, a note is added, and breaking changes are estimated from the
    /// documents alone.
    ///
    /// # Errors
    /// An [`Error::Overlay`](crate::Error::Overlay) for each fault of an overlay.
    pub fn with_lowering(old: &Document, new: &Document, overlays: &[(String, String)]) -> Result<Self, Errors> {
        let mut diff = diff(old, new);
        let overlays = Overlay::parse_all(overlays).map(|_| Overlays::parse(overlays))?;
        let before = lower_with_overlays(&overlays, old, DocumentRole::Current, &mut diff.notes);
        let after = lower_with_overlays(&overlays, new, DocumentRole::New, &mut diff.notes);
        if let Some(apis) = before.as_ref().zip(after.as_ref()) {
            diff.notes.extend(classify::classify((old, new), apis, &mut diff.changes));
        } else {
            diff.notes.push(
                "breaking changes are estimated from the documents alone, and lost effects of overlays are not listed, \
                 because a document cannot be lowered"
                    .into(),
            );
        }
        Ok(diff)
    }

    /// Returns the breaking changes: existing code may not compile anymore, or its requests may be refused or change
    /// their meaning.
    pub fn breaking(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.breaking)
    }

    /// Formats all changes as plain text, for a terminal.
    pub fn to_text(&self) -> String {
        render::text(self)
    }

    /// Formats the changes as Markdown, for a pull request: at most 65,536 characters, the limit of GitHub. If there are
    /// too many changes, the text states how many are left out.
    pub fn to_markdown(&self) -> String {
        render::markdown(self)
    }

    /// Formats all changes as JSON, for programs.
    pub fn to_json(&self) -> String {
        render::json(self)
    }
}

/// Compares two documents.
///
/// Breaking changes are estimated from the documents alone; [`Diff::with_lowering`] is precise.
pub fn diff(old: &Document, new: &Document) -> Diff {
    let mut changes = Vec::new();
    shared::compare(old, new, &mut Log::new(&mut changes, Subject::Document, true));
    operation::compare_all(old, new, &mut changes);
    parameter::compare_shared(old, new, &mut changes);
    schemas(old, new, &mut changes);
    replacement::compare(old, new, &mut changes);
    Diff {
        operations: Count { old: old.operations().count(), new: new.operations().count() },
        schemas: Count { old: old.schemas().count(), new: new.schemas().count() },
        notes: Vec::new(),
        changes,
    }
}

/// Compares the component schemas.
fn schemas(old: &Document, new: &Document, changes: &mut Vec<Change>) {
    let (before, after) = (reach::generated(old), reach::generated(new));
    let (sent_before, sent_after) = (reach::sent(old), reach::sent(new));
    let added = new.schemas().filter(|(name, _)| old.schema(name).is_none());
    let mut names: Vec<&str> = old.schemas().chain(added).map(|(name, _)| name).collect();
    names.sort_unstable();
    for name in names {
        let subject = Subject::Schema { name: name.to_owned() };
        // Existing code uses only the schemas generated from the old document.
        let (was_generated, is_generated) = (before.contains(name), after.contains(name));
        let mut log = Log::new(changes, subject, was_generated);
        log.sent(sent_before.contains(name) && sent_after.contains(name));
        match (old.schema(name), new.schema(name)) {
            (Some(old), Some(new)) if was_generated && !is_generated => {
                log.record(ChangeKind::SchemaRetired, "", None, None);
                log.generated(false);
                schema::compare(old, new, "", &mut log);
            }
            (Some(old), Some(new)) => schema::compare(old, new, "", &mut log),
            (Some(old), None) => {
                log.record(ChangeKind::SchemaRemoved, "", Some(signature::of(old)), None);
            }
            (None, Some(new)) => log.record(ChangeKind::SchemaAdded, "", None, Some(signature::of(new))),
            (None, None) => {}
        }
    }
}
