//! Metadata of operations.

use super::ApiVersion;

/// Metadata of an operation of the API. [`crate::OPERATIONS`] lists all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The name of the method in this crate, such as `list_clusters`.
    pub name: &'static str,
    /// The `operationId` in the document, such as `listGroupClusters`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path, with `{names}` for its parameters.
    pub path: &'static str,
    /// The tag in the document.
    pub tag: &'static str,
    /// The version that the types of the operation describe.
    pub version: &'static str,
    /// All versions in the document, oldest first.
    pub versions: &'static [&'static str],
    /// The parameters of path, query and header.
    pub parameters: &'static [Parameter],
    /// The format of the request's body; `None` without a body.
    pub request: Option<Format>,
    /// Whether the request requires a body.
    pub requires_body: bool,
    /// The format of the response.
    pub response: Format,
    /// The roles that allow the call; one of them is enough. Empty if no particular role is required.
    pub roles: &'static [&'static str],
    /// The URL of the operation in the API reference.
    pub docs: &'static str,
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// The effect of a destructive operation, such as `will be deleted`.
    pub effect: Option<&'static str>,
}

/// A parameter of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter {
    /// The name in the document, such as `groupId`.
    pub name: &'static str,
    /// The part of the request that has the value.
    pub location: Location,
    /// Whether a request requires the parameter.
    pub required: bool,
}

/// The part of a request that has the value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Location {
    /// A segment of the path.
    Path,
    /// The query. A list has a pair of name and value for each of its elements.
    Query,
    /// A header.
    Header,
}

impl Parameter {
    pub(crate) const fn path(name: &'static str) -> Self {
        Self { name, location: Location::Path, required: true }
    }

    pub(crate) const fn query(name: &'static str) -> Self {
        Self { name, location: Location::Query, required: false }
    }

    pub(crate) const fn header(name: &'static str) -> Self {
        Self { name, location: Location::Header, required: false }
    }

    pub(crate) const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

/// The format of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JSON, read in full.
    Json,
    /// Text (PEM, XML) under a JSON media type; read as a stream.
    Text,
    /// A gzip archive; read as a stream.
    Gzip,
    /// Comma-separated values; read as a stream.
    Csv,
}

impl Format {
    /// Returns whether a response in this format is read as a stream.
    #[must_use]
    pub fn is_stream(self) -> bool {
        self != Self::Json
    }

    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Json | Self::Text => "json",
            Self::Gzip => "gzip",
            Self::Csv => "csv",
        }
    }
}

/// Returns the media type of a resource at a version.
pub(crate) fn media_type(version: &str, format: Format) -> String {
    format!("application/vnd.atlas.{version}+{}", format.suffix())
}

impl Operation {
    /// Returns the version that the types of the operation describe.
    #[must_use]
    pub fn api_version(&self) -> ApiVersion {
        ApiVersion::known(self.version)
    }

    /// Returns the `Accept` header for `version`. Default: the version that the types of the operation describe.
    #[must_use]
    pub fn accept(&self, version: Option<&ApiVersion>) -> String {
        media_type(version.map_or(self.version, ApiVersion::as_str), self.response)
    }

    /// Returns the `Content-Type` header for `version`; `None` if the request has no body.
    #[must_use]
    pub fn content_type(&self, version: Option<&ApiVersion>) -> Option<String> {
        Some(media_type(version.map_or(self.version, ApiVersion::as_str), self.request?))
    }

    /// Returns whether the operation deletes, overwrites or revokes a resource or its data.
    #[must_use]
    pub fn is_destructive(&self) -> bool {
        self.effect.is_some()
    }
}
