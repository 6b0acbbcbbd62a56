//! The lowered API: the operations and types to generate, with their final names.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde_json::Value;

/// Operations and the types of their requests and responses.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Api {
    /// All operations, sorted by name.
    pub operations: Vec<Operation>,
    /// All named types by name.
    pub types: BTreeMap<String, Type>,
}

/// An operation at the generated version.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The name in Rust, for example `list_clusters`.
    pub name: String,
    /// The `operationId` in the document.
    pub id: String,
    /// The HTTP method in upper case.
    pub method: String,
    /// The URL path template.
    pub path: String,
    /// The first tag.
    pub tag: String,
    /// The generated version: the newest stable version, or `preview` if there is none.
    pub version: String,
    /// All versions, oldest first, `preview` last.
    pub versions: Vec<String>,
    /// The sunset date of the generated version, if known.
    pub sunset: Option<String>,
    /// The roles of which the caller needs one.
    pub roles: Vec<String>,
    /// The URL of its reference page.
    pub docs: String,
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// The ids of the operations that replace it if it is deprecated, from an overlay.
    pub replaced_by: Vec<String>,
    /// The effect on the resource if the operation destroys something, such as `will be deleted`.
    pub effect: Option<String>,
    /// The property of the response with the items of a page, for paginated lists.
    pub items: Option<String>,
    /// The summary from an overlay.
    pub summary: Option<String>,
    /// Path, query and header parameters in the order of the document.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub request: Option<RequestBody>,
    /// The response body.
    pub response: ResponseBody,
}

impl Operation {
    /// Returns whether the operation exists only as a preview.
    #[must_use]
    pub fn is_preview(&self) -> bool {
        self.version == super::versions::PREVIEW
    }
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Parameter {
    /// The name in the document.
    pub name: String,
    /// `path`, `query` or `header`.
    pub location: String,
    /// Whether the service rejects a request without it.
    pub required: bool,
    /// The type.
    pub ty: TypeRef,
    /// Facts beside the type.
    pub facts: Facts,
    /// The JSON pointer to the parameter, which operations can share.
    pub pointer: String,
}

/// A request body.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RequestBody {
    /// The type.
    pub ty: TypeRef,
    /// Whether the service rejects a request without it.
    pub required: bool,
}

/// The response body of an operation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ResponseBody {
    /// The type; `None` without a body in the document, and for a stream.
    pub ty: Option<TypeRef>,
    /// The default format.
    pub format: Format,
    /// Other formats that a request can choose. All of them are streams.
    pub other_formats: Vec<Format>,
}

/// The format of a response body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(clippy::exhaustive_enums)] // The compiler has to report all code that must handle a new format.
pub enum Format {
    /// JSON, decoded as a whole.
    Json,
    /// Plain text with a JSON media type.
    Text,
    /// A gzip archive.
    Gzip,
    /// Comma-separated values.
    Csv,
}

/// A named type.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Type {
    /// The names of the component schemas that the type is derived from.
    pub schemas: Vec<String>,
    /// The origins of the type for its documentation: `Cluster`, or `Cluster.stateName` for the inline schema of a
    /// property.
    pub origins: Vec<String>,
    /// The JSON pointers to the schemas that define the type. A name for the type is set on one of them.
    pub pointers: Vec<String>,
    /// The only tag whose operations use the type; `None` for several tags.
    pub tag: Option<String>,
    /// Whether only preview operations use the type.
    pub preview: bool,
    /// The summary from an overlay.
    pub summary: Option<String>,
    /// The shape: an object or an enumeration.
    pub shape: Shape,
}

/// The shape of a named type.
#[derive(Clone, Debug)]
#[allow(clippy::exhaustive_enums)] // See `Format`.
pub enum Shape {
    /// An object with known properties.
    Object(Object),
    /// An open enumeration of strings, with its known values.
    Enum(Vec<EnumValue>),
}

/// A known value of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnumValue {
    /// The value in JSON.
    pub value: String,
    /// The name of the variant.
    pub variant: String,
    /// The summary from an overlay.
    pub summary: Option<String>,
}

/// An object with known properties.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Object {
    /// The properties by their JSON names.
    pub properties: BTreeMap<String, Property>,
    /// Whether requests contain the type, so that it has setters.
    pub sent: bool,
    /// The response types that convert into this request type: the response half of a split type, and the types of
    /// the resources that requests of this type update.
    pub made_from: BTreeSet<String>,
}

/// A property of an object.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Property {
    /// The name of the field.
    pub field: String,
    /// The type.
    pub ty: TypeRef,
    /// Whether the property is boxed because the type holds itself through it.
    pub boxed: bool,
    /// Facts beside the type.
    pub facts: Facts,
    /// The JSON pointers to the schemas of the property, one for each variant that has it. A summary is set on one of them.
    pub pointers: Vec<String>,
}

/// Facts about a property or a parameter beside its type. They are documented, not enforced.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Facts {
    /// The summary from an overlay.
    pub summary: Option<String>,
    /// Whether the document requires it.
    pub required: bool,
    /// Whether only responses contain it.
    pub read_only: bool,
    /// Whether only requests contain it.
    pub write_only: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Bounds, pattern, default, format and known values, by keyword.
    pub bounds: BTreeMap<String, Value>,
    /// The discriminator and its values with which this property appears: `(property, values)`.
    pub only_with: Option<(String, Vec<String>)>,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(clippy::exhaustive_enums)] // See `Format`.
pub enum TypeRef {
    /// `true` or `false`.
    Bool,
    /// A 32-bit integer.
    Int32,
    /// A 64-bit integer.
    Int64,
    /// A floating-point number.
    Double,
    /// A string.
    Text,
    /// A string that must not be displayed.
    Secret,
    /// A date and time.
    DateTime,
    /// A date.
    Date,
    /// Any JSON value.
    Json,
    /// A list of values.
    List(Box<TypeRef>),
    /// An object with arbitrary keys.
    Map(Box<TypeRef>),
    /// A type of [`Api::types`].
    Named(String),
}

impl TypeRef {
    /// Returns the named type, through lists and maps.
    #[must_use]
    pub fn named(&self) -> Option<&str> {
        match self {
            Self::List(inner) | Self::Map(inner) => inner.named(),
            Self::Named(name) => Some(name),
            _ => None,
        }
    }
}

impl fmt::Display for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool => f.write_str("boolean"),
            Self::Int32 => f.write_str("int32"),
            Self::Int64 => f.write_str("int64"),
            Self::Double => f.write_str("double"),
            Self::Text => f.write_str("string"),
            Self::Secret => f.write_str("secret"),
            Self::DateTime => f.write_str("date-time"),
            Self::Date => f.write_str("date"),
            Self::Json => f.write_str("any"),
            Self::List(inner) => write!(f, "list of {inner}"),
            Self::Map(inner) => write!(f, "map of {inner}"),
            Self::Named(name) => f.write_str(name),
        }
    }
}
