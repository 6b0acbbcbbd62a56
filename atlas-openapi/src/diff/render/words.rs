//! A change as a phrase.

use crate::diff::{Change, Kind};

/// What is said of a change; `code` marks what is not English.
pub(super) fn phrase(change: &Change, code: fn(&str) -> String) -> String {
    let mut phrase = label(change.kind).to_owned();
    if !change.member.is_empty() {
        phrase = format!("{} {phrase}", code(&change.member));
    }
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!("{phrase}: {} → {}", code(old), code(new)),
        (Some(old), None) => format!("{phrase} (was {})", code(old)),
        (None, Some(new)) => format!("{phrase}: {}", code(new)),
        (None, None) => phrase,
    }
}

fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::OperationAdded => "operation added",
        Kind::OperationRemoved => "operation removed",
        Kind::OperationRenamed => "operation renamed",
        Kind::ShortNameChanged => "short name",
        Kind::OperationMoved => "operation moved",
        Kind::TagChanged => "tag",
        Kind::VersionAdded => "version added",
        Kind::VersionRemoved => "version removed",
        Kind::NewestVersionMoved => "newest version",
        Kind::SunsetChanged => "sunset",
        Kind::RolesChanged => "roles",
        Kind::ResponseAdded => "response added",
        Kind::ResponseRemoved => "response removed",
        Kind::ParameterAdded => "parameter added",
        Kind::ParameterRemoved => "parameter removed",
        Kind::StyleChanged => "style",
        Kind::MetadataChanged => "changed",
        Kind::SchemaAdded => "schema added",
        Kind::SchemaRemoved => "schema removed",
        Kind::SchemaRetired => "schema no longer generated: no operation uses it at its newest version",
        Kind::PropertyAdded => "property added",
        Kind::PropertyRemoved => "property removed",
        Kind::TypeChanged => "type",
        Kind::VariantAdded => "variant added",
        Kind::VariantRemoved => "variant removed",
        Kind::DiscriminatorChanged => "discriminator",
        Kind::ParentAdded => "parent added",
        Kind::ParentRemoved => "parent removed",
        Kind::EnumValueAdded => "value added",
        Kind::EnumValueRemoved => "value removed",
        Kind::RequiredChanged => "required",
        Kind::NullableChanged => "nullable",
        Kind::ReadOnlyChanged => "read-only",
        Kind::WriteOnlyChanged => "write-only",
        Kind::DeprecatedChanged => "deprecated",
        Kind::BoundsChanged => "bound",
        Kind::PatternChanged => "pattern",
        Kind::DefaultChanged => "default",
        Kind::TypeAdded => "type added",
        Kind::TypeRemoved => "type removed",
        Kind::TypeRenamed => "type renamed",
        Kind::SettersRemoved => "setters removed: no request carries it any more",
        Kind::ConversionRemoved => "conversion removed",
        Kind::BoxedChanged => "boxed",
        Kind::PreviewChanged => "only with the feature preview",
    }
}
