//! Comparison of two lowered APIs, and therefore of the code generated from them.
//!
//! Code is generated from the lowered API alone. Existing code stops compiling exactly if a part of the old API was
//! removed or changed its type. The breaking differences are:
//!
//! * an operation that was removed, renamed, moved to another tag, or moved behind the feature `preview`;
//! * a request or response body, or a parameter, that was removed or changed its type;
//! * a type that was removed, renamed, moved behind `preview`, or lost its setters or a conversion;
//! * a property that was removed, changed its type, or was boxed or unboxed; a removed value of an enumeration.
//!
//! * a property that is not a secret anymore, or that became one;
//! * an operation that became destructive, or no longer is, or whose pages have other items.
//!
//! One rule goes beyond compilation: a parameter, a request body or a property of a request that becomes required is
//! breaking, as is a lost role, because the service refuses existing requests. All types are `#[non_exhaustive]`, so any
//! other addition is not breaking.
//!
//! All other facts of the lowered API are compared too. Most of them have a change of the document as their cause; the
//! others have lost an overlay, usually because a new schema replaces the one that the overlay matches.

mod facts;
mod operations;
mod pairs;
mod secrets;
mod types;

#[cfg(test)]
mod tests;

use super::{ChangeKind, Subject};
use crate::lower::Api;
pub(super) use pairs::Pairs;

/// The name of an operation's request body in findings.
pub(super) const REQUEST: &str = "request";
/// The name of an operation's response body in findings.
pub(super) const RESPONSE: &str = "response";

/// One difference between two lowered APIs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) item: ApiItem,
    pub(super) kind: ChangeKind,
    /// The parameter or property, [`REQUEST`] or [`RESPONSE`]; empty for the operation or type as a whole.
    pub(super) member: String,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    pub(super) breaking: bool,
    /// Whether a protection is lost, see [`Change::security`](super::Change::security).
    pub(super) security: bool,
    /// Whether the finding only repeats that a type was renamed or removed, which has its own finding.
    pub(super) redundant: bool,
}

/// The item of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ApiItem {
    /// An operation, in the new API or, if removed, in the old one.
    Operation(Subject),
    /// An old type and the new type that it is compared with, by their names in Rust.
    Type {
        old: Option<String>,
        new: Option<String>,
        /// Whether both are the same type, possibly renamed. Otherwise, the new type only replaces the old one in a
        /// body or property.
        same_type: bool,
    },
}

/// Compares two lowered APIs.
pub(super) fn compare(old: &Api, new: &Api) -> Vec<Finding> {
    let pairs = Pairs::of(old, new);
    let mut findings = Vec::new();
    operations::compare(old, &pairs, &mut findings);
    types::compare(old, new, &pairs, &mut findings);
    findings
}

/// A recorder of the findings of one item.
struct Recorder<'a> {
    item: ApiItem,
    findings: &'a mut Vec<Finding>,
}

impl Recorder<'_> {
    fn record(&mut self, kind: ChangeKind, member: &str, old: Option<String>, new: Option<String>, breaking: bool) {
        let (item, member) = (self.item.clone(), member.to_owned());
        self.findings.push(Finding { item, kind, member, old, new, breaking, security: false, redundant: false });
    }

    /// Records a difference between two values, if any.
    fn compare<T: PartialEq>(
        &mut self,
        kind: ChangeKind,
        member: &str,
        (old, new): (&T, &T),
        text: impl Fn(&T) -> Option<String>,
        breaking: bool,
    ) {
        if old != new {
            self.record(kind, member, text(old), text(new), breaking);
        }
    }

    /// Records a changed, added or removed summary.
    fn summary(&mut self, member: &str, old: Option<&String>, new: Option<&String>) {
        let kind = if new.is_none() { ChangeKind::SummaryRemoved } else { ChangeKind::SummaryChanged };
        self.compare(kind, member, (&old, &new), |summary| summary.cloned(), false);
    }

    /// Marks the last finding as the loss of a protection.
    fn security(&mut self) {
        if let Some(last) = self.findings.last_mut() {
            last.security = true;
        }
    }

    /// Sets whether the last finding only repeats another one.
    fn redundant(&mut self, redundant: bool) {
        if let Some(last) = self.findings.last_mut() {
            last.redundant = redundant;
        }
    }
}
