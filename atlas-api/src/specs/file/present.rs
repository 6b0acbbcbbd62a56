//! Properties that can be left out.

use serde::{Deserialize, Deserializer};

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
