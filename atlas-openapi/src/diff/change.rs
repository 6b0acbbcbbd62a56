//! Changes: subject, kind, old and new value.

use serde::Serialize;

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
    /// Whether existing code may not compile with the generated code anymore, or requests of existing code may be
    /// refused or change their meaning.
    pub breaking: bool,
    /// Whether a protection is lost: a secret becomes printable, or an operation needs no confirmation anymore.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub security: bool,
}

/// The subject of a change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
        /// The name of another type that replaces it in a body or property.
        #[serde(skip_serializing_if = "Option::is_none")]
        replacement: Option<String>,
    },
}

impl Subject {
    /// Returns the name that identifies the subject among subjects of its kind.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Document => "",
            Self::Operation { id, .. } => id,
            Self::Parameter { name } | Self::Schema { name } | Self::Type { name, .. } => name,
            Self::Replacement { new, .. } => new,
        }
    }
}

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
    /// A security requirement or a security scheme changed.
    AuthenticationChanged,
    /// A response status of an operation was added.
    ResponseAdded,
    /// A response status of an operation was removed.
    ResponseRemoved,
    /// A parameter or the request body was added.
    ParameterAdded,
    /// A parameter or the request body was removed.
    ParameterRemoved,
    /// A parameter moved to another place in requests, for example from the query to a header. Its setter is the same.
    ParameterMoved,
    /// A format of a body, such as CSV, was added to a version that existed before.
    MediaTypeAdded,
    /// A format of a body was removed from a version that still exists.
    MediaTypeRemoved,
    /// The stated serialization of a parameter or header changed, without effect on requests.
    StyleChanged,
    /// The serialization of a parameter in requests changed.
    WireFormatChanged,
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
    /// A variant of a union was removed, or a value of its discriminator is mapped to another schema.
    VariantRemoved,
    /// A value of the discriminator was removed. The service refuses requests with it.
    DiscriminatorValueRemoved,
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
    /// The values of an enum have another order, as have the generated variants.
    EnumOrderChanged,
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
    /// A value is not a secret anymore: the generated code can print it.
    SecretRemoved,
    /// A value became a secret.
    SecretAdded,
    /// The effect of a destructive operation was set, changed or removed. Only operations with an effect require a
    /// confirmation.
    EffectChanged,
    /// The property with the items of a page changed.
    ItemsChanged,
    /// The formats of a response that a request can choose changed.
    FormatsChanged,
    /// A type was replaced by a new type with another name in a body or property.
    TypeReplaced,
    /// The Rust name of a property changed.
    FieldRenamed,
    /// The Rust name of a value of an enumeration changed.
    VariantRenamed,
    /// The values of the discriminator with which a property appears changed.
    ConditionChanged,
    /// A summary from an overlay was removed.
    SummaryRemoved,
    /// A summary from an overlay was added or changed.
    SummaryChanged,
}

impl ChangeKind {
    /// Returns the name in words, as in JSON but without hyphens: `property removed`.
    pub(super) fn words(self) -> String {
        let name = serde_json::to_value(self).unwrap_or_default();
        name.as_str().unwrap_or_default().replace('-', " ")
    }
}
