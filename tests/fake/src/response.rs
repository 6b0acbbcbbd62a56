//! An answer, free of the HTTP server that sends it.

use bytes::Bytes;
use chrono::NaiveDate;
use http::{HeaderName, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

use crate::document::Operation;
use crate::error::ApiError;
use crate::media_type::MediaType;
use crate::request::Request;

/// What an operation has to say, before it is written down.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Output {
    pub(crate) status: StatusCode,
    pub(crate) content: Content,
}

/// The kinds of content, which an envelope wraps differently.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content {
    Nothing,
    One(Value),
    Page(Value),
    /// What is no JSON, which no envelope wraps.
    Bytes(Vec<u8>),
    /// A file too large to be held.
    Repeated(Repeated),
}

/// What became of a request that was carried out.
#[derive(Debug)]
pub(crate) struct Handled<'a> {
    pub(crate) operation: &'a Operation,
    /// The version that is answered.
    pub(crate) media_type: &'a MediaType,
    pub(crate) output: Output,
}

/// How the query wants an answer written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Style {
    /// Whether the status stands in the body too.
    envelope: bool,
    pretty: bool,
}

/// Status, headers and body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    /// Empty if there is no body to speak of.
    pub(crate) content_type: String,
    /// The headers besides.
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) body: Vec<u8>,
    /// What comes after the body, if it is too large to be held.
    pub(crate) repeated: Option<Box<Repeated>>,
}

/// One piece, many times, and what is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeated {
    pub(crate) piece: Bytes,
    pub(crate) times: u64,
    pub(crate) rest: Bytes,
}

impl Style {
    /// What the query says, as far as the operation can be told so. Where there is none, an error is all there is to write.
    pub(crate) fn of(request: &Request, operation: Option<&Operation>) -> Self {
        let is_on = |name: &str| {
            let has = |operation: &Operation| operation.query.iter().any(|parameter| parameter.name == name);
            request.query_value(name) == Some("true") && operation.is_none_or(has)
        };
        Self { envelope: is_on("envelope"), pretty: is_on("pretty") }
    }
}

impl Handled<'_> {
    /// The answer, written as it is wanted.
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
            // What is accepted and goes on is answered with an object that has nothing to say yet.
            Content::Nothing if status == StatusCode::ACCEPTED => Some(json!({})),
            Content::Nothing => None,
            // A page is an envelope already.
            Content::Page(mut page) if style.envelope => {
                page["status"] = status.as_u16().into();
                Some(page)
            }
            Content::One(value) if style.envelope => Some(enveloped(value, status)),
            Content::Page(value) | Content::One(value) => Some(value),
        };
        // Who asks for an envelope cannot see any other status.
        let status = if style.envelope { StatusCode::OK } else { status };
        let body = body.map(|body| write(&body, style.pretty)).unwrap_or_default();
        Response { status, content_type: text_type, headers, body, repeated: None }
    }
}

impl Response {
    /// A refusal, written as it is wanted.
    pub(crate) fn refusal(error: ApiError, style: Style) -> Self {
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
        Self::refusal(error, Style::default())
    }
}

fn enveloped(content: Value, status: StatusCode) -> Value {
    json!({ "content": content, "status": status.as_u16() })
}

/// Tells that a version will be switched off, and when (RFC 8594).
fn sunset_headers(day: NaiveDate) -> Vec<(HeaderName, String)> {
    const DEPRECATION: HeaderName = HeaderName::from_static("deprecation");
    const SUNSET: HeaderName = HeaderName::from_static("sunset");
    vec![(DEPRECATION, "true".to_owned()), (SUNSET, day.format("%a, %d %b %Y 00:00:00 GMT").to_string())]
}

fn write(body: &impl Serialize, pretty: bool) -> Vec<u8> {
    let written = if pretty { serde_json::to_vec_pretty(body) } else { serde_json::to_vec(body) };
    // Neither a JSON value nor an error's body has a key that is not a string.
    written.unwrap_or_default()
}
