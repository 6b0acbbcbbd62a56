//! Lowers a document with overlays applied, as far as they still apply.
//!
//! The generator stops at an action that matches nothing. A reviewer wants to know of all of them at once, and what breaks
//! all the same: much of what a new document takes away had a summary or a name from an overlay.

use std::collections::BTreeMap;

use serde_json::json;

use crate::document::read;
use crate::lower::{Api, lower};
use crate::{Document, Error, Overlay};

/// The actions of overlays, each to be carried out by itself.
#[derive(Debug)]
pub(super) struct Actions(Vec<(usize, Overlay)>);

impl Actions {
    pub(super) fn of(overlays: &[(String, String)]) -> Result<Self, Error> {
        let mut all = Vec::new();
        for (name, text) in overlays {
            // Whatever is wrong with the overlay is told before it is taken apart.
            Overlay::parse(text, name)?;
            let whole = read(text)?;
            for (index, action) in whole["actions"].as_array().into_iter().flatten().enumerate() {
                let one = json!({"overlay": whole["overlay"], "info": whole["info"], "actions": [action]});
                all.push((index, Overlay::parse(&one.to_string(), name)?));
            }
        }
        Ok(Self(all))
    }

    /// Applies what can be applied, and lowers the document. `what` names it in notes; empty for the new one.
    pub(super) fn lower(&self, document: &Document, what: &str, notes: &mut Vec<String>) -> Option<Api> {
        let (prefix, stops) = if what.is_empty() {
            (String::new(), "`cargo xtask gen` will stop there")
        } else {
            (format!("{what}: "), "`cargo xtask gen` stops there already")
        };
        let mut document = document.as_value().clone();
        let mut failures = BTreeMap::<&str, Vec<String>>::new();
        for (index, overlay) in &self.0 {
            if let Err(error) = overlay.apply(&mut document) {
                failures.entry(overlay.name()).or_default().push(format!("actions[{index}]: {}", describe(&error)));
            }
        }
        for (name, failures) in failures {
            notes.push(format!("{prefix}overlay {name}, {}; {stops}", shown(&failures)));
        }
        match lower(&document) {
            Ok(api) => Some(api),
            Err(error) => {
                notes.push(format!("{prefix}{error}; {stops}"));
                None
            }
        }
    }
}

/// What an action fails for, without what is said of all actions.
fn describe(error: &Error) -> String {
    match error {
        Error::Overlay { target, problem, .. } => format!("{problem}: `{target}`"),
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
