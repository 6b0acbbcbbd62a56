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
    /// By the name of the old type.
    types: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Index<'a> {
    pub(super) fn of(findings: &'a [Finding]) -> Self {
        let mut index = Self::default();
        for (at, finding) in findings.iter().enumerate() {
            match &finding.item {
                ApiItem::Operation(subject) => index.operations.entry(subject.name()).or_default().push(at),
                ApiItem::Type { old: Some(old), .. } => index.types.entry(old).or_default().push(at),
                ApiItem::Type { old: None, .. } => {}
            }
        }
        index
    }

    /// Returns the findings that the change can explain.
    pub(super) fn candidates(&self, change: &Change, scope: &Scope<'_>) -> Vec<usize> {
        let types = scope.types();
        let of_types = types.iter().filter_map(|name| self.types.get(name)).flatten().copied();
        let mut candidates: Vec<usize> = of_types.collect();
        match &change.subject {
            Subject::Operation { id, .. } => candidates.extend(self.operations.get(id.as_str()).into_iter().flatten()),
            Subject::Parameter { .. } => candidates.extend(self.operations.values().flatten()),
            _ => {}
        }
        candidates
    }
}
