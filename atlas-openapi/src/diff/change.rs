//! One change: to what, of which kind, from what to what.

use serde::Serialize;
use serde_json::Value;

use super::breaking::{Context, breaks};

/// One difference between two documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// What it is a change of.
    pub subject: Subject,
    /// The kind of the change.
    pub kind: Kind,
    /// The part of the subject: a property (`links[].rel`), a parameter, a version; empty for the subject as a whole.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub member: String,
    /// What was, where that can be said in a few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// Whether code that compiled against the generated code may no longer.
    pub breaking: bool,
}

/// What a change is a change of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Subject {
    /// The document as a whole.
    Document,
    /// An operation, under the name it has now, or had last.
    #[non_exhaustive]
    Operation {
        /// Its `operationId`.
        id: String,
        /// Its method, in upper case.
        method: String,
        /// Its path.
        path: String,
        /// Its first tag.
        tag: String,
    },
    /// A parameter that operations share.
    #[non_exhaustive]
    Parameter {
        /// Its name among the components.
        name: String,
    },
    /// A named schema.
    #[non_exhaustive]
    Schema {
        /// Its name.
        name: String,
    },
    /// A named schema that stands where another stood, compared with that.
    #[non_exhaustive]
    Succession {
        /// The name of the schema that stood there.
        old: String,
        /// The name of the one that stands there now.
        new: String,
    },
    /// A type of the generated code. What schemas tell of it is said of them.
    #[non_exhaustive]
    Type {
        /// Its name in Rust; that which it had, if it has another.
        name: String,
    },
}

impl Subject {
    /// What tells it from others of its kind.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Document => "",
            Self::Operation { id, .. } => id,
            Self::Parameter { name } | Self::Schema { name } | Self::Type { name } => name,
            Self::Succession { new, .. } => new,
        }
    }
}

/// The kinds of change that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// An operation is new.
    OperationAdded,
    /// An operation is gone.
    OperationRemoved,
    /// The `operationId` of an operation is another.
    OperationRenamed,
    /// The short name of an operation (`x-xgen-operation-id-override`) is another.
    ShortNameChanged,
    /// An operation has another method or path.
    OperationMoved,
    /// An operation stands under another tag.
    TagChanged,
    /// A version of an operation is new.
    VersionAdded,
    /// A version of an operation is gone.
    VersionRemoved,
    /// The version at which an operation is generated is another.
    NewestVersionMoved,
    /// The day on which a version is switched off is set, moved or unset.
    SunsetChanged,
    /// The roles that may call an operation are others.
    RolesChanged,
    /// An operation answers with one more status.
    ResponseAdded,
    /// An operation no longer answers with a status.
    ResponseRemoved,
    /// A parameter, or the request body, is new.
    ParameterAdded,
    /// A parameter, or the request body, is gone.
    ParameterRemoved,
    /// A parameter is written into the request in another way.
    StyleChanged,
    /// Something about the document or an operation that no type depends on.
    MetadataChanged,
    /// A schema is new.
    SchemaAdded,
    /// A schema is gone.
    SchemaRemoved,
    /// A schema is still there, but no operation uses it at the version it is generated at.
    SchemaRetired,
    /// A property is new.
    PropertyAdded,
    /// A property is gone.
    PropertyRemoved,
    /// The type or the format is another.
    TypeChanged,
    /// A variant of a union, or a value of its discriminator, is new.
    VariantAdded,
    /// A variant of a union, or a value of its discriminator, is gone or leads elsewhere.
    VariantRemoved,
    /// The property that tells the variants of a union apart is another.
    DiscriminatorChanged,
    /// A schema takes up the properties of one more schema (`allOf`).
    ParentAdded,
    /// A schema no longer takes up the properties of another (`allOf`).
    ParentRemoved,
    /// A value of an enum is new.
    EnumValueAdded,
    /// A value of an enum is gone.
    EnumValueRemoved,
    /// Required where it was optional, or the reverse.
    RequiredChanged,
    /// Whether null is allowed.
    NullableChanged,
    /// Whether it is only received.
    ReadOnlyChanged,
    /// Whether it is only sent.
    WriteOnlyChanged,
    /// Whether it is deprecated.
    DeprecatedChanged,
    /// A bound of a number, a length or a count.
    BoundsChanged,
    /// The pattern of a text.
    PatternChanged,
    /// The default.
    DefaultChanged,
    /// A type is new.
    TypeAdded,
    /// A type is gone.
    TypeRemoved,
    /// A type has another name.
    TypeRenamed,
    /// A type is no longer carried by requests, so it loses its setters.
    SettersRemoved,
    /// A type can no longer be made from an answer.
    ConversionRemoved,
    /// A property is in a box, or out of it.
    BoxedChanged,
    /// Whether it is there only with the feature `preview`.
    PreviewChanged,
}

/// Where the changes of one subject are noted.
#[derive(Debug)]
pub(super) struct Log<'a> {
    changes: &'a mut Vec<Change>,
    subject: Subject,
    context: Context,
}

impl<'a> Log<'a> {
    /// A log for a subject; `generated` says whether there is generated code for it to break.
    pub(super) fn new(changes: &'a mut Vec<Change>, subject: Subject, generated: bool) -> Self {
        let context = Context { generated, method_renamed: false, types_changed: false };
        Self { changes, subject, context }
    }

    /// Notes a change.
    pub(super) fn note(&mut self, kind: Kind, member: impl Into<String>, old: Option<String>, new: Option<String>) {
        let (subject, member) = (self.subject.clone(), member.into());
        self.changes.push(Change { subject, kind, member, old, new, breaking: breaks(kind, self.context) });
    }

    /// Notes a change if there is one.
    pub(super) fn differ(&mut self, kind: Kind, member: &str, old: Option<&Value>, new: Option<&Value>) {
        if !same(old, new) {
            self.note(kind, member, old.map(short), new.map(short));
        }
    }

    /// Says of what comes next whether the method of the operation has another name.
    pub(super) fn method_renamed(&mut self, renamed: bool) {
        self.context.method_renamed = renamed;
    }

    /// How many changes have been noted, of all subjects.
    pub(super) fn len(&self) -> usize {
        self.changes.len()
    }

    /// Says of what comes next whether types changed with it: whether any change since there were `len` breaks.
    pub(super) fn types_changed_since(&mut self, len: usize) {
        let since = &self.changes[len..];
        self.context.types_changed = since.iter().any(|change| change.breaking);
    }
}

/// Numbers are the same however they are written: the source has `1e3` in one form and `1000` in another.
pub(super) fn same(old: Option<&Value>, new: Option<&Value>) -> bool {
    match (old, new) {
        (Some(Value::Number(old)), Some(Value::Number(new))) => old == new || old.as_f64() == new.as_f64(),
        _ => old == new,
    }
}

/// A value in a few words: texts without quotes, the rest as JSON.
pub(super) fn short(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
