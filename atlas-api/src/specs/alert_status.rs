//! The status filter for listing alerts.

use serde::{Deserialize, Deserializer, de};

use crate::{Error, open_enum::open_enum};

/// The status by which [`Alerts::list`](crate::alerts::Alerts::list) filters.
///
/// Converts from the name that Atlas uses. A name that this version does not know becomes [`Unknown`](Self::Unknown)
/// and is sent unchanged:
///
/// ```
/// use atlas_api::alerts::AlertStatusSpec;
///
/// assert_eq!(AlertStatusSpec::from("OPEN"), AlertStatusSpec::Open);
/// assert_eq!(AlertStatusSpec::from("CANCELLED").as_str(), "CANCELLED");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AlertStatusSpec {
    /// `OPEN`: the condition holds.
    Open,
    /// `TRACKING`: the condition holds, but not yet long enough to open the alert.
    Tracking,
    /// `CLOSED`: the condition no longer holds.
    Closed,
    /// A status that this version does not know, by its name.
    #[non_exhaustive]
    Unknown(String),
}

open_enum! {
    AlertStatusSpec {
        Open => "OPEN",
        Tracking => "TRACKING",
        Closed => "CLOSED",
    }
}

impl AlertStatusSpec {
    /// Rejects an empty name, which would not be sent and would list alerts of every status.
    #[inline]
    pub(crate) fn check(&self) -> Result<(), Error> {
        match self.as_str() {
            "" => Err(Error::invalid_argument("status", "name is empty; use for example OPEN")),
            _ => Ok(()),
        }
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
                { "type": "string", "minLength": 1, "description": "Name of another status." },
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_name_is_rejected() {
        assert!(AlertStatusSpec::from("CANCELLED").check().is_ok());
        let error = AlertStatusSpec::from("").check().unwrap_err().to_string();
        assert_eq!(error, "status: name is empty; use for example OPEN");
    }
}
