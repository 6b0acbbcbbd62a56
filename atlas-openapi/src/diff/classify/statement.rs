//! Statement of findings by the changes that explain them.
//!
//! A change can explain a finding without stating it. An example is a dated successor of a schema, where an overlay
//! corrects only the old schema: the changed reference explains that a property is not part of requests anymore, but a
//! reader does not learn it from the reference.

use crate::diff::lowered::{Finding, REQUEST, RESPONSE};
use crate::diff::replacement::Replacements;
use crate::diff::{Change, ChangeKind};

/// Returns whether `change`, which explains `finding`, also states it, so that the finding adds nothing.
pub(super) fn states(change: &Change, finding: &Finding, replacements: &Replacements) -> bool {
    if is_always_added(finding.kind) {
        return false;
    }
    match change.kind {
        // A moved version alone does not state a changed body.
        ChangeKind::NewestVersionMoved => {
            finding.kind == ChangeKind::FormatsChanged || !matches!(finding.member.as_str(), REQUEST | RESPONSE)
        }
        ChangeKind::TypeChanged => {
            let of_removal = finding.kind == ChangeKind::TypeRemoved && replacements.contain(change);
            !of_removal && !is_beside_type(finding.kind)
        }
        ChangeKind::VariantAdded
        | ChangeKind::VariantRemoved
        | ChangeKind::DiscriminatorValueRemoved
        | ChangeKind::ParentAdded
        | ChangeKind::ParentRemoved => {
            finding.kind == ChangeKind::TypeChanged || !is_beside_type(finding.kind) || !replacements.contain(change)
        }
        ChangeKind::SchemaRemoved | ChangeKind::SchemaRetired => !replacements.contain(change),
        _ => true,
    }
}

/// Returns whether the finding has an overlay as its cause, or must be stated on its own.
pub(super) fn is_always_added(of_finding: ChangeKind) -> bool {
    matches!(
        of_finding,
        ChangeKind::SecretRemoved
            | ChangeKind::SecretAdded
            | ChangeKind::SummaryRemoved
            | ChangeKind::SummaryChanged
            | ChangeKind::EffectChanged
            | ChangeKind::ItemsChanged
            | ChangeKind::TypeReplaced
            | ChangeKind::TypeRenamed
            | ChangeKind::FieldRenamed
            | ChangeKind::VariantRenamed
    )
}

/// Returns whether the finding concerns a property beside its type.
fn is_beside_type(of_finding: ChangeKind) -> bool {
    matches!(
        of_finding,
        ChangeKind::PropertyAdded
            | ChangeKind::PropertyRemoved
            | ChangeKind::RequiredChanged
            | ChangeKind::ReadOnlyChanged
            | ChangeKind::WriteOnlyChanged
            | ChangeKind::DeprecatedChanged
            | ChangeKind::ConditionChanged
    )
}
