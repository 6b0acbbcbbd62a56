//! Deserialization of alert statuses.

use serde::{Deserialize, Deserializer, de};

use super::AlertStatusSpec;

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
