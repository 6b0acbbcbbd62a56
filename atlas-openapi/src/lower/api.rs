//! The lowered API: what is generated, with every decision made and every name given.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde_json::Value;

/// Operations and the types that they carry.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Api {
    /// All operations, in the order of their names.
    pub operations: Vec<Operation>,
    /// All named types, by name.
    pub types: BTreeMap<String, Type>,
}

/// An operation at the one version that is generated.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// Its name in Rust, `list_clusters`.
    pub name: String,
    /// Its `operationId` in the document.
    pub id: String,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path, with `{names}`.
    pub path: String,
    /// The tag that it is filed under.
    pub tag: String,
    /// The version that is generated: the newest stable one, or `preview` where there is none.
    pub version: String,
    /// All versions, oldest first.
    pub versions: Vec<String>,
    /// The day on which the generated version is switched off, where it is known.
    pub sunset: Option<String>,
    /// The roles of which a caller needs one.
    pub roles: Vec<String>,
    /// Its page in the reference.
    pub docs: String,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// The effect on the resource if the operation destroys something, such as `will be deleted`.
    pub effect: Option<String>,
    /// The property of the response that holds the items of a page, for operations that list in pages.
    pub items: Option<String>,
    /// What it does, where an overlay says so.
    pub summary: Option<String>,
    /// Path, query and header parameters, in the document's order.
    pub parameters: Vec<Parameter>,
    /// The body of a request.
    pub request: Option<RequestBody>,
    /// The answer.
    pub response: ResponseBody,
}

impl Operation {
    /// Whether it exists only as preview.
    #[must_use]
    pub fn is_preview(&self) -> bool {
        self.version == super::versions::PREVIEW
    }
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name in the document.
    pub name: String,
    /// `path`, `query` or `header`.
    pub location: String,
    /// Whether a request without it is refused.
    pub required: bool,
    /// Its type.
    pub ty: TypeRef,
    /// What else is known of it.
    pub facts: Facts,
}

/// The body of a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RequestBody {
    /// Its type.
    pub ty: TypeRef,
    /// Whether a request without it is refused.
    pub required: bool,
}

/// The answer of an operation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ResponseBody {
    /// Its type; `None` where the document describes no body, or where it is a stream.
    pub ty: Option<TypeRef>,
    /// Its form.
    pub format: Format,
    /// Other forms that it can be asked for in, all of them streams.
    pub other_formats: Vec<Format>,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(clippy::exhaustive_enums)] // A new form is a new thing to generate: the compiler is to name the places.
pub enum Format {
    /// JSON that is read whole.
    Json,
    /// Text that is sent under a JSON media type.
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
    /// The names of the schemas in the document that it stands for.
    pub schemas: Vec<String>,
    /// Where those stand, for a person: `Cluster`, or `Cluster.stateName` for a schema of a property's own.
    pub origins: Vec<String>,
    /// The tag whose operations alone reach it; `None` where several do.
    pub tag: Option<String>,
    /// Whether only preview operations reach it.
    pub preview: bool,
    /// What it is, where an overlay says so.
    pub summary: Option<String>,
    /// What it is made of.
    pub shape: Shape,
}

/// What a named type is made of.
#[derive(Clone, Debug)]
#[allow(clippy::exhaustive_enums)] // See `Format`.
pub enum Shape {
    /// An object with known properties.
    Object(Object),
    /// Strings, some of which are known.
    Enum(Vec<String>),
}

/// An object with known properties.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Object {
    /// Its properties, by their names in JSON.
    pub properties: BTreeMap<String, Property>,
    /// Whether a request can carry it, so that it has setters.
    pub sent: bool,
    /// The answers that it can be made from: its other half, if it has one, and what the operations answer with whose
    /// resource it changes.
    pub made_from: BTreeSet<String>,
}

/// A property of an object.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Property {
    /// Its type.
    pub ty: TypeRef,
    /// Whether the type holds itself through this property, so that it must be boxed.
    pub boxed: bool,
    /// What else is known of it.
    pub facts: Facts,
}

/// What is known of a property or a parameter beside its type. None of it is checked; all of it is documented.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Facts {
    /// What it is, where an overlay says so.
    pub summary: Option<String>,
    /// The document requires it.
    pub required: bool,
    /// Only answers have it.
    pub read_only: bool,
    /// Only requests are meant to have it.
    pub write_only: bool,
    /// The document calls it deprecated.
    pub deprecated: bool,
    /// Bounds, pattern, default and format, as `(keyword, value)`, in the order of the keywords.
    pub bounds: BTreeMap<String, Value>,
    /// The values of a discriminating property with which it appears: `(property, values)`.
    pub only_with: Option<(String, Vec<String>)>,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(clippy::exhaustive_enums)] // See `Format`.
pub enum TypeRef {
    /// `true` or `false`.
    Bool,
    /// A number without a fraction, of 32 bits.
    Int32,
    /// A number without a fraction, of 64 bits.
    Int64,
    /// A number.
    Double,
    /// A string.
    Text,
    /// A string that must not be shown.
    Secret,
    /// An instant.
    DateTime,
    /// A day.
    Date,
    /// Any JSON value.
    Json,
    /// A list.
    List(Box<TypeRef>),
    /// An object whose keys are data.
    Map(Box<TypeRef>),
    /// A type of [`Api::types`].
    Named(String),
}

impl TypeRef {
    /// The named type in it, if there is one.
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
