//! Lowering of a document with all overlay actions that still apply.
//!
//! The generator stops at the first action without a match. The comparison continues instead, and reports all such
//! actions at once together with the breaking changes: overlays name or summarize many parts of the document, and their
//! actions fail when a new edition removes those parts.

use crate::lower::Api;
use crate::{Document, Error, Lowered, Overlays};

/// The role of a document in the comparison.
#[derive(Clone, Copy, Debug)]
pub(super) enum DocumentRole {
    /// The imported document of the workspace.
    Current,
    /// The document to compare it with.
    New,
}

/// The number of failed actions listed per overlay, and of problems listed per document: a removed schema can make the
/// summaries of all its properties fail.
const MAX_LISTED: usize = 3;

/// Applies the overlays as far as possible, and lowers the document.
///
/// Adds a note for each overlay with failed actions, and for a document that cannot be lowered.
pub(super) fn lower_with_overlays(
    overlays: &Overlays,
    document: &Document,
    role: DocumentRole,
    notes: &mut Vec<String>,
) -> Option<Api> {
    let Lowered { api, faults } = overlays.lower(document);
    let mut by_overlay: Vec<(&str, Vec<String>)> = Vec::new();
    for fault in &faults {
        let name = match fault {
            Error::Overlay { name, .. } => name.as_str(),
            _ => "",
        };
        match by_overlay.last_mut().filter(|(last, _)| *last == name) {
            Some((_, failures)) => failures.push(describe(fault)),
            None => by_overlay.push((name, vec![describe(fault)])),
        }
    }
    for (name, failures) in by_overlay {
        notes.push(note(role, &format!("overlay \"{name}\": {}", list(&failures, "action"))));
    }
    match api {
        Ok(api) => Some(api),
        Err(errors) => {
            let problems: Vec<String> = errors.iter().map(ToString::to_string).collect();
            notes.push(note(role, &list(&problems, "problem")));
            None
        }
    }
}

fn note(role: DocumentRole, problem: &str) -> String {
    match role {
        DocumentRole::Current => format!("current document: {problem} (`cargo xtask gen` already fails)"),
        DocumentRole::New => format!("{problem} (`cargo xtask gen` will fail after the import)"),
    }
}

/// Describes the failure of an action, without the name of the overlay and the advice.
fn describe(error: &Error) -> String {
    match error {
        Error::Overlay { action: Some(index), target, problem, .. } => {
            format!("actions[{index}], target \"{target}\": {problem}")
        }
        Error::Overlay { action: None, problem, .. } => problem.clone(),
        other => other.to_string(),
    }
}

/// Lists the first failures, and counts the others. Each failure is one of an `item`, such as an action.
fn list(failures: &[String], item: &str) -> String {
    let listed = failures.iter().take(MAX_LISTED).map(String::as_str).collect::<Vec<_>>().join("; ");
    match failures.len().saturating_sub(MAX_LISTED) {
        0 => listed,
        1 => format!("{listed}; and 1 more {item}"),
        more => format!("{listed}; and {more} more {item}s"),
    }
}
