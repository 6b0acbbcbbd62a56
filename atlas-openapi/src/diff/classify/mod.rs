//! Classification of changes as breaking, from the comparison of the lowered documents.
//!
//! A change of a schema is breaking if it explains a breaking finding in a type derived from the schema. A finding that
//! no change states is added as a change of the operation or type.

mod edition;
mod explain;
mod index;
mod insert;
mod scope;
mod statement;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use self::edition::Edition;
use self::index::Index;
use self::scope::Scope;
use super::lowered::{self, ApiItem, Finding};
use super::replacement::Replacements;
use super::{Change, ChangeKind, Subject};
use crate::Document;
use crate::location::json_path;
use crate::lower::Api;

/// Classifies the changes, adds those that only the lowered documents show, and returns notes.
pub(super) fn classify(
    (old, new): (&Document, &Document),
    (old_api, new_api): (&Api, &Api),
    changes: &mut Vec<Change>,
) -> Vec<String> {
    let findings = lowered::compare(old_api, new_api);
    let (old, new) = (Edition::of(old, old_api), Edition::of(new, new_api));
    // An overlay can let operations use a schema that they do not use in the document.
    changes.retain(|change| change.kind != ChangeKind::SchemaRetired || !new.has_types_of(change.subject.name()));
    let replacements = Replacements::of(changes);
    let index = Index::of(&findings);
    let mut stated = vec![false; findings.len()];
    for change in changes.iter_mut() {
        let scope = Scope::of(change, &old, &new);
        change.breaking &= is_beside_lowered(change.kind) || is_requirement_of_part(change, &new);
        for at in index.candidates(change, &scope) {
            if explain::explains(change, &scope, &findings[at]) {
                change.breaking |= findings[at].breaking;
                stated[at] |= statement::states(change, &findings[at], &replacements);
            }
        }
    }
    let added: BTreeSet<String> = changes
        .iter()
        .filter(|change| change.kind == ChangeKind::SchemaAdded)
        .map(|change| change.subject.name().to_owned())
        .collect();
    let unstated = findings
        .iter()
        .zip(stated)
        .filter(|(finding, stated)| !stated && !finding.redundant && is_reported(finding, (old_api, new_api), &added));
    insert::insert(changes, unstated.map(|(finding, _)| finding));
    notes(&findings, new_api)
}

/// Returns whether the lowered API does not contain the changed fact, so that the rules for documents apply.
fn is_beside_lowered(kind: ChangeKind) -> bool {
    matches!(
        kind,
        ChangeKind::WireFormatChanged
            | ChangeKind::AuthenticationChanged
            | ChangeKind::DiscriminatorChanged
            | ChangeKind::DiscriminatorValueRemoved
    )
}

/// Returns whether a change requires something in a part of a union. The merged type of the union requires only what all
/// variants require, so that the comparison of the lowered APIs does not show it.
fn is_requirement_of_part(change: &Change, new: &Edition<'_>) -> bool {
    let is_requirement = matches!(change.kind, ChangeKind::RequiredChanged | ChangeKind::PropertyAdded);
    is_requirement && matches!(&change.subject, Subject::Schema { name, .. } if new.is_part(name))
}

/// Returns whether a finding that no change states is added as a change.
fn is_reported(finding: &Finding, (old, new): (&Api, &Api), added: &BTreeSet<String>) -> bool {
    match &finding.item {
        // The two types have little in common. A protection and documentation can be lost nevertheless.
        ApiItem::Type { same_type: false, new: Some(name), .. } => match finding.kind {
            ChangeKind::TypeReplaced => true,
            ChangeKind::SummaryRemoved => !old.types.contains_key(name),
            _ => finding.security,
        },
        // The added schema is a change already.
        ApiItem::Type { new: Some(name), .. } if finding.kind == ChangeKind::TypeAdded => {
            new.types.get(name).is_some_and(|ty| !ty.schemas.iter().any(|schema| added.contains(schema)))
        }
        // A type is stable as soon as one operation is.
        ApiItem::Type { .. } if finding.kind == ChangeKind::PreviewChanged => finding.breaking,
        _ => true,
    }
}

/// Returns a note for each renamed type, usually caused by a new schema without a name from an overlay.
fn notes(findings: &[Finding], new: &Api) -> Vec<String> {
    let renamed = |finding: &Finding| match &finding.item {
        ApiItem::Type { old: Some(old), new: Some(new), .. } if finding.kind == ChangeKind::TypeRenamed => {
            Some((old.clone(), new.clone()))
        }
        _ => None,
    };
    let renamed: Vec<(String, String)> = findings.iter().filter_map(renamed).collect();
    // `ClusterInput` and `ClusterKind` are named after `Cluster`, and need no note of their own.
    let follows = |old: &str, new: &str| {
        let mut others = renamed.iter().filter(|(other, _)| other != old);
        others.any(|(before, after)| old.starts_with(before.as_str()) && new.starts_with(after.as_str()))
    };
    let note = |(old, now): &(String, String)| match (new.types.get(now)?, follows(old, now)) {
        (ty, false) if ty.schemas.len() <= 1 => Some(format!(
            "the type `{old}` would be renamed to `{now}`; \
             to keep its name, set `x-atlas-name` on `{}` in an overlay",
            json_path(ty.pointers.first()?)
        )),
        _ => None,
    };
    renamed.iter().filter_map(note).collect()
}
