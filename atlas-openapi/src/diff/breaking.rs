//! Classification of changes as breaking from the documents alone.
//!
//! The comparison of the lowered documents is more precise (see `lowered`). These rules apply if one of the documents
//! cannot be lowered.
//!
//! A change is breaking if code that compiles with the old generated code may not compile with the new generated code.
//! The rules follow from the generated code:
//!
//! * An operation is a method of its tag, named after its short name or else its `operationId`.
//! * An operation is generated once, at its newest stable version. Schemas of older versions only are not generated.
//! * Every property is an `Option`: `required` and `nullable` do not affect types.
//! * Structs and enums are `#[non_exhaustive]`: no code can depend on a complete list of their members.
//! * A parameter is a setter of a builder. A missing required parameter is an error at run time.
//! * The server checks bounds and patterns, and applies defaults.
//!
//! Removals and type changes are therefore breaking, additions are not.

use super::change::ChangeKind;

/// The context of a change, which decides together with its kind whether the change is breaking.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// Whether the subject of the change had generated code.
    pub(super) generated: bool,
    /// Whether the generated method of the operation was renamed.
    pub(super) method_renamed: bool,
    /// Whether types of the operation changed together with its newest version.
    pub(super) types_changed: bool,
}

/// The condition under which a kind of change is breaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    Never,
    IfGenerated,
    IfMethodRenamed,
    IfTypesChanged,
}

/// Returns whether a change is breaking.
pub(super) fn breaks(kind: ChangeKind, context: Context) -> bool {
    match condition(kind) {
        Condition::Never => false,
        Condition::IfGenerated => context.generated,
        Condition::IfMethodRenamed => context.generated && context.method_renamed,
        Condition::IfTypesChanged => context.generated && context.types_changed,
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
        | ChangeKind::EnumValueRemoved => Condition::IfGenerated,
        // A changed type.
        ChangeKind::TypeChanged | ChangeKind::DiscriminatorChanged | ChangeKind::WireFormatChanged => {
            Condition::IfGenerated
        }
        // Only one of the two names is the name of the method.
        ChangeKind::OperationRenamed | ChangeKind::ShortNameChanged => Condition::IfMethodRenamed,
        // The generated code uses the next version, often with the same types.
        ChangeKind::NewestVersionMoved => Condition::IfTypesChanged,
        // An addition.
        ChangeKind::OperationAdded
        | ChangeKind::VersionAdded
        | ChangeKind::ResponseAdded
        | ChangeKind::MediaTypeAdded
        | ChangeKind::ParameterAdded
        | ChangeKind::SchemaAdded
        | ChangeKind::PropertyAdded
        | ChangeKind::VariantAdded
        | ChangeKind::ParentAdded
        | ChangeKind::EnumValueAdded => Condition::Never,
        // No effect on types.
        ChangeKind::OperationMoved
        | ChangeKind::VersionRemoved
        | ChangeKind::SunsetChanged
        | ChangeKind::RolesChanged
        | ChangeKind::ResponseRemoved
        | ChangeKind::MediaTypeRemoved
        | ChangeKind::StyleChanged
        | ChangeKind::MetadataChanged
        | ChangeKind::RequiredChanged
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

    const NOT_GENERATED: Context = Context { generated: false, method_renamed: false, types_changed: false };
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
        let everything = Context { generated: true, method_renamed: true, types_changed: true };
        for kind in [
            ChangeKind::PropertyAdded,
            ChangeKind::RequiredChanged,
            ChangeKind::NullableChanged,
            ChangeKind::BoundsChanged,
        ] {
            check(kind, everything, false);
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
