//! Reading a JSON value into a type that it may not fit.
//!
//! The service does not always answer what its document says: a string where a number is documented, `null` where
//! nothing may be null, an object where a list should be. A derived `Deserialize` gives up on the whole answer then.
//! [`Decode`] never does: a value either [fits](Fit::Value), is [null](Fit::Null), or is kept as it came
//! ([`Fit::Misfit`]), for its owner to store and to write back.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};
use serde_json::Value;

/// How a JSON value relates to the type that the document gives it.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::exhaustive_enums)] // Three outcomes are all that there can be; a fourth would be a change of contract.
pub enum Fit<T> {
    /// The value is `null`, which the service uses for "not there".
    Null,
    /// The value fits.
    Value(T),
    /// The value is of another kind than documented, here as it came.
    Misfit(Value),
}

impl<T> Fit<T> {
    /// Applies `f` to a value that fits.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Fit<U> {
        match self {
            Self::Null => Fit::Null,
            Self::Value(value) => Fit::Value(f(value)),
            Self::Misfit(value) => Fit::Misfit(value),
        }
    }
}

/// A type that can be read from any JSON value without failing on the value's kind.
///
/// There is a method for each kind of JSON value; a type overrides those that it accepts and inherits "kept as it
/// came" for the others. Errors are left to broken JSON.
pub trait Decode: Sized {
    /// Reads `true` or `false`.
    fn from_bool(value: bool) -> Fit<Self> {
        Fit::Misfit(value.into())
    }

    /// Reads a number without a fraction.
    fn from_i64(value: i64) -> Fit<Self> {
        Fit::Misfit(value.into())
    }

    /// Reads a number without a fraction that is larger than an `i64` holds.
    fn from_u64(value: u64) -> Fit<Self> {
        Fit::Misfit(value.into())
    }

    /// Reads a number with a fraction or an exponent.
    fn from_f64(value: f64) -> Fit<Self> {
        Fit::Misfit(value.into())
    }

    /// Reads a string.
    fn from_text(value: &str) -> Fit<Self> {
        Fit::Misfit(value.into())
    }

    /// Reads an array.
    ///
    /// # Errors
    /// Broken JSON inside.
    fn from_seq<'de, A: SeqAccess<'de>>(seq: A) -> Result<Fit<Self>, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(seq)).map(Fit::Misfit)
    }

    /// Reads an object.
    ///
    /// # Errors
    /// Broken JSON inside.
    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Fit<Self>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(map)).map(Fit::Misfit)
    }

    /// What an answer without a body means; `None` where only a value can be meant.
    fn from_nothing() -> Option<Self> {
        None
    }

    /// Holds a value of another kind that has no owner to keep it: a whole body, or an element of a list.
    ///
    /// # Errors
    /// The value as it came, where this type can't hold it.
    fn from_misfit(value: Value) -> Result<Self, Value> {
        Err(value)
    }

    /// Reads any value.
    ///
    /// # Errors
    /// Broken JSON.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fit<Self>, D::Error> {
        deserializer.deserialize_any(Any(PhantomData))
    }
}

/// Reads a whole body. Nothing at all, or `null`, is [`Decode::from_nothing`].
///
/// # Errors
/// Broken JSON, or a body of a kind that `T` can't hold.
pub fn decode_body<T: Decode>(body: &[u8]) -> Result<T, serde_json::Error> {
    let nothing = || serde::de::Error::custom("the body is empty, and the operation answers with a value");
    if body.iter().all(u8::is_ascii_whitespace) {
        return T::from_nothing().ok_or_else(nothing);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let fit = T::decode(&mut deserializer)?;
    deserializer.end()?;
    match fit {
        Fit::Value(value) => Ok(value),
        Fit::Null => T::from_nothing().ok_or_else(nothing),
        Fit::Misfit(value) => T::from_misfit(value).map_err(|value| {
            let kind = match value {
                Value::Object(_) => "an object",
                Value::Array(_) => "an array",
                Value::String(_) => "a string",
                Value::Number(_) => "a number",
                Value::Bool(_) => "a boolean",
                Value::Null => "null",
            };
            serde::de::Error::custom(format_args!("the body is {kind}, another kind of value than documented"))
        }),
    }
}

/// Dispatches each kind of JSON value to the method of [`Decode`] that reads it.
struct Any<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for Any<T> {
    type Value = Fit<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Fit<T>, E> {
        Ok(Fit::Null)
    }

    fn visit_none<E>(self) -> Result<Fit<T>, E> {
        Ok(Fit::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Fit<T>, E> {
        Ok(T::from_bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Fit<T>, E> {
        Ok(T::from_i64(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Fit<T>, E> {
        Ok(match i64::try_from(value) {
            Ok(value) => T::from_i64(value),
            Err(_) => T::from_u64(value),
        })
    }

    fn visit_f64<E>(self, value: f64) -> Result<Fit<T>, E> {
        Ok(T::from_f64(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Fit<T>, E> {
        Ok(T::from_text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Fit<T>, A::Error> {
        T::from_seq(seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Fit<T>, A::Error> {
        T::from_map(map)
    }
}

/// [`Decode::decode`] in the form that the accessors of serde take.
pub(crate) struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Decode> DeserializeSeed<'de> for Seed<T> {
    type Value = Fit<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit<T>, D::Error> {
        T::decode(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_body_is_an_empty_list_but_no_boolean() {
        assert_eq!(decode_body::<Vec<i64>>(b" ").unwrap(), Vec::<i64>::new());
        assert_eq!(decode_body::<Vec<i64>>(b"{}").unwrap(), Vec::<i64>::new());
        let error = decode_body::<bool>(b"").unwrap_err().to_string();
        assert_eq!(error, "the body is empty, and the operation answers with a value");
        let error = decode_body::<bool>(b"{}").unwrap_err().to_string();
        assert_eq!(error, "the body is an object, another kind of value than documented");
    }

    #[test]
    fn broken_json_is_an_error_with_its_place() {
        let error = decode_body::<Vec<i64>>(b"[1,").unwrap_err();
        assert_eq!((error.line(), error.column()), (1, 3));
        assert!(decode_body::<Vec<i64>>(b"[] []").unwrap_err().to_string().starts_with("trailing characters"));
    }
}
