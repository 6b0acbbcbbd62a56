//! What is known of each operation beside its types.

use super::ApiVersion;

/// An operation of the API. The generated modules hold one for each; [`crate::OPERATIONS`] lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The name of its method here, such as `list_clusters`.
    pub name: &'static str,
    /// Its `operationId` in the document, such as `listGroupClusters`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path, with `{names}` for its parameters.
    pub path: &'static str,
    /// The tag that the document files it under.
    pub tag: &'static str,
    /// The version that its types are of.
    pub version: &'static str,
    /// All versions that the document knows, oldest first.
    pub versions: &'static [&'static str],
    /// The form of the body that a request carries.
    pub request: Option<Format>,
    /// The form of the answer.
    pub response: Format,
    /// The roles of which a caller needs one.
    pub roles: &'static [&'static str],
    /// Its page in the API's reference.
    pub docs: &'static str,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
}

/// The form of a body: how its media type ends, and whether it is read at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JSON, read whole.
    Json,
    /// Text that the service sends as JSON although it is none (PEM, XML); a stream.
    Text,
    /// A gzip archive; a stream.
    Gzip,
    /// Comma-separated values; a stream.
    Csv,
}

impl Format {
    /// Whether the answer is handed on as a stream.
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

/// The media type of a resource at a version.
pub(crate) fn media_type(version: &str, format: Format) -> String {
    format!("application/vnd.atlas.{version}+{}", format.suffix())
}

impl Operation {
    /// The version that its types are of.
    #[must_use]
    pub fn api_version(&self) -> ApiVersion {
        ApiVersion::known(self.version)
    }

    /// The `Accept` of a request for `version`, or for the version that its types are of.
    #[must_use]
    pub fn accept(&self, version: Option<&ApiVersion>) -> String {
        media_type(version.map_or(self.version, ApiVersion::as_str), self.response)
    }

    /// The `Content-Type` of a request for `version`; `None` where a request has no body.
    #[must_use]
    pub fn content_type(&self, version: Option<&ApiVersion>) -> Option<String> {
        Some(media_type(version.map_or(self.version, ApiVersion::as_str), self.request?))
    }
}
