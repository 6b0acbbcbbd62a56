//! A string that `Debug` does not print.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use super::nullable::FromText;

/// The name of the type for deserializers, by which [`Unmasked`](super::unmasked::Unmasked) recognizes a secret.
pub(super) const SECRET: &str = "atlas_gen::Secret";

/// The beginning of a masked secret.
const MASK: &str = "****";

/// A password, a key or a token. `Debug` prints a placeholder, and dropping it zeroes its memory.
///
/// Only [`expose`](Self::expose) and serialization, as in a request body, reveal the value.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Returns the secret in plain text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns whether the service has masked the secret in a response: it starts with `****`. The service refuses such
    /// a value in a request.
    #[must_use]
    pub fn is_masked(&self) -> bool {
        is_masked(self.expose())
    }
}

pub(super) fn is_masked(text: &str) -> bool {
    text.starts_with(MASK)
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for Secret {}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        value.to_owned().into()
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value.into())
    }
}

impl FromText for Secret {}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_secret_starts_with_asterisks() {
        for (text, expected) in [("****1c11", true), ("************", true), ("***1c11", false), ("1c11****", false)] {
            assert_eq!(Secret::from(text).is_masked(), expected, "{text}");
        }
    }

    #[test]
    fn debug_prints_a_placeholder_and_serialization_the_secret() {
        let secret = Secret::from("hunter22");
        assert_eq!(format!("{secret:?}"), "[REDACTED]");
        assert_eq!(serde_json::to_string(&secret).unwrap(), r#""hunter22""#);
    }
}
