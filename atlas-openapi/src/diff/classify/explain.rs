//! Explanation of findings in the lowered API by changes of the document.

use heck::ToSnakeCase;

use super::scope::Scope;
use super::statement::is_always_added;
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
                scope.parameter.map(bare_name) == Some(bare_name(&finding.member))
                    && !is_always_added(finding.kind)
                    && explains_parameter(change.kind, finding.kind)
            }
            _ => false,
        },
        ApiItem::Type { old: Some(old), .. } if is_always_added(finding.kind) => {
            let is_property = scope.property.as_ref() == Some(&finding.member) && scope.owners.contains(old.as_str());
            let of_secret = matches!(finding.kind, ChangeKind::SecretAdded | ChangeKind::SecretRemoved);
            of_secret && is_property && change.kind == ChangeKind::TypeChanged
        }
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
    if is_always_added(finding.kind) {
        return false;
    }
    let same_values = (&change.old, &change.new) == (&finding.old, &finding.new);
    match finding.kind {
        ChangeKind::OperationRemoved | ChangeKind::TagChanged | ChangeKind::NewestVersionMoved => {
            change.kind == finding.kind
        }
        ChangeKind::OperationRenamed => {
            matches!(change.kind, ChangeKind::OperationRenamed | ChangeKind::ShortNameChanged)
                && is_same_name(&change.old, &finding.old)
                && is_same_name(&change.new, &finding.new)
        }
        ChangeKind::OperationMoved | ChangeKind::RolesChanged | ChangeKind::MetadataChanged => {
            change.kind == finding.kind && same_values
        }
        ChangeKind::DeprecatedChanged if finding.member.is_empty() => change.kind == finding.kind && same_values,
        ChangeKind::PreviewChanged => change.kind == ChangeKind::NewestVersionMoved,
        ChangeKind::VersionAdded | ChangeKind::VersionRemoved => {
            let of_format = matches!(change.kind, ChangeKind::MediaTypeAdded | ChangeKind::MediaTypeRemoved);
            of_format || (change.kind == finding.kind && change.member == finding.member)
        }
        ChangeKind::SunsetChanged => {
            matches!(change.kind, ChangeKind::SunsetChanged | ChangeKind::NewestVersionMoved)
        }
        ChangeKind::FormatsChanged => matches!(
            change.kind,
            ChangeKind::MediaTypeAdded | ChangeKind::MediaTypeRemoved | ChangeKind::NewestVersionMoved
        ),
        _ if change.kind == ChangeKind::NewestVersionMoved => matches!(finding.member.as_str(), REQUEST | RESPONSE),
        _ => is_same_member(&change.member, &finding.member) && explains_parameter(change.kind, finding.kind),
    }
}

/// Returns whether the name in the document, if any, results in the name in Rust.
fn is_same_name(in_document: &Option<String>, in_rust: &Option<String>) -> bool {
    in_document.as_ref().is_none_or(|name| Some(name.to_snake_case()) == *in_rust)
}

/// Returns whether a change and a finding concern the same body or parameter. Changes can have a path within a body.
fn is_same_member(of_change: &str, of_finding: &str) -> bool {
    match of_finding {
        REQUEST => of_change == "request body" || of_change.starts_with("request body["),
        RESPONSE => of_change == "response body" || of_change.starts_with("response body["),
        parameter => !parameter.is_empty() && bare_name(of_change) == bare_name(parameter),
    }
}

fn explains_parameter(of_change: ChangeKind, of_finding: ChangeKind) -> bool {
    match of_change {
        ChangeKind::ParameterRemoved | ChangeKind::ParameterAdded => !is_always_added(of_finding),
        ChangeKind::RequiredChanged => of_finding == of_change,
        ChangeKind::WireFormatChanged => of_finding == ChangeKind::TypeChanged || explains_fact(of_change, of_finding),
        _ => of_finding == of_change || explains_fact(of_change, of_finding),
    }
}

/// Returns whether a change of a property or parameter explains a difference between its facts.
fn explains_fact(of_change: ChangeKind, of_finding: ChangeKind) -> bool {
    match of_finding {
        // The values of an enumerated number or parameter are a bound.
        ChangeKind::BoundsChanged => matches!(
            of_change,
            ChangeKind::BoundsChanged
                | ChangeKind::EnumValueAdded
                | ChangeKind::EnumValueRemoved
                | ChangeKind::EnumOrderChanged
                | ChangeKind::MetadataChanged
                | ChangeKind::TypeChanged
                | ChangeKind::WireFormatChanged
        ),
        ChangeKind::DefaultChanged | ChangeKind::PatternChanged => {
            of_change == of_finding || matches!(of_change, ChangeKind::TypeChanged | ChangeKind::WireFormatChanged)
        }
        ChangeKind::ReadOnlyChanged
        | ChangeKind::WriteOnlyChanged
        | ChangeKind::DeprecatedChanged
        | ChangeKind::RequiredChanged => of_change == of_finding || of_change == ChangeKind::TypeChanged,
        _ => false,
    }
}

