//! Which changes break code, as far as the documents alone can tell.
//!
//! The lowered documents tell better (see `lowered`). These rules remain for a document that can't be lowered.
//!
//! The question is whether code that compiled against the code generated from the old document still compiles against that
//! generated from the new one. What decides it is how code is generated:
//!
//! * An operation is a method of its tag, named by its short name or, where it has none, by its `operationId`.
//! * An operation is generated once, at its newest stable version. Schemas that only older versions use are not generated.
//! * Every property is an `Option`, so whether it is required or nullable shows in no type.
//! * Structs and enums are `#[non_exhaustive]`: no code can depend on having seen all their members.
//! * A parameter is a setter of a builder. That a required one is missing is found when the request is sent.
//! * Bounds, patterns and defaults are the server's to check and to fill in.
//!
//! So taking away breaks, changing a type breaks, and adding does not.

use super::change::Kind;

/// What besides its kind decides whether a change breaks code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// Whether there was generated code for what changes.
    pub(super) generated: bool,
    /// Whether the method of the operation has another name.
    pub(super) method_renamed: bool,
    /// Whether types of the operation changed together with its newest version.
    pub(super) types_changed: bool,
}

/// When a kind of change breaks code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Never,
    IfGenerated,
    IfMethodRenamed,
    IfTypesChanged,
}

/// Whether a change breaks code.
pub(super) fn breaks(kind: Kind, context: Context) -> bool {
    match rule(kind) {
        Rule::Never => false,
        Rule::IfGenerated => context.generated,
        Rule::IfMethodRenamed => context.generated && context.method_renamed,
        Rule::IfTypesChanged => context.generated && context.types_changed,
    }
}

fn rule(kind: Kind) -> Rule {
    match kind {
        // A name that code may use is gone.
        Kind::OperationRemoved
        | Kind::TagChanged
        | Kind::ParameterRemoved
        | Kind::SchemaRemoved
        | Kind::SchemaRetired
        | Kind::PropertyRemoved
        | Kind::VariantRemoved
        | Kind::ParentRemoved
        | Kind::EnumValueRemoved => Rule::IfGenerated,
        // A type that code may use is another.
        Kind::TypeChanged | Kind::DiscriminatorChanged => Rule::IfGenerated,
        // Of the two names, only one is that of the method.
        Kind::OperationRenamed | Kind::ShortNameChanged => Rule::IfMethodRenamed,
        // The code moves on to the next version; often the types are the same.
        Kind::NewestVersionMoved => Rule::IfTypesChanged,
        // More than before.
        Kind::OperationAdded
        | Kind::VersionAdded
        | Kind::ResponseAdded
        | Kind::ParameterAdded
        | Kind::SchemaAdded
        | Kind::PropertyAdded
        | Kind::VariantAdded
        | Kind::ParentAdded
        | Kind::EnumValueAdded => Rule::Never,
        // It shows in no type.
        Kind::OperationMoved
        | Kind::VersionRemoved
        | Kind::SunsetChanged
        | Kind::RolesChanged
        | Kind::ResponseRemoved
        | Kind::StyleChanged
        | Kind::MetadataChanged
        | Kind::RequiredChanged
        | Kind::NullableChanged
        | Kind::ReadOnlyChanged
        | Kind::WriteOnlyChanged
        | Kind::DeprecatedChanged
        | Kind::BoundsChanged
        | Kind::PatternChanged
        | Kind::DefaultChanged => Rule::Never,
        // Changes of lowered documents; no document has them.
        Kind::TypeAdded
        | Kind::TypeRemoved
        | Kind::TypeRenamed
        | Kind::SettersRemoved
        | Kind::ConversionRemoved
        | Kind::BoxedChanged
        | Kind::PreviewChanged => Rule::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOT_GENERATED: Context = Context { generated: false, method_renamed: false, types_changed: false };
    const GENERATED: Context = Context { generated: true, ..NOT_GENERATED };

    #[track_caller]
    fn check(kind: Kind, context: Context, expected: bool) {
        assert_eq!(breaks(kind, context), expected, "{kind:?} {context:?}");
    }

    #[test]
    fn taking_away_breaks_where_there_is_generated_code() {
        for kind in [Kind::PropertyRemoved, Kind::TypeChanged, Kind::EnumValueRemoved, Kind::ParameterRemoved] {
            check(kind, GENERATED, true);
            check(kind, NOT_GENERATED, false);
        }
    }

    #[test]
    fn adding_and_what_only_the_server_checks_do_not_break() {
        let everything = Context { generated: true, method_renamed: true, types_changed: true };
        for kind in [Kind::PropertyAdded, Kind::RequiredChanged, Kind::NullableChanged, Kind::BoundsChanged] {
            check(kind, everything, false);
        }
    }

    #[test]
    fn a_new_newest_version_breaks_only_together_with_types() {
        check(Kind::NewestVersionMoved, Context { types_changed: true, ..GENERATED }, true);
        check(Kind::NewestVersionMoved, GENERATED, false);
    }

    #[test]
    fn a_new_name_breaks_only_if_the_method_bears_it() {
        check(Kind::OperationRenamed, Context { method_renamed: true, ..GENERATED }, true);
        check(Kind::OperationRenamed, GENERATED, false);
    }
}
