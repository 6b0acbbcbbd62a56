//! Explanation of findings in the lowered API by changes of the document.

use super::scope::Scope;
use crate::diff::lowered::{ApiItem, Finding, REQUEST, RESPONSE};
use crate::diff::{Change, ChangeKind, Subject};

/// Returns whether `change`, which can affect `scope`, explains `finding`.
pub(super) fn explains(change: &Change, scope: &Scope<'_>, finding: &Finding) -> bool {
    match &finding.item {
        ApiItem::Operation(subject) => match (&change.subject, subject) {
            (Subject::Operation { id, .. }, Subject::Operation { id: other, .. }) => {
                id == other && explains_operation(change, finding)
            }
            (Subject::Parameter { .. }, _) => {
                scope.parameter == Some(bare_name(&finding.member)) && explains_parameter(change.kind, finding.kind)
            }
            _ => false,
        },
        ApiItem::Type { old: Some(old), new, .. } => {
            let is_counterpart = match (new, &scope.replacements) {
                (Some(new), Some(replacements)) => replacements.contains(new.as_str()),
                _ => true,
            };
            explains_reference(change.kind, scope, old, finding)
                || (is_counterpart && explains_type(change, scope, old, finding))
        }
        ApiItem::Type { old: None, .. } => false,
    }
}

fn explains_operation(change: &Change, finding: &Finding) -> bool {
    let of_body = finding.member == REQUEST || finding.member == RESPONSE;
    match change.kind {
        ChangeKind::OperationRemoved | ChangeKind::TagChanged => finding.kind == change.kind,
        ChangeKind::OperationRenamed | ChangeKind::ShortNameChanged => finding.kind == ChangeKind::OperationRenamed,
        ChangeKind::NewestVersionMoved => finding.kind == ChangeKind::PreviewChanged || of_body,
        kind => is_same_member(&change.member, &finding.member) && explains_parameter(kind, finding.kind),
    }
}

/// Returns whether a change and a finding concern the same body or parameter. Changes can have a path within a body.
fn is_same_member(of_change: &str, of_finding: &str) -> bool {
    match of_finding {
        REQUEST => of_change == "request body" || of_change.starts_with("request body["),
        RESPONSE => of_change == "response body" || of_change.starts_with("response body["),
        parameter => bare_name(of_change) == bare_name(parameter),
    }
}

fn explains_parameter(of_change: ChangeKind, of_finding: ChangeKind) -> bool {
    match of_change {
        ChangeKind::TypeChanged | ChangeKind::RequiredChanged => of_finding == of_change,
        // The location of a parameter is part of its name in the document: a moved parameter is removed and added.
        ChangeKind::ParameterRemoved | ChangeKind::ParameterAdded => matches!(
            of_finding,
            ChangeKind::ParameterRemoved
                | ChangeKind::ParameterAdded
                | ChangeKind::TypeChanged
                | ChangeKind::RequiredChanged
        ),
        _ => false,
    }
}

/// Returns the name of a parameter without its location.
fn bare_name(parameter: &str) -> &str {
    parameter.split(" (").next().unwrap_or(parameter)
}

/// Returns whether a change of a schema without a type of its own explains a finding at a property that refers to it.
fn explains_reference(of_change: ChangeKind, scope: &Scope<'_>, ty: &str, finding: &Finding) -> bool {
    match finding.kind {
        ChangeKind::PropertyRemoved | ChangeKind::TypeChanged | ChangeKind::BoxedChanged => {
            scope.references.contains(&(ty, finding.member.as_str()))
        }
        ChangeKind::SettersRemoved => {
            of_change == ChangeKind::ReadOnlyChanged && scope.references.iter().any(|(holder, _)| *holder == ty)
        }
        _ => false,
    }
}

fn explains_type(change: &Change, scope: &Scope<'_>, ty: &str, finding: &Finding) -> bool {
    let (owner, inner) = (scope.owners.contains(ty), scope.inner.contains(ty));
    let member = finding.member.as_str();
    let of_property =
        matches!(finding.kind, ChangeKind::PropertyRemoved | ChangeKind::TypeChanged | ChangeKind::BoxedChanged);
    let at_property = owner && of_property && scope.property.as_deref() == Some(member);
    let removed = finding.kind == ChangeKind::TypeRemoved;
    match change.kind {
        // The type of a property depends on all variants that have it, so an addition can change it.
        ChangeKind::PropertyAdded => at_property,
        ChangeKind::PropertyRemoved => at_property || (inner && removed),
        ChangeKind::TypeChanged => {
            let whole = inner && (removed || (finding.kind == ChangeKind::TypeChanged && member.is_empty()));
            // A type that is no longer an object loses all of its properties.
            let emptied = scope.property.is_none() && owner && finding.kind == ChangeKind::PropertyRemoved;
            at_property || whole || emptied
        }
        ChangeKind::EnumValueRemoved => inner && finding.kind == change.kind && finding.old == change.old,
        // Request types have no read-only properties, so the change can split a type or join two types.
        ChangeKind::ReadOnlyChanged => {
            at_property || (owner && (removed || finding.kind == ChangeKind::SettersRemoved))
        }
        ChangeKind::VariantAdded | ChangeKind::VariantRemoved | ChangeKind::ParentAdded | ChangeKind::ParentRemoved => {
            let value = change.old.as_deref().map(|old| old.split(" = ").next().unwrap_or(old));
            (inner && of_property && scope.affected_properties.contains(member))
                || (scope.nested.contains(ty)
                    && finding.kind == ChangeKind::EnumValueRemoved
                    && finding.old.as_deref() == value)
        }
        ChangeKind::DiscriminatorChanged => {
            inner && of_property && [&change.old, &change.new].iter().any(|name| name.as_deref() == Some(member))
        }
        ChangeKind::SchemaRemoved | ChangeKind::SchemaRetired => removed && scope.own_types.contains(ty),
        _ => false,
    }
}
