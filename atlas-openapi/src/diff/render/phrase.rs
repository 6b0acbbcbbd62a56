//! One-line descriptions of changes.

use crate::diff::{Change, ChangeKind};

/// Describes a change; `code` formats names and values.
pub(super) fn phrase(change: &Change, code: fn(&str) -> String) -> String {
    let mut phrase = label(change).to_owned();
    if !change.member.is_empty() {
        phrase = format!("{} {phrase}", code(&change.member));
    }
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if change.kind == ChangeKind::ParameterMoved => {
            format!("{phrase} from {} to {}", code(old), code(new))
        }
        (Some(old), Some(new)) => format!("{phrase}: {} → {}", code(old), code(new)),
        (Some(old), None) => format!("{phrase} (was {})", code(old)),
        (None, Some(new)) => format!("{phrase}: {}", code(new)),
        (None, None) => phrase,
    }
}

fn label(change: &Change) -> &'static str {
    match change.kind {
        ChangeKind::OperationAdded => "operation added",
        ChangeKind::OperationRemoved => "operation removed",
        ChangeKind::OperationRenamed => "operation renamed",
        ChangeKind::ShortNameChanged => "short name",
        ChangeKind::OperationMoved => "operation moved",
        ChangeKind::TagChanged => "tag",
        ChangeKind::VersionAdded => "version added",
        ChangeKind::VersionRemoved => "version removed",
        ChangeKind::NewestVersionMoved => "newest version",
        ChangeKind::SunsetChanged => "sunset",
        ChangeKind::RolesChanged => "roles",
        ChangeKind::ResponseAdded => "response added",
        ChangeKind::ResponseRemoved => "response removed",
        ChangeKind::ParameterAdded => "parameter added",
        ChangeKind::ParameterRemoved => "parameter removed",
        ChangeKind::ParameterMoved => "moved",
        ChangeKind::MediaTypeAdded => "media type added",
        ChangeKind::MediaTypeRemoved => "media type removed",
        ChangeKind::StyleChanged => "serialization",
        ChangeKind::WireFormatChanged => "format in requests",
        ChangeKind::MetadataChanged | ChangeKind::AuthenticationChanged => match (&change.old, &change.new) {
            (Some(_), None) => "removed",
            (None, Some(_)) => "added",
            _ => "changed",
        },
        ChangeKind::SchemaAdded => "schema added",
        ChangeKind::SchemaRemoved => "schema removed",
        ChangeKind::SchemaRetired => "schema no longer generated: no operation uses it at its newest version",
        ChangeKind::PropertyAdded => "property added",
        ChangeKind::PropertyRemoved => "property removed",
        ChangeKind::TypeChanged => "type",
        ChangeKind::VariantAdded => "variant added",
        ChangeKind::VariantRemoved => "variant removed",
        ChangeKind::DiscriminatorValueRemoved => "value of the discriminator removed",
        ChangeKind::DiscriminatorChanged => "discriminator",
        ChangeKind::ParentAdded => "parent added",
        ChangeKind::ParentRemoved => "parent removed",
        ChangeKind::EnumValueAdded => "value added",
        ChangeKind::EnumValueRemoved => "value removed",
        ChangeKind::EnumOrderChanged => "order of values",
        ChangeKind::RequiredChanged => "required",
        ChangeKind::NullableChanged => "nullable",
        ChangeKind::ReadOnlyChanged => "read-only",
        ChangeKind::WriteOnlyChanged => "write-only",
        ChangeKind::DeprecatedChanged => "deprecated",
        ChangeKind::BoundsChanged => "bound",
        ChangeKind::PatternChanged => "pattern",
        ChangeKind::DefaultChanged => "default",
        ChangeKind::TypeAdded => "type added",
        ChangeKind::TypeRemoved => "type removed",
        ChangeKind::TypeRenamed => "type renamed",
        ChangeKind::SettersRemoved => "setters removed: no request contains it any longer",
        ChangeKind::ConversionRemoved => "conversion removed",
        ChangeKind::BoxedChanged => "boxed",
        ChangeKind::PreviewChanged => "requires the feature preview",
        ChangeKind::SecretRemoved => match &change.old {
            Some(old) if !old.ends_with("secret") => "does not hide its secrets anymore",
            _ => "is not a secret anymore",
        },
        ChangeKind::SecretAdded => "is a secret now",
        ChangeKind::EffectChanged => "destructive effect, which requires a confirmation",
        ChangeKind::ItemsChanged => "items of a page",
        ChangeKind::FormatsChanged => "other formats",
        ChangeKind::TypeReplaced => "type replaced in a body or property",
        ChangeKind::FieldRenamed => "Rust name",
        ChangeKind::VariantRenamed => "Rust name",
        ChangeKind::ConditionChanged => "appears only with",
        ChangeKind::SummaryRemoved => "summary lost",
        ChangeKind::SummaryChanged => "summary",
    }
}
