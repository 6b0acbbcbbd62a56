//! What changes between two lowered APIs, and so between the code that is generated from them.
//!
//! This is where it is decided what breaks. Code is generated from the lowered API alone, so code that compiled against
//! the old one stops compiling exactly where something of the old one is gone or has another type:
//!
//! * an operation: gone, of another name or tag, or behind the `preview` feature where it was not;
//! * its answer or its request: of another type; a parameter, or the body, gone or of another type;
//! * a type: gone, of another name, behind `preview`, no longer with setters, no longer made from an answer;
//! * a property: gone, of another type, in a box or out of it; a value of an enumeration: gone.
//!
//! One rule goes beyond compiling: a parameter or a body that becomes required breaks, because a call that was answered
//! before is refused. Everything is `#[non_exhaustive]`, so adding never breaks.

mod operations;
mod pairs;
mod types;

#[cfg(test)]
mod tests;

use super::{Kind, Subject};
use crate::lower::Api;
pub(super) use pairs::Pairs;

/// The member of an operation that a request carries.
pub(super) const REQUEST: &str = "request";
/// The member of an operation that an answer brings.
pub(super) const RESPONSE: &str = "response";

/// One difference between two lowered APIs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) place: Place,
    pub(super) kind: Kind,
    /// The parameter or property, [`REQUEST`] or [`RESPONSE`]; empty for the operation or type as a whole.
    pub(super) member: String,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    pub(super) breaking: bool,
    /// It only repeats that a type has another name or is no longer there, which is said for itself.
    pub(super) echo: bool,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// An operation, as it is now, or was last.
    Operation(Subject),
    /// A type before and after, by their names in Rust.
    Type {
        old: Option<String>,
        new: Option<String>,
        /// The new one is what has become of the old one. Otherwise it only stands where that stood.
        succeeds: bool,
    },
}

/// Compares two lowered APIs.
pub(super) fn compare(old: &Api, new: &Api) -> Vec<Finding> {
    let pairs = Pairs::of(old, new);
    let mut findings = Vec::new();
    operations::compare(&pairs, &mut findings);
    types::compare(old, new, &pairs, &mut findings);
    findings
}

/// Notes findings of one place.
struct Notes<'a> {
    place: Place,
    findings: &'a mut Vec<Finding>,
}

impl Notes<'_> {
    fn note(&mut self, kind: Kind, member: &str, old: Option<String>, new: Option<String>, breaking: bool) {
        let (place, member) = (self.place.clone(), member.to_owned());
        self.findings.push(Finding { place, kind, member, old, new, breaking, echo: false });
    }

    /// Says of the last finding whether it only repeats another.
    fn echo(&mut self, echo: bool) {
        if let Some(last) = self.findings.last_mut() {
            last.echo = echo;
        }
    }
}
