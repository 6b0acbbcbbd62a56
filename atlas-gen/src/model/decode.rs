//! Tolerant decoding of JSON values.
//!
//! Responses do not always match the document: a string instead of a number, `null` for a property that is not
//! nullable, an object instead of a list. A derived `Deserialize` then fails for the whole response. [`Decode`] does
//! not. A value is [decoded](Decoded::Value), is [null](Decoded::Null), or is a [mismatch](Decoded::Mismatch). The
//! struct that contains a mismatch stores it unchanged and serializes it back.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};
use serde_json::Value;

/// The result of decoding a JSON value as its documented type.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::exhaustive_enums)] // A fourth outcome would change the contract of `Decode`.
pub enum Decoded<T> {
    /// The value is `null`, which in a response means the same as an absent property.
    Null,
    /// The value, decoded.
    Value(T),
    /// The value does not match the documented type; the JSON is unchanged.
    Mismatch(Value),
}

impl<T> Decoded<T> {
    /// Applies `f` to a decoded value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Decoded<U> {
        match self {
            Self::Null => Decoded::Null,
            Self::Value(value) => Decoded::Value(f(value)),
            Self::Mismatch(value) => Decoded::Mismatch(value),
        }
    }
}

/// A type that decodes any JSON value without failing on a mismatch.
///
/// The trait has a method for each JSON type. A type overrides the methods of the JSON types that it accepts; the others
/// return [`Decoded::Mismatch`]. Only invalid JSON is an error.
pub trait Decode: Sized {
    /// Decodes a boolean.
    fn from_bool(value: bool) -> Decoded<Self> {
        Decoded::Mismatch(value.into())
    }

    /// Decodes an integer.
    fn from_i64(value: i64) -> Decoded<Self> {
        Decoded::Mismatch(value.into())
    }

    /// Decodes an integer that is too large for an `i64`.
    fn from_u64(value: u64) -> Decoded<Self> {
        Decoded::Mismatch(value.into())
    }

    /// Decodes a number with a fraction or an exponent, or an integer that is outside the 64-bit range.
    fn from_f64(value: f64) -> Decoded<Self> {
        Decoded::Mismatch(value.into())
    }

    /// Decodes a string.
    fn from_text(value: &str) -> Decoded<Self> {
        Decoded::Mismatch(value.into())
    }

    /// Decodes an array.
    ///
    /// # Errors
    /// Invalid JSON.
    fn from_seq<'de, A: SeqAccess<'de>>(seq: A) -> Result<Decoded<Self>, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(seq)).map(Decoded::Mismatch)
    }

    /// Decodes an object.
    ///
    /// # Errors
    /// Invalid JSON.
    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Decoded<Self>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(map)).map(Decoded::Mismatch)
    }

    /// Returns the value of a response without a body, or `None` if the type requires a body.
    fn from_empty() -> Option<Self> {
        None
    }

    /// Wraps a mismatch that no struct contains: a whole body, an element of a list, or a value of a map.
    ///
    /// # Errors
    /// The unchanged value, if this type cannot hold it.
    fn from_mismatch(value: Value) -> Result<Self, Value> {
        Err(value)
    }

    /// Decodes a JSON value of any type.
    ///
    /// # Errors
    /// Invalid JSON.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decoded<Self>, D::Error> {
        deserializer.deserialize_any(Any::new())
    }
}

/// Decodes a whole body. An empty body or `null` becomes [`Decode::from_empty`].
///
/// # Errors
/// Invalid JSON, or a body that `T` cannot hold.
pub fn decode_body<T: Decode>(body: &[u8]) -> Result<T, serde_json::Error> {
    let empty = || serde::de::Error::custom("body: empty; expected a value");
    if body.iter().all(u8::is_ascii_whitespace) {
        return T::from_empty().ok_or_else(empty);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let decoded = T::decode(&mut deserializer)?;
    deserializer.end()?;
    match decoded {
        Decoded::Value(value) => Ok(value),
        Decoded::Null => T::from_empty().ok_or_else(empty),
        Decoded::Mismatch(value) => T::from_mismatch(value).map_err(|value| {
            let kind = match value {
                Value::Object(_) => "object",
                Value::Array(_) => "array",
                Value::String(_) => "string",
                Value::Number(_) => "number",
                Value::Bool(_) => "boolean",
                Value::Null => "null",
            };
            serde::de::Error::custom(format_args!("body: unexpected {kind}; expected the documented type"))
        }),
    }
}

/// A visitor that calls the method of [`Decode`] for the value's JSON type.
pub(super) struct Any<T>(PhantomData<T>);

impl<T> Any<T> {
    pub(super) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Decode> Visitor<'de> for Any<T> {
    type Value = Decoded<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Decoded<T>, E> {
        Ok(Decoded::Null)
    }

    fn visit_none<E>(self) -> Result<Decoded<T>, E> {
        Ok(Decoded::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Decoded<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Decoded<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Decoded<T>, E> {
        Ok(T::from_bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Decoded<T>, E> {
        Ok(T::from_i64(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Decoded<T>, E> {
        Ok(match i64::try_from(value) {
            Ok(value) => T::from_i64(value),
            Err(_) => T::from_u64(value),
        })
    }

    fn visit_f64<E>(self, value: f64) -> Result<Decoded<T>, E> {
        Ok(T::from_f64(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Decoded<T>, E> {
        Ok(T::from_text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Decoded<T>, A::Error> {
        T::from_seq(seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Decoded<T>, A::Error> {
        T::from_map(map)
    }
}

/// [`Decode::decode`] as a serde seed.
pub(crate) struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Decode> DeserializeSeed<'de> for Seed<T> {
    type Value = Decoded<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Decoded<T>, D::Error> {
        T::decode(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_body_is_an_empty_list_but_not_a_boolean() {
        assert_eq!(decode_body::<Vec<i64>>(b" ").unwrap(), Vec::<i64>::new());
        assert_eq!(decode_body::<Vec<i64>>(b"{}").unwrap(), Vec::<i64>::new());
        let error = decode_body::<bool>(b"").unwrap_err().to_string();
        assert_eq!(error, "body: empty; expected a value");
        let error = decode_body::<bool>(b"{}").unwrap_err().to_string();
        assert_eq!(error, "body: unexpected object; expected the documented type");
    }

    #[test]
    fn invalid_json_is_an_error_with_line_and_column() {
        let error = decode_body::<Vec<i64>>(b"[1,").unwrap_err();
        assert_eq!((error.line(), error.column()), (1, 3));
        assert!(decode_body::<Vec<i64>>(b"[] []").unwrap_err().to_string().starts_with("trailing characters"));
    }
}
