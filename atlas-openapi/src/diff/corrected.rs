//! Lowers a document with overlays applied, as far as they still apply.
//!
//! The generator stops at an action that matches nothing. A reviewer wants to know of all of them at once, and what breaks
//! all the same: much of what a new document takes away had a summary or a name from an overlay.

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
        for (index, overlay) in &self.0 {
            if let Err(error) = overlay.apply(&mut document) {
                notes.push(format!("{prefix}{}; {stops}", describe(&error, *index)));
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
}

/// What an action fails for, in the words of a list of several. The error counts within the one action.
fn describe(error: &Error, index: usize) -> String {
    match error {
        Error::Overlay { name, target, problem, .. } => {
            format!("overlay {name}, actions[{index}]: {problem}: {target}")
        }
        other => other.to_string(),
    }
}
