//! Deserializers of optional properties.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};

/// Deserializes an optional property that does not accept `null`.
pub(in crate::specs) fn non_null<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    file: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(file).map(Some)
}

/// Deserializes an optional property that accepts `null`: `Some(None)` for `null`, the outer `None` for an absent one.
pub(in crate::specs) fn double_option<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    file: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(file).map(Some)
}

/// Deserializes an optional integer that does not accept `null`. `1.0` is an integer too: JSON Schema defines it so,
/// and some formats write it.
pub(in crate::specs) fn integer<'de, D: Deserializer<'de>>(file: D) -> Result<Option<i64>, D::Error> {
    file.deserialize_i64(IntegerVisitor).map(Some)
}

struct IntegerVisitor;

impl Visitor<'_> for IntegerVisitor {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<i64, E> {
        Ok(number)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<i64, E> {
        i64::try_from(number).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<i64, E> {
        // Below 2^53, about 9.007e15, every integer has an exact float, so the conversion loses nothing.
        let exact = number.fract() == 0.0 && number.abs() < 9e15;
        if exact { Ok(number as i64) } else { Err(E::invalid_value(de::Unexpected::Float(number), &self)) }
    }
}
