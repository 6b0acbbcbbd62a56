//! Which alerts are asked for.

use std::fmt;

use serde::{Deserialize, Deserializer, de};

use crate::Error;

/// The status of the alerts that are [listed](crate::Alerts::list).
///
/// Its name is Atlas's. One that this version does not know can be asked for by that:
///
/// ```
/// use atlas_api::specs::AlertStatusSpec;
///
/// assert_eq!(AlertStatusSpec::from("OPEN"), AlertStatusSpec::Open);
/// assert_eq!(AlertStatusSpec::from("CANCELLED").as_str(), "CANCELLED");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AlertStatusSpec {
    /// `OPEN`: the condition holds.
    Open,
    /// `TRACKING`: the condition holds, but not yet for long enough to raise the alarm.
    Tracking,
    /// `CLOSED`: the condition does not hold any more.
    Closed,
    /// Another one, by its name.
    #[non_exhaustive]
    Unknown(String),
}

impl AlertStatusSpec {
    const KNOWN: [Self; 3] = [Self::Open, Self::Tracking, Self::Closed];

    /// The name that the status has in Atlas.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Open => "OPEN",
            Self::Tracking => "TRACKING",
            Self::Closed => "CLOSED",
            Self::Unknown(name) => name,
        }
    }

    /// Refuses what would not be sent: without a name, alerts of every status would be listed.
    pub(crate) fn check(&self) -> Result<(), Error> {
        match self.as_str() {
            "" => Err(Error::invalid_argument("status", "it has no name")),
            _ => Ok(()),
        }
    }
}

impl From<&str> for AlertStatusSpec {
    fn from(name: &str) -> Self {
        let known = Self::KNOWN.into_iter().find(|status| status.as_str() == name);
        known.unwrap_or_else(|| Self::Unknown(name.to_owned()))
    }
}

impl From<String> for AlertStatusSpec {
    fn from(name: String) -> Self {
        Self::from(name.as_str())
    }
}

impl fmt::Display for AlertStatusSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<'de> Deserialize<'de> for AlertStatusSpec {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        let status = Self::from(String::deserialize(file)?);
        status.check().map_err(de::Error::custom)?;
        Ok(status)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for AlertStatusSpec {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AlertStatusSpec".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let known: Vec<_> = Self::KNOWN.iter().map(Self::as_str).collect();
        schemars::json_schema!({
            "anyOf": [
                { "enum": known },
                { "type": "string", "minLength": 1, "description": "Another status, by its name." },
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_has_a_name() {
        for status in AlertStatusSpec::KNOWN {
            assert_eq!(AlertStatusSpec::from(status.as_str()), status);
        }
        assert!(AlertStatusSpec::from("CANCELLED").check().is_ok());
        assert_eq!(AlertStatusSpec::from("").check().unwrap_err().to_string(), "status: it has no name");
    }
}
