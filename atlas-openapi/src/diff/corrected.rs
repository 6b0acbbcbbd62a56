//! Lowers a document with overlays applied, as far as they still apply.
//!
//! The generator stops at an action that matches nothing. A reviewer wants to know of all of them at once, and what breaks
//! all the same: much of what a new document takes away had a summary or a name from an overlay.

use crate::lower::{Api, lower};
use crate::{Document, Error, Overlay};

/// Applies what can be applied of `overlays`, and lowers the document. `what` names it in notes; empty for the new one.
pub(super) fn lower_corrected(
    overlays: &[Overlay],
    document: &Document,
    what: &str,
    notes: &mut Vec<String>,
) -> Option<Api> {
    let (prefix, stops) = if what.is_empty() {
        (String::new(), "`cargo xtask gen` will stop there")
    } else {
        (format!("{what}: "), "`cargo xtask gen` stops there already")
    };
    let mut document = document.as_value().clone();
    for overlay in overlays {
        let failures: Vec<String> = overlay.apply_what_matches(&mut document).iter().map(describe).collect();
        if !failures.is_empty() {
            notes.push(format!("{prefix}overlay {}, {}; {stops}", overlay.name(), shown(&failures)));
        }
    }
    match lower(&document) {
        Ok(api) => Some(api),
        Err(error) => {
            notes.push(format!("{prefix}{error}; {stops}"));
            None
        }
    }
}

/// What an action fails for, without what is said of all actions.
fn describe(error: &Error) -> String {
    match error {
        Error::Overlay { action: Some(index), target, problem, .. } => {
            format!("actions[{index}]: {problem}: `{target}`")
        }
        other => other.to_string(),
    }
}

/// The first few: a schema that is gone takes a summary of each of its properties along.
fn shown(failures: &[String]) -> String {
    let listed = failures.iter().take(3).map(String::as_str).collect::<Vec<_>>().join("; ");
    match failures.len().saturating_sub(3) {
        0 => listed,
        more => format!("{listed}; and {more} more actions"),
    }
}
