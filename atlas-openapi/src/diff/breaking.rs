//! Classification of changes as breaking from the documents alone.
//!
//! The comparison of the lowered documents is more precise (see `lowered`). These rules apply if one of the documents
//! cannot be lowered.
//!
//! A change is breaking if code that compiles with the old generated code may not compile with the new generated code, or
//! if requests of that code may be refused or change their meaning. The rules follow from the generated code and from the
//! checks of the service:
//!
//! * An operation is a method of its tag, named after its short name or else its `operationId`.
//! * An operation is generated once, at its newest stable version. Schemas of older versions only are not generated.
//! * Every property is an `Option`: `required` and `nullable` do not affect types.
//! * Structs and enums are `#[non_exhaustive]`: no code can depend on a complete list of their members.
//! * A parameter is a setter of a builder, which does not depend on the location of the parameter.
//! * The service refuses requests without a required parameter or property, with credentials that it does not accept, and
//!   from callers without one of the roles. Properties that only responses contain do not matter.
//! * The service reads the variant of a union from the discriminator property, and code matches on it.
//! * The service checks bounds and patterns, and applies defaults. They concern single values, not a request as a whole.
//!
//! Removals, type changes and new requirements are therefore breaking, other additions are not.

use super::change::ChangeKind;

/// The context of a change, which decides together with its kind whether the change is breaking.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// Whether the subject of the change had generated code.
    pub(super) generated: bool,
    /// Whether the generated method of the operation was renamed.
    pub(super) method_renamed: bool,
    /// Whether types of the operation changed together with its newest version.
    pub(super) types_changed: bool,
    /// Whether the service may refuse requests that it accepted before, or understand them differently.
    pub(super) refused: bool,
}

/// The condition under which a kind of change is breaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    Never,
    IfGenerated,
    IfMethodRenamed,
    IfTypesChanged,
    IfRefused,
}

/// Returns whether a change is breaking.
pub(super) fn breaks(kind: ChangeKind, context: Context) -> bool {
    match condition(kind) {
        Condition::Never => false,
        Condition::IfGenerated => context.generated,
        Condition::IfMethodRenamed => context.generated && context.method_renamed,
        Condition::IfTypesChanged => context.generated && context.types_changed,
        Condition::IfRefused => context.generated && context.refused,
    }
}

