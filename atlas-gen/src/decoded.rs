//! Answers decoded by their operation's name, for tools that check recordings.

use serde::Serialize;
use serde_json::Value;

use crate::model::{Decode, decode_body};

/// Decodes a body as the answer of one operation.
pub type Decoder = fn(&[u8]) -> Result<Decoded, serde_json::Error>;

/// A body after it was decoded.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Decoded {
    /// A typed value, written back to JSON.
    Value(Value),
    /// The operation answers without a value; the body is only kept.
    Nothing,
    /// The operation answers with a stream; the body is not looked at.
    Stream,
}

pub(crate) fn json<T: Decode + Serialize>(body: &[u8]) -> Result<Decoded, serde_json::Error> {
    let value: T = decode_body(body)?;
    serde_json::to_value(&value).map(Decoded::Value)
}

pub(crate) fn nothing(_body: &[u8]) -> Result<Decoded, serde_json::Error> {
    Ok(Decoded::Nothing)
}

pub(crate) fn stream(_body: &[u8]) -> Result<Decoded, serde_json::Error> {
    Ok(Decoded::Stream)
}
