//! Findings by operation and type, so that a change is not compared with all of them.

use std::collections::BTreeMap;

use super::explain::{bare_name, value_of};
use super::scope::Scope;
use crate::diff::lowered::{ApiItem, Finding};
use crate::diff::{Change, ChangeKind, Subject};

/// The positions of findings.
#[derive(Debug, Default)]
pub(super) struct Index<'a> {
    /// Of operations, by the id of the operation; without those of parameters.
    operations: BTreeMap<&'a str, Vec<usize>>,
    /// Of parameters, by the name of the parameter and the id of the operation.
    parameters: BTreeMap<&'a str, BTreeMap<&'a str, Vec<usize>>>,
    /// Of types, by the name of the old type and by the member; without those of values.
    types: BTreeMap<&'a str, BTreeMap<&'a str, Vec<usize>>>,
    /// Of added and removed values, by the name of the old type and the value.
    values: BTreeMap<&'a str, BTreeMap<&'a str, Vec<usize>>>,
}

impl<'a> Index<'a> {
    pub(super) fn of(findings: &'a [Finding]) -> Self {
        let mut index = Self::default();
        for (at, finding) in findings.iter().enumerate() {
            match &finding.item {
                ApiItem::Operation(subject) if is_of_parameter(finding) => {
                    let operations = index.parameters.entry(bare_name(&finding.member)).or_default();
                    operations.entry(subject.name()).or_default().push(at);
                }
                ApiItem::Operation(subject) => index.operations.entry(subject.name()).or_default().push(at),
                ApiItem::Type { old: Some(old), .. } => {
                    let (by_type, key) = match value(finding.kind, &finding.old, &finding.new) {
                        Some(value) => (&mut index.values, value),
                        None => (&mut index.types, finding.member.as_str()),
                    };
                    by_type.entry(old).or_default().entry(key).or_default().push(at);
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
            let value = change.old.as_deref().or(change.new.as_deref()).map(value_of);
            let values = value.and_then(|value| self.values.get(name)?.get(value));
            candidates.extend(values.into_iter().flatten());
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
            Subject::Operation { id, .. } => {
                candidates.extend(self.operations.get(id.as_str()).into_iter().flatten());
                let operations = self.parameters.get(bare_name(&change.member));
                candidates.extend(operations.and_then(|operations| operations.get(id.as_str())).into_iter().flatten());
            }
            Subject::Parameter { .. } => {
                let operations = scope.parameter.and_then(|name| self.parameters.get(bare_name(name)));
                candidates.extend(operations.into_iter().flat_map(BTreeMap::values).flatten());
            }
            _ => {}
        }
        candidates
    }
}

/// Returns whether the member of a finding is a parameter, which is written with its location.
fn is_of_parameter(finding: &Finding) -> bool {
    finding.member.contains(" (")
}

/// Returns the added or removed value of an enumeration. Only a change with the same value explains it.
fn value<'a>(kind: ChangeKind, old: &'a Option<String>, new: &'a Option<String>) -> Option<&'a str> {
    let is_of_value = matches!(kind, ChangeKind::EnumValueAdded | ChangeKind::EnumValueRemoved);
    old.as_deref().or(new.as_deref()).filter(|_| is_of_value).map(value_of)
}