fn condition(kind: ChangeKind) -> Condition {
    match kind {
        // A removed name.
        ChangeKind::OperationRemoved
        | ChangeKind::TagChanged
        | ChangeKind::ParameterRemoved
        | ChangeKind::SchemaRemoved
        | ChangeKind::SchemaRetired
        | ChangeKind::PropertyRemoved
        | ChangeKind::VariantRemoved
        | ChangeKind::ParentRemoved
        | ChangeKind::EnumValueRemoved
        | ChangeKind::MediaTypeRemoved => Condition::IfGenerated,
        // A changed type, or a format that the generated client does not have.
        ChangeKind::TypeChanged | ChangeKind::WireFormatChanged => Condition::IfGenerated,
        // A requirement of the service.
        ChangeKind::ParameterAdded
        | ChangeKind::PropertyAdded
        | ChangeKind::RequiredChanged
        | ChangeKind::DiscriminatorChanged
        | ChangeKind::DiscriminatorValueRemoved
        | ChangeKind::RolesChanged
        | ChangeKind::AuthenticationChanged => Condition::IfRefused,
        // Only one of the two names is the name of the method.
        ChangeKind::OperationRenamed | ChangeKind::ShortNameChanged => Condition::IfMethodRenamed,
        // The generated code uses the next version, often with the same types.
        ChangeKind::NewestVersionMoved => Condition::IfTypesChanged,
        // An addition.
        ChangeKind::OperationAdded
        | ChangeKind::VersionAdded
        | ChangeKind::ResponseAdded
        | ChangeKind::MediaTypeAdded
        | ChangeKind::SchemaAdded
        | ChangeKind::VariantAdded
        | ChangeKind::ParentAdded
        | ChangeKind::EnumValueAdded => Condition::Never,
        // No effect on types.
        ChangeKind::OperationMoved
        | ChangeKind::VersionRemoved
        | ChangeKind::SunsetChanged
        | ChangeKind::ResponseRemoved
        | ChangeKind::ParameterMoved
        | ChangeKind::StyleChanged
        | ChangeKind::MetadataChanged
        | ChangeKind::EnumOrderChanged
        | ChangeKind::NullableChanged
        | ChangeKind::ReadOnlyChanged
        | ChangeKind::WriteOnlyChanged
        | ChangeKind::DeprecatedChanged
        | ChangeKind::BoundsChanged
        | ChangeKind::PatternChanged
        | ChangeKind::DefaultChanged => Condition::Never,
        // Changes of lowered documents only.
        ChangeKind::TypeAdded
        | ChangeKind::TypeRemoved
        | ChangeKind::TypeRenamed
        | ChangeKind::SettersRemoved
        | ChangeKind::ConversionRemoved
        | ChangeKind::BoxedChanged
        | ChangeKind::PreviewChanged
        | ChangeKind::SecretRemoved
        | ChangeKind::SecretAdded
        | ChangeKind::EffectChanged
        | ChangeKind::ItemsChanged
        | ChangeKind::FormatsChanged
        | ChangeKind::TypeReplaced
        | ChangeKind::FieldRenamed
        | ChangeKind::VariantRenamed
        | ChangeKind::ConditionChanged
        | ChangeKind::SummaryRemoved
        | ChangeKind::SummaryChanged => Condition::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOT_GENERATED: Context =
        Context { generated: false, method_renamed: false, types_changed: false, refused: false };
    const GENERATED: Context = Context { generated: true, ..NOT_GENERATED };

    #[track_caller]
    fn check(kind: ChangeKind, context: Context, expected: bool) {
        assert_eq!(breaks(kind, context), expected, "{kind:?} {context:?}");
    }

    #[test]
    fn a_removal_is_breaking_if_the_subject_had_generated_code() {
        for kind in [
            ChangeKind::PropertyRemoved,
            ChangeKind::TypeChanged,
            ChangeKind::EnumValueRemoved,
            ChangeKind::ParameterRemoved,
        ] {
            check(kind, GENERATED, true);
            check(kind, NOT_GENERATED, false);
        }
    }

    #[test]
    fn additions_and_server_side_checks_are_not_breaking() {
        let everything = Context { generated: true, method_renamed: true, types_changed: true, refused: true };
        for kind in [
            ChangeKind::SchemaAdded,
            ChangeKind::EnumValueAdded,
            ChangeKind::NullableChanged,
            ChangeKind::BoundsChanged,
            ChangeKind::ParameterMoved,
        ] {
            check(kind, everything, false);
        }
    }

    #[test]
    fn a_requirement_is_breaking_if_requests_are_refused() {
        for kind in [
            ChangeKind::ParameterAdded,
            ChangeKind::PropertyAdded,
            ChangeKind::RequiredChanged,
            ChangeKind::DiscriminatorChanged,
            ChangeKind::DiscriminatorValueRemoved,
            ChangeKind::RolesChanged,
            ChangeKind::AuthenticationChanged,
        ] {
            check(kind, Context { refused: true, ..GENERATED }, true);
            check(kind, GENERATED, false);
            check(kind, Context { refused: true, ..NOT_GENERATED }, false);
        }
    }

    #[test]
    fn a_newer_version_is_breaking_only_if_types_change() {
        check(ChangeKind::NewestVersionMoved, Context { types_changed: true, ..GENERATED }, true);
        check(ChangeKind::NewestVersionMoved, GENERATED, false);
    }

    #[test]
    fn a_renamed_operation_is_breaking_only_if_its_method_is_renamed() {
        check(ChangeKind::OperationRenamed, Context { method_renamed: true, ..GENERATED }, true);
        check(ChangeKind::OperationRenamed, GENERATED, false);
    }
}
