//! Decoders of response bodies by `operationId`, for tools that check recorded responses.

use serde::Serialize;
use serde_json::Value;

use crate::model::{JsonType, decode_body};

/// A function that decodes the response body of one operation.
///
/// # Errors
/// Invalid JSON, or a body that the operation's response type cannot hold.
pub type Decoder = fn(&[u8]) -> Result<DecodedBody, serde_json::Error>;

/// The result of decoding a response body.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum DecodedBody {
    /// The decoded value, serialized back to JSON.
    Value(Value),
    /// The operation has no response type; the body was not decoded.
    Untyped,
    /// The operation returns a stream; the body was not decoded.
    Stream,
}

pub(crate) fn json<T: JsonType + Serialize>(body: &[u8]) -> Result<DecodedBody, serde_json::Error> {
    let value: T = decode_body(body)?;
    serde_json::to_value(&value).map(DecodedBody::Value)
}

pub(crate) fn untyped(_body: &[u8]) -> Result<DecodedBody, serde_json::Error> {
    Ok(DecodedBody::Untyped)
}

pub(crate) fn stream(_body: &[u8]) -> Result<DecodedBody, serde_json::Error> {
    Ok(DecodedBody::Stream)
}
