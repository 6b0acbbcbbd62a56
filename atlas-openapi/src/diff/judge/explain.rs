//! Whether a change of a document is why something differs in the lowered API.

use super::locate::Located;
use crate::diff::lowered::{Finding, Place, REQUEST, RESPONSE};
use crate::diff::{Change, Kind, Subject};

/// Whether `change`, which is about `at`, is why there is `finding`.
pub(super) fn explains(change: &Change, at: &Located<'_>, finding: &Finding) -> bool {
    match &finding.place {
        Place::Operation(subject) => match (&change.subject, subject) {
            (Subject::Operation { id, .. }, Subject::Operation { id: other, .. }) => {
                id == other && of_operation(change, finding)
            }
            (Subject::Parameter { .. }, _) => {
                at.parameter == Some(bare(&finding.member)) && of_parameter(change.kind, finding.kind)
            }
            _ => false,
        },
        Place::Type { old: Some(old), new, .. } => {
            let succeeds = match (new, &at.successors) {
                (Some(new), Some(successors)) => successors.contains(new.as_str()),
                _ => true,
            };
            of_reference(change.kind, at, old, finding) || (succeeds && of_type(change, at, old, finding))
        }
        Place::Type { old: None, .. } => false,
    }
}

fn of_operation(change: &Change, finding: &Finding) -> bool {
    let of_body = finding.member == REQUEST || finding.member == RESPONSE;
    match change.kind {
        Kind::OperationRemoved | Kind::TagChanged => finding.kind == change.kind,
        Kind::OperationRenamed | Kind::ShortNameChanged => finding.kind == Kind::OperationRenamed,
        Kind::NewestVersionMoved => finding.kind == Kind::PreviewChanged || of_body,
        kind => is_member(&change.member, &finding.member) && of_parameter(kind, finding.kind),
    }
}

/// The document speaks of bodies, and its paths may lead into them.
fn is_member(of_change: &str, of_finding: &str) -> bool {
    match of_finding {
        REQUEST => of_change == "request body" || of_change.starts_with("request body["),
        RESPONSE => of_change == "response body" || of_change.starts_with("response body["),
        parameter => bare(of_change) == bare(parameter),
    }
}

fn of_parameter(of_change: Kind, of_finding: Kind) -> bool {
    match of_change {
        Kind::TypeChanged | Kind::RequiredChanged => of_finding == of_change,
        // Where a parameter goes is part of its name in the document: one that moves is gone and comes.
        Kind::ParameterRemoved | Kind::ParameterAdded => matches!(
            of_finding,
            Kind::ParameterRemoved | Kind::ParameterAdded | Kind::TypeChanged | Kind::RequiredChanged
        ),
        _ => false,
    }
}

/// The name of a parameter without where it goes.
fn bare(parameter: &str) -> &str {
    parameter.split(" (").next().unwrap_or(parameter)
}

/// A schema that is no type of its own shows in the properties that refer to it.
fn of_reference(of_change: Kind, at: &Located<'_>, ty: &str, finding: &Finding) -> bool {
    match finding.kind {
        Kind::PropertyRemoved | Kind::TypeChanged | Kind::BoxedChanged => {
            at.references.contains(&(ty, finding.member.as_str()))
        }
        Kind::SettersRemoved => {
            of_change == Kind::ReadOnlyChanged && at.references.iter().any(|(holder, _)| *holder == ty)
        }
        _ => false,
    }
}

fn of_type(change: &Change, at: &Located<'_>, ty: &str, finding: &Finding) -> bool {
    let (owner, inner) = (at.owners.contains(ty), at.inner.contains(ty));
    let member = finding.member.as_str();
    let of_property = matches!(finding.kind, Kind::PropertyRemoved | Kind::TypeChanged | Kind::BoxedChanged);
    let at_property = owner && of_property && at.property.as_deref() == Some(member);
    let gone = finding.kind == Kind::TypeRemoved;
    match change.kind {
        // What a property is may depend on all variants that have it, so also its coming can change its type.
        Kind::PropertyAdded => at_property,
        Kind::PropertyRemoved => at_property || (inner && gone),
        Kind::TypeChanged => {
            let whole = inner && (gone || (finding.kind == Kind::TypeChanged && member.is_empty()));
            // Without properties it no longer has any of those that it had.
            let emptied = at.property.is_none() && owner && finding.kind == Kind::PropertyRemoved;
            at_property || whole || emptied
        }
        Kind::EnumValueRemoved => inner && finding.kind == change.kind && finding.old == change.old,
        // What requests may not carry is not in what they carry, and a type may become two, or two one.
        Kind::ReadOnlyChanged => at_property || (owner && (gone || finding.kind == Kind::SettersRemoved)),
        Kind::VariantAdded | Kind::VariantRemoved | Kind::ParentAdded | Kind::ParentRemoved => {
            let value = change.old.as_deref().map(|old| old.split(" = ").next().unwrap_or(old));
            (inner && of_property && at.affected.contains(member))
                || (at.below.contains(ty) && finding.kind == Kind::EnumValueRemoved && finding.old.as_deref() == value)
        }
        Kind::DiscriminatorChanged => {
            inner && of_property && [&change.old, &change.new].iter().any(|name| name.as_deref() == Some(member))
        }
        Kind::SchemaRemoved | Kind::SchemaRetired => gone && at.exact.contains(ty),
        _ => false,
    }
}
