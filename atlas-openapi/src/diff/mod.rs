//! What changes between two editions of the document, said to a reviewer.

mod breaking;
mod change;
mod corrected;
mod judge;
mod lowered;
mod operation;
mod parameter;
mod reach;
mod render;
mod schema;
mod signature;
mod succession;
mod version;

use serde::Serialize;

use self::corrected::lower_corrected;
use crate::{Document, Error, Overlay};
use change::Log;
pub use change::{Change, Kind, Subject};

/// What changes from one document to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Diff {
    /// The number of operations before and after.
    pub operations: Count,
    /// The number of schemas before and after.
    pub schemas: Count,
    /// What a reader has to know of the comparison itself.
    pub notes: Vec<String>,
    /// The changes: those of the document, of operations by path, of shared parameters and of schemas by name, and of
    /// types that the schemas do not tell of.
    pub changes: Vec<Change>,
}

/// How many there were, and are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Count {
    /// In the old document.
    pub old: usize,
    /// In the new document.
    pub new: usize,
}

impl Diff {
    /// Compares two documents, and judges what breaks by what they lower to with overlays applied.
    ///
    /// Overlays are given as name and text, in the order in which they are applied. An action that the new document leaves
    /// nothing to do for is passed over and noted. If a document can't be lowered, that is noted too, and what breaks is
    /// guessed from the documents.
    ///
    /// # Errors
    /// [`Error::Overlay`] for a text that is no overlay.
    pub fn judged(old: &Document, new: &Document, overlays: &[(String, String)]) -> Result<Self, Error> {
        let mut diff = diff(old, new);
        let overlays = overlays.iter().map(|(name, text)| Overlay::parse(text, name)).collect::<Result<Vec<_>, _>>()?;
        let before = lower_corrected(&overlays, old, "the document of the workspace", &mut diff.notes);
        let after = lower_corrected(&overlays, new, "", &mut diff.notes);
        if let Some(apis) = before.as_ref().zip(after.as_ref()) {
            diff.notes.extend(judge::judge((old, new), apis, &mut diff.changes));
        } else {
            diff.notes.push("what breaks is guessed from the documents, without the types that they lower to".into());
        }
        Ok(diff)
    }

    /// The changes that stop code from compiling that compiled against the code generated before, or a call from being
    /// answered that was answered before.
    pub fn breaking(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.breaking)
    }

    /// Writes the changes as plain text, for a terminal.
    pub fn to_text(&self) -> String {
        render::text(self)
    }

    /// Writes the changes as Markdown, for a pull request.
    pub fn to_markdown(&self) -> String {
        render::markdown(self)
    }

    /// Writes the changes as JSON, for programs.
    pub fn to_json(&self) -> String {
        render::json(self)
    }
}

/// Compares two documents.
///
/// What breaks code is guessed from the documents alone; [`Diff::judged`] knows it from what they lower to.
pub fn diff(old: &Document, new: &Document) -> Diff {
    let mut changes = Vec::new();
    document(old, new, &mut Log::new(&mut changes, Subject::Document, true));
    operation::compare_all(old, new, &mut changes);
    parameter::compare_shared(old, new, &mut changes);
    schemas(old, new, &mut changes);
    succession::compare(old, new, &mut changes);
    Diff {
        operations: Count { old: old.operations().count(), new: new.operations().count() },
        schemas: Count { old: old.schemas().count(), new: new.schemas().count() },
        notes: Vec::new(),
        changes,
    }
}

/// What is said once for the whole document.
fn document(old: &Document, new: &Document, log: &mut Log<'_>) {
    let pointers = [
        ("version of the document", "/info/version"),
        ("servers", "/servers"),
        ("security", "/security"),
        ("security schemes", "/components/securitySchemes"),
    ];
    for (what, pointer) in pointers {
        let (old, new) = (old.as_value().pointer(pointer), new.as_value().pointer(pointer));
        log.differ(Kind::MetadataChanged, what, old, new);
    }
    // Too long to be shown, and seldom of interest: they are the errors that every operation may answer.
    for part in ["responses", "headers"] {
        if old.as_value()["components"][part] != new.as_value()["components"][part] {
            log.note(Kind::MetadataChanged, format!("shared {part}"), None, None);
        }
    }
}

/// The named schemas: added, removed, no longer generated, or changed inside.
fn schemas(old: &Document, new: &Document, changes: &mut Vec<Change>) {
    let (before, after) = (reach::generated(old), reach::generated(new));
    let added = new.schemas().filter(|(name, _)| old.schema(name).is_none());
    let mut names: Vec<&str> = old.schemas().chain(added).map(|(name, _)| name).collect();
    names.sort_unstable();
    for name in names {
        let subject = Subject::Schema { name: name.to_owned() };
        // Who compiled against a schema did so against the old document.
        let (was_generated, is_generated) = (before.contains(name), after.contains(name));
        let mut log = Log::new(changes, subject, was_generated);
        match (old.schema(name), new.schema(name)) {
            (Some(_), Some(_)) if was_generated && !is_generated => log.note(Kind::SchemaRetired, "", None, None),
            (Some(old), Some(new)) => schema::compare(old, new, "", &mut log),
            (Some(old), None) => {
                log.note(Kind::SchemaRemoved, "", Some(signature::of(old)), None);
            }
            (None, Some(new)) => log.note(Kind::SchemaAdded, "", None, Some(signature::of(new))),
            (None, None) => {}
        }
    }
}
