//! Properties that can be left out.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};

/// Reads a property that is there: `null` is no value for it.
pub(in crate::specs) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    file: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(file).map(Some)
}

/// Reads a property that is there: `null` is a value, apart from that of a property that is left out.
pub(in crate::specs) fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    file: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(file).map(Some)
}

/// Reads a whole number that is there. One that is written with a fraction of nothing, `1.0`, is whole too: JSON Schema
/// has it so, and some formats write it so.
pub(in crate::specs) fn whole<'de, D: Deserializer<'de>>(file: D) -> Result<Option<i64>, D::Error> {
    file.deserialize_i64(Whole).map(Some)
}

struct Whole;

impl Visitor<'_> for Whole {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<i64, E> {
        Ok(number)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<i64, E> {
        i64::try_from(number).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<i64, E> {
        // Whole numbers of this size have an exact float, so that nothing is lost on the way.
        let exact = number.fract() == 0.0 && number.abs() < 9e15;
        if exact { Ok(number as i64) } else { Err(E::invalid_value(de::Unexpected::Float(number), &self)) }
    }
}
