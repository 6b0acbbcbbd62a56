//! Findings by operation and type, so that a change is not compared with all of them.

use std::collections::BTreeMap;

use super::scope::Scope;
use crate::diff::lowered::{ApiItem, Finding};
use crate::diff::{Change, Subject};

/// The positions of findings.
#[derive(Debug, Default)]
pub(super) struct Index<'a> {
    /// By the id of the operation.
    operations: BTreeMap<&'a str, Vec<usize>>,
    /// By the name of the old type, and by the member.
    types: BTreeMap<&'a str, BTreeMap<&'a str, Vec<usize>>>,
}

impl<'a> Index<'a> {
    pub(super) fn of(findings: &'a [Finding]) -> Self {
        let mut index = Self::default();
        for (at, finding) in findings.iter().enumerate() {
            match &finding.item {
                ApiItem::Operation(subject) => index.operations.entry(subject.name()).or_default().push(at),
                ApiItem::Type { old: Some(old), .. } => {
                    index.types.entry(old).or_default().entry(&finding.member).or_default().push(at);
                }
                ApiItem::Type { old: None, .. } => {}
            }
        }
        index
    }

    /// Returns the findings that the change can explain.
    pub(super) fn candidates(&self, change: &Change, scope: &Scope<'_>) -> Vec<usize> {
        let mut candidates = Vec::new();
        for name in scope.types() {
            let Some(members) = self.types.get(name) else { continue };
            match scope.only_property_of(name) {
                // Findings of the type as a whole have no member.
                Some(property) => {
                    candidates.extend(["", property].iter().filter_map(|member| members.get(member)).flatten());
                }
                None => candidates.extend(members.values().flatten()),
            }
        }
        match &change.subject {
            Subject::Operation { id, .. } => candidates.extend(self.operations.get(id.as_str()).into_iter().flatten()),
            Subject::Parameter { .. } => candidates.extend(self.operations.values().flatten()),
            _ => {}
        }
        candidates
    }
}
