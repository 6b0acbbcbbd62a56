//! A response, independent of the HTTP server.

use bytes::Bytes;
use chrono::NaiveDate;
use http::{HeaderName, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

use crate::document::Operation;
use crate::error::ApiError;
use crate::media_type::MediaType;
use crate::request::Request;

/// The output of an operation, before serialization.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Output {
    pub(crate) status: StatusCode,
    pub(crate) content: Content,
}

/// The content of an output. An envelope wraps each kind differently.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content {
    Nothing,
    One(Value),
    Page(Value),
    /// Content in another format than JSON, without an envelope.
    Bytes(Vec<u8>),
    /// A file that may be too large for memory.
    Repeated(Repeated),
}

/// The result of a handled request.
#[derive(Debug)]
pub(crate) struct Handled<'a> {
    pub(crate) operation: &'a Operation,
    /// The version of the response.
    pub(crate) media_type: &'a MediaType,
    pub(crate) output: Output,
}

/// The format of a response, as requested in the query.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Style {
    /// Whether the body also contains the status.
    envelope: bool,
    pretty: bool,
}

/// The status, headers and body of a response.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    /// The content type, empty if the response has no body.
    pub(crate) content_type: String,
    /// The other headers.
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) body: Vec<u8>,
    /// The streamed part of the body, if it may be too large for memory.
    pub(crate) repeated: Option<Box<Repeated>>,
}

/// A body of one repeated piece and a rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeated {
    pub(crate) piece: Bytes,
    pub(crate) times: u64,
    pub(crate) rest: Bytes,
}

impl Style {
    /// Returns the style of a query. Parameters that the operation does not have are ignored. Without an operation, for
    /// an unknown path, all of them count.
    pub(crate) fn of(request: &Request, operation: Option<&Operation>) -> Self {
        let is_on = |name: &str| {
            let has = |operation: &Operation| operation.query.iter().any(|parameter| parameter.name == name);
            request.query.value(name) == Some("true") && operation.is_none_or(has)
        };
        Self { envelope: is_on("envelope"), pretty: is_on("pretty") }
    }
}

impl Handled<'_> {
    /// Serializes the response in a style.
    pub(crate) fn into_response(self, style: Style) -> Response {
        let Self { operation, media_type, output } = self;
        let sunset = operation.success(media_type).and_then(|success| success.sunset);
        let headers = sunset.map(sunset_headers).unwrap_or_default();
        let status = output.status;
        let text_type = format!("{media_type};charset=utf-8");
        let body = match output.content {
            Content::Bytes(body) => {
                return Response { status, content_type: media_type.to_string(), headers, body, repeated: None };
            }
            Content::Repeated(pieces) => {
                let repeated = Some(Box::new(pieces));
                return Response { status, content_type: media_type.to_string(), headers, body: Vec::new(), repeated };
            }
            Content::Nothing if style.envelope => Some(enveloped(json!({}), status)),
            // The body of an accepted request is an empty object.
            Content::Nothing if status == StatusCode::ACCEPTED => Some(json!({})),
            Content::Nothing => None,
            // A page already is an envelope and gets only the status.
            Content::Page(mut page) if style.envelope => {
                page["status"] = status.as_u16().into();
                Some(page)
            }
            Content::One(value) if style.envelope => Some(enveloped(value, status)),
            Content::Page(value) | Content::One(value) => Some(value),
        };
        // With an envelope, the HTTP status is always 200.
        let status = if style.envelope { StatusCode::OK } else { status };
        let body = body.map(|body| write(&body, style.pretty)).unwrap_or_default();
        Response { status, content_type: text_type, headers, body, repeated: None }
    }
}

impl Response {
    /// Serializes an error in a style.
    pub(crate) fn error(error: ApiError, style: Style) -> Self {
        let (status, body) = if style.envelope {
            let content = serde_json::to_value(error.body()).unwrap_or_default();
            (StatusCode::OK, write(&enveloped(content, error.status), style.pretty))
        } else {
            (error.status, write(&error.body(), style.pretty))
        };
        Self { status, content_type: "application/json".to_owned(), headers: error.headers, body, repeated: None }
    }
}

impl From<ApiError> for Response {
    fn from(error: ApiError) -> Self {
        Self::error(error, Style::default())
    }
}

fn enveloped(content: Value, status: StatusCode) -> Value {
    json!({ "content": content, "status": status.as_u16() })
}

/// Returns the headers of a version that will be removed (RFC 8594).
fn sunset_headers(day: NaiveDate) -> Vec<(HeaderName, String)> {
    const DEPRECATION: HeaderName = HeaderName::from_static("deprecation");
    const SUNSET: HeaderName = HeaderName::from_static("sunset");
    vec![(DEPRECATION, "true".to_owned()), (SUNSET, day.format("%a, %d %b %Y 00:00:00 GMT").to_string())]
}

fn write(body: &impl Serialize, pretty: bool) -> Vec<u8> {
    let bytes = if pretty { serde_json::to_vec_pretty(body) } else { serde_json::to_vec(body) };
    // Serialization fails only for keys that are not strings. JSON values and error bodies have none.
    bytes.unwrap_or_default()
}
