//! An answer, free of the HTTP server that sends it.

use bytes::Bytes;
use http::{HeaderName, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::media_type::MediaType;
use crate::request::Request;

/// What an operation has to say, before it is written down.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reply {
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

/// How the query wants an answer written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Style {
    /// Whether the status stands in the body too.
    envelope: bool,
    pretty: bool,
}

/// Status, headers and body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Answer {
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
    pub(crate) fn from_query(request: &Request) -> Result<Self, ApiError> {
        Ok(Self { envelope: request.query_flag("envelope", false)?, pretty: request.query_flag("pretty", false)? })
    }
}

impl Answer {
    pub(crate) fn success(reply: Reply, media_type: &MediaType, style: Style) -> Self {
        let status = reply.status;
        let content_type = match &reply.content {
            Content::Bytes(_) | Content::Repeated(_) => media_type.to_string(),
            _ => format!("{media_type};charset=utf-8"),
        };
        let body = match reply.content {
            // What is accepted and goes on is answered with an object that has nothing to say yet.
            Content::Nothing if status == StatusCode::ACCEPTED => Some(json!({})),
            Content::Nothing => None,
            Content::Bytes(body) => return Self { status, content_type, body, ..Self::default() },
            Content::Repeated(pieces) => {
                return Self { status, content_type, repeated: Some(Box::new(pieces)), ..Self::default() };
            }
            // A page is an envelope already.
            Content::Page(mut page) if style.envelope => {
                page["status"] = status.as_u16().into();
                Some(page)
            }
            Content::One(value) if style.envelope => Some(json!({ "content": value, "status": status.as_u16() })),
            Content::Page(value) | Content::One(value) => Some(value),
        };
        Self {
            status,
            content_type,
            body: body.map(|body| write(&body, style.pretty)).unwrap_or_default(),
            ..Self::default()
        }
    }
}

impl From<ApiError> for Answer {
    fn from(error: ApiError) -> Self {
        let body = write(&error.body(), false);
        Self {
            status: error.status,
            content_type: "application/json".to_owned(),
            headers: error.header.map(|header| *header).into_iter().collect(),
            body,
            repeated: None,
        }
    }
}

fn write(body: &impl Serialize, pretty: bool) -> Vec<u8> {
    let written = if pretty { serde_json::to_vec_pretty(body) } else { serde_json::to_vec(body) };
    // Neither a JSON value nor an error's body has a key that is not a string.
    written.unwrap_or_default()
}
