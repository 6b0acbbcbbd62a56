//! Timestamps in files.

use atlas_gen::model::is_instant;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, de};

/// An RFC 3339 timestamp: `2025-06-15T15:06:40Z`, or with an offset instead of `Z`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::specs) struct Instant(pub(in crate::specs) DateTime<Utc>);

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        let text = String::deserialize(file)?;
        let instant = DateTime::parse_from_rfc3339(&text).ok().filter(|_| is_instant(&text));
        let invalid = || {
            let rule = "is not valid RFC 3339; expected for example 2025-06-15T15:06:40Z";
            de::Error::custom(format!("timestamp: {text:?} {rule}"))
        };
        instant.map(|instant| Self(instant.to_utc())).ok_or_else(invalid)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Instant {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Instant".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "format": "date-time",
            "pattern": atlas_gen::model::INSTANT,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_requires_a_date_a_time_and_an_offset() {
        let read = |text: &str| serde_json::from_value::<Instant>(text.into());
        for text in ["2025-06-15T15:06:40Z", "2025-06-15T15:06:40.000Z", "2025-06-15T17:06:40+02:00"] {
            assert_eq!(read(text).unwrap().0.timestamp(), 1_750_000_000, "{text}");
        }
        for text in [
            "",
            "2025-06-15",
            "2025-06-15T15:06:40",
            "2025-06-15 15:06:40Z",
            "2025-06-15T15:06:40z",
            "2016-12-31T23:59:60Z",
            "tomorrow",
        ] {
            let error = read(text).unwrap_err().to_string();
            let rule = "is not valid RFC 3339; expected for example 2025-06-15T15:06:40Z";
            assert_eq!(error, format!("timestamp: {text:?} {rule}"));
        }
    }
}