/// Returns the value of a discriminator without the schema that it selects, or else the whole text.
pub(super) fn value_of(text: &str) -> &str {
    text.split(" = ").next().unwrap_or(text)
}

/// Returns the name of a parameter without its location.
pub(super) fn bare_name(parameter: &str) -> &str {
    parameter.split(" (").next().unwrap_or(parameter)
}

/// Returns whether a change of a schema without a type of its own explains a finding at a property that refers to it.
fn explains_reference(of_change: ChangeKind, scope: &Scope<'_>, ty: &str, finding: &Finding) -> bool {
    match finding.kind {
        kind if is_of_property(kind) || explains_fact(of_change, kind) => {
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
    let of_property = is_of_property(finding.kind);
    let is_property = owner && scope.property.as_deref() == Some(member);
    let at_property = is_property && of_property;
    if is_property && explains_fact(change.kind, finding.kind) {
        return true;
    }
    let removed = finding.kind == ChangeKind::TypeRemoved;
    match change.kind {
        // The type of a property depends on all variants that have it, so an addition can change it.
        ChangeKind::PropertyAdded => at_property || (is_property && is_of_variants(finding.kind)),
        ChangeKind::PropertyRemoved => {
            at_property || (inner && removed) || (is_property && is_of_variants(finding.kind))
        }
        ChangeKind::TypeChanged => {
            let whole = inner && (removed || (finding.kind == ChangeKind::TypeChanged && member.is_empty()));
            // A type that is not an object anymore loses all of its properties.
            let emptied = scope.property.is_none()
                && owner
                && matches!(finding.kind, ChangeKind::PropertyRemoved | ChangeKind::PropertyAdded);
            at_property || whole || emptied
        }
        ChangeKind::EnumValueRemoved | ChangeKind::EnumValueAdded => {
            inner && finding.kind == change.kind && (&finding.old, &finding.new) == (&change.old, &change.new)
        }
        ChangeKind::EnumOrderChanged => inner && finding.kind == change.kind,
        // The parents of a property are merged into its schema.
        ChangeKind::RequiredChanged => finding.kind == change.kind && is_property,
        // Request types have no read-only properties, so the change can split a type or join two types.
        ChangeKind::ReadOnlyChanged => {
            at_property || (owner && (removed || finding.kind == ChangeKind::SettersRemoved))
        }
        ChangeKind::VariantAdded
        | ChangeKind::VariantRemoved
        | ChangeKind::DiscriminatorValueRemoved
        | ChangeKind::ParentAdded
        | ChangeKind::ParentRemoved => {
            let value = |text: &'_ Option<String>| text.as_deref().map(value_of).map(str::to_owned);
            let of_value = matches!(finding.kind, ChangeKind::EnumValueRemoved | ChangeKind::EnumValueAdded)
                && (value(&change.old), value(&change.new)) == (value(&finding.old), value(&finding.new));
            let of_member = of_property || is_of_variants(finding.kind);
            (inner && of_member && scope.affected_properties.contains(member))
                || (scope.nested.contains(ty) && of_value)
                || (inner && finding.kind == ChangeKind::ConditionChanged)
        }
        ChangeKind::DiscriminatorChanged => {
            inner && of_property && [&change.old, &change.new].iter().any(|name| name.as_deref() == Some(member))
        }
        ChangeKind::SchemaRemoved | ChangeKind::SchemaRetired => removed && scope.own_types.contains(ty),
        _ => false,
    }
}

/// Returns whether the difference concerns the existence or the type of a property.
fn is_of_property(of_finding: ChangeKind) -> bool {
    matches!(
        of_finding,
        ChangeKind::PropertyAdded | ChangeKind::PropertyRemoved | ChangeKind::TypeChanged | ChangeKind::BoxedChanged
    )
}

/// Returns whether the difference concerns a fact that depends on all variants with the property.
fn is_of_variants(of_finding: ChangeKind) -> bool {
    matches!(
        of_finding,
        ChangeKind::RequiredChanged
            | ChangeKind::ReadOnlyChanged
            | ChangeKind::WriteOnlyChanged
            | ChangeKind::DeprecatedChanged
            | ChangeKind::BoundsChanged
            | ChangeKind::DefaultChanged
            | ChangeKind::PatternChanged
            | ChangeKind::ConditionChanged
    )
}
