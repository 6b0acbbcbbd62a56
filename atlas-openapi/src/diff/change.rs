//! Changes: subject, kind, old and new value.

use serde::Serialize;
use serde_json::Value;

use super::breaking::{Context, breaks};

/// One difference between two documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// The subject of the change.
    pub subject: Subject,
    /// The kind of change.
    pub kind: ChangeKind,
    /// The changed part of the subject: a property (`links[].rel`), a parameter or a version; empty for all of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub member: String,
    /// The old value, if it has a short form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// The new value, if it has a short form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// Whether existing code may no longer compile with the generated code.
    pub breaking: bool,
}

/// The subject of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Subject {
    /// The whole document.
    Document,
    /// An operation, in the new document or, if removed, in the old one.
    #[non_exhaustive]
    Operation {
        /// The `operationId`.
        id: String,
        /// The HTTP method in upper case.
        method: String,
        /// The URL path template.
        path: String,
        /// The first tag.
        tag: String,
    },
    /// A component parameter, shared by operations.
    #[non_exhaustive]
    Parameter {
        /// The component name.
        name: String,
    },
    /// A component schema.
    #[non_exhaustive]
    Schema {
        /// The component name.
        name: String,
    },
    /// A component schema compared with the schema that it replaces.
    #[non_exhaustive]
    #[serde(rename = "succession")]
    Replacement {
        /// The name of the replaced schema.
        old: String,
        /// The name of the replacement.
        new: String,
    },
    /// A type of the generated code, for changes that no schema shows.
    #[non_exhaustive]
    Type {
        /// The old name in Rust, or the name of a new type.
        name: String,
    },
}

impl Subject {
    /// Returns the name that identifies the subject among subjects of its kind.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Document => "",
            Self::Operation { id, .. } => id,
            Self::Parameter { name } | Self::Schema { name } | Self::Type { name } => name,
            Self::Replacement { new, .. } => new,
        }
    }
}

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// An operation was added.
    OperationAdded,
    /// An operation was removed.
    OperationRemoved,
    /// The `operationId` of an operation changed.
    OperationRenamed,
    /// The short name of an operation (`x-xgen-operation-id-override`) changed.
    ShortNameChanged,
    /// The method or path of an operation changed.
    OperationMoved,
    /// The tag of an operation changed.
    TagChanged,
    /// A version of an operation was added.
    VersionAdded,
    /// A version of an operation was removed.
    VersionRemoved,
    /// The generated version of an operation changed.
    NewestVersionMoved,
    /// The sunset date of a version was set, changed or removed.
    SunsetChanged,
    /// The required roles of an operation changed.
    RolesChanged,
    /// A response status of an operation was added.
    ResponseAdded,
    /// A response status of an operation was removed.
    ResponseRemoved,
    /// A parameter or the request body was added.
    ParameterAdded,
    /// A parameter or the request body was removed.
    ParameterRemoved,
    /// The serialization style of a parameter changed.
    StyleChanged,
    /// Metadata of the document or an operation changed, without effect on types.
    MetadataChanged,
    /// A schema was added.
    SchemaAdded,
    /// A schema was removed.
    SchemaRemoved,
    /// A schema still exists, but no operation uses it at its generated version.
    SchemaRetired,
    /// A property was added.
    PropertyAdded,
    /// A property was removed.
    PropertyRemoved,
    /// The type or the format changed.
    TypeChanged,
    /// A variant of a union or a value of its discriminator was added.
    VariantAdded,
    /// A variant of a union or a value of its discriminator was removed or mapped to another schema.
    VariantRemoved,
    /// The discriminator property of a union changed.
    DiscriminatorChanged,
    /// A schema includes one more schema (`allOf`).
    ParentAdded,
    /// A schema no longer includes another (`allOf`).
    ParentRemoved,
    /// A value of an enum was added.
    EnumValueAdded,
    /// A value of an enum was removed.
    EnumValueRemoved,
    /// `required` changed.
    RequiredChanged,
    /// `nullable` changed.
    NullableChanged,
    /// `readOnly` changed.
    ReadOnlyChanged,
    /// `writeOnly` changed.
    WriteOnlyChanged,
    /// `deprecated` changed.
    DeprecatedChanged,
    /// A bound of a number, a length or a count changed.
    BoundsChanged,
    /// The pattern of a string changed.
    PatternChanged,
    /// The default changed.
    DefaultChanged,
    /// A generated type was added.
    TypeAdded,
    /// A generated type was removed.
    TypeRemoved,
    /// A generated type was renamed.
    TypeRenamed,
    /// Requests no longer contain a type, so its setters were removed.
    SettersRemoved,
    /// The conversion from a response type was removed.
    ConversionRemoved,
    /// A property was boxed or unboxed.
    BoxedChanged,
    /// The item was moved behind the feature `preview`, or out of it.
    PreviewChanged,
}

/// A recorder of the changes of one subject.
#[derive(Debug)]
pub(super) struct Log<'a> {
    changes: &'a mut Vec<Change>,
    subject: Subject,
    context: Context,
}

impl<'a> Log<'a> {
    /// Creates a log for a subject; `generated` states whether the subject had generated code.
    pub(super) fn new(changes: &'a mut Vec<Change>, subject: Subject, generated: bool) -> Self {
        let context = Context { generated, method_renamed: false, types_changed: false };
        Self { changes, subject, context }
    }

    /// Records a change.
    pub(super) fn record(
        &mut self,
        kind: ChangeKind,
        member: impl Into<String>,
        old: Option<String>,
        new: Option<String>,
    ) {
        let (subject, member) = (self.subject.clone(), member.into());
        self.changes.push(Change { subject, kind, member, old, new, breaking: breaks(kind, self.context) });
    }

    /// Records a change if the values differ.
    pub(super) fn compare(&mut self, kind: ChangeKind, member: &str, old: Option<&Value>, new: Option<&Value>) {
        if !same(old, new) {
            self.record(kind, member, old.map(short), new.map(short));
        }
    }

    /// Sets for the following changes whether the method of the operation was renamed.
    pub(super) fn method_renamed(&mut self, renamed: bool) {
        self.context.method_renamed = renamed;
    }

    /// Returns the number of recorded changes of all subjects.
    pub(super) fn len(&self) -> usize {
        self.changes.len()
    }

    /// Sets for the following changes whether types changed: whether any change after the first `len` is breaking.
    pub(super) fn types_changed_since(&mut self, len: usize) {
        let since = &self.changes[len..];
        self.context.types_changed = since.iter().any(|change| change.breaking);
    }
}

/// Returns whether two values are equal. Numbers can be written as `1e3` or as `1000`.
pub(super) fn same(old: Option<&Value>, new: Option<&Value>) -> bool {
    match (old, new) {
        (Some(Value::Number(old)), Some(Value::Number(new))) => old == new || old.as_f64() == new.as_f64(),
        _ => old == new,
    }
}

/// Returns a value for display: strings without quotes, other values as JSON.
pub(super) fn short(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
