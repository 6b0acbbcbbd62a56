//! Decides which changes of the documents break code, by what the documents lower to.
//!
//! A change of a schema breaks if it shows in a type that stands for the schema. What shows in a type and is told by no
//! change of a schema is added as a change of the type.

mod explain;
mod locate;
mod side;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use self::locate::Located;
use self::side::Side;
use super::lowered::{self, Finding, Place};
use super::{Change, Kind, Subject};
use crate::Document;
use crate::lower::Api;

/// Judges the changes, adds those that only the lowered documents show, and gives notes for the reader.
pub(super) fn judge(
    (old, new): (&Document, &Document),
    (old_api, new_api): (&Api, &Api),
    changes: &mut Vec<Change>,
) -> Vec<String> {
    let findings = lowered::compare(old_api, new_api);
    let (old, new) = (Side::of(old, old_api), Side::of(new, new_api));
    let mut explained = vec![false; findings.len()];
    for change in changes.iter_mut() {
        let located = Located::of(change, &old, &new);
        change.breaking = false;
        for (finding, explained) in findings.iter().zip(&mut explained) {
            if explain::explains(change, &located, finding) {
                change.breaking |= finding.breaking;
                // That the version moved says of the bodies only that they may be others.
                *explained |= change.kind != Kind::NewestVersionMoved || finding.kind == Kind::PreviewChanged;
            }
        }
    }
    let added: BTreeSet<String> = changes
        .iter()
        .filter(|change| change.kind == Kind::SchemaAdded)
        .map(|change| change.subject.name().to_owned())
        .collect();
    for (finding, explained) in findings.iter().zip(explained) {
        if !explained && !finding.echo && is_told(finding, new_api, &added) {
            insert(changes, finding);
        }
    }
    notes(&findings, new_api)
}

/// Whether a finding that no change explains is told.
fn is_told(finding: &Finding, new: &Api, added: &BTreeSet<String>) -> bool {
    match &finding.place {
        Place::Type { succeeds: false, .. } => false,
        // A schema that was added is told already.
        Place::Type { new: Some(name), .. } if finding.kind == Kind::TypeAdded => {
            new.types.get(name).is_some_and(|ty| !ty.schemas.iter().any(|schema| added.contains(schema)))
        }
        _ => finding.breaking,
    }
}

/// Adds a finding as a change: behind the others of its subject, or else of operations, or of all.
fn insert(changes: &mut Vec<Change>, finding: &Finding) {
    let subject = match &finding.place {
        Place::Operation(subject) => subject.clone(),
        Place::Type { old, new, .. } => Subject::Type { name: old.clone().or_else(|| new.clone()).unwrap_or_default() },
    };
    let behind =
        |is: &dyn Fn(&Subject) -> bool| changes.iter().rposition(|change| is(&change.subject)).map(|last| last + 1);
    let at = behind(&|other| *other == subject).unwrap_or_else(|| match subject {
        Subject::Operation { .. } => {
            behind(&|other| matches!(other, Subject::Document | Subject::Operation { .. })).unwrap_or(0)
        }
        _ => changes.len(),
    });
    changes.insert(
        at,
        Change {
            subject,
            kind: finding.kind,
            member: finding.member.clone(),
            old: finding.old.clone(),
            new: finding.new.clone(),
            breaking: finding.breaking,
        },
    );
}

/// The new names of types. They mostly come from a new schema that an overlay does not know yet.
fn notes(findings: &[Finding], new: &Api) -> Vec<String> {
    let renamed = |finding: &Finding| match &finding.place {
        Place::Type { old: Some(old), new: Some(new), .. } if finding.kind == Kind::TypeRenamed => {
            Some((old.clone(), new.clone()))
        }
        _ => None,
    };
    let renamed: Vec<(String, String)> = findings.iter().filter_map(renamed).collect();
    // `ClusterInput` and `ClusterKind` are named after `Cluster`, and come right with it.
    let follows = |old: &str, new: &str| {
        let mut others = renamed.iter().filter(|(other, _)| other != old);
        others.any(|(before, after)| old.starts_with(before.as_str()) && new.starts_with(after.as_str()))
    };
    let note = |(old, now): &(String, String)| match new.types.get(now)?.schemas.as_slice() {
        [schema] if !follows(old, now) => Some(format!(
            "the type `{old}` would be called `{now}`; to keep its name, give `{schema}` an `x-atlas-name` in an overlay"
        )),
        _ => None,
    };
    renamed.iter().filter_map(note).collect()
}
