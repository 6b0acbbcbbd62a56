//! Strings, numbers and booleans.

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Location, Sampler, Selection};
use crate::schema;

/// Strings that match the document's patterns, by a part of the pattern. The first match applies.
const BY_PATTERN: &[(&str, &str)] = &[
    ("mdb_sa_id_", "mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d1e"),
    ("^mongodb-atlas-", "mongodb-atlas-0123456789abcdef@p-0123456789abcdefghijklmn.iam.gserviceaccount.com"),
    ("^nt-", "nt-0123456789abcdef01234567-abcdefgh"),
    ("^vpce-", "vpce-0123456789abcdef0"),
    ("^vpc-", "vpc-0123456789abcdef0"),
    (r"^com\.amazonaws\.vpce\.", "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"),
    ("^pls_", "pls_0123456789abcdef01234567"),
    ("^p-[0-9a-z]{24}$", "p-0123456789abcdefghijklmn"),
    ("sg-([0-9]*)", "sg-0123456789"),
    ("aws:kafka", "arn:aws:kafka:us-east-1:123456789012:cluster/example/01234567"),
    (
        "serviceAttachments",
        "https://compute.example.com/v1/projects/p-example/regions/us-east1/serviceAttachments/example",
    ),
    (
        "/subscriptions",
        "/subscriptions/01234567-89ab-cdef-0123-456789abcdef/resourceGroups/privatelink/providers/Microsoft.Network/\
         privateEndpoints/example",
    ),
    ("(%2[fF]|/)", "192.0.2.0/24"),
    (r"%2[fF]([-\w._()]+)", "01234567-89ab-cdef-0123-456789abcdef%2Fexample%2Fexample"),
    ("(%2[fF][0-9]{1,3})?", "192.0.2.1"),
    (r"(\:[0-9]{4,5})$", "node0.example.com:27017"),
    (r"(([a-z0-9]+\.){1,10}[a-z]+)?$", "node0.example.com"),
    ("25[0-5]", "192.0.2.1"),
    (r"[\d]+\.[\d]+\.[\d]+", "8.0.4"),
    ("^([A-Z]{2})$", "US"),
    ("^([0-9a-f]){40}$", "0123456789abcdef0123456789abcdef01234567"),
    ("^([a-f0-9]{20})$", "0123456789abcdef0123"),
    ("^([a-f0-9]{8,32})$", "0123456789abcdef0123"),
    ("^[0-9]{12}$", "123456789012"),
    ("(?<domain>", "CN=example,DC=example,DC=com"),
    (
        "exported_snapshots",
        "/exported_snapshots/{ORG-NAME}/{PROJECT-NAME}/{CLUSTER-NAME}/{SNAPSHOT-INITIATION-DATE}/{TIMESTAMP}",
    ),
];

impl Sampler<'_> {
    pub(super) fn scalar(&self, schema: &Value, given: Option<&Value>, location: Location<'_>) -> Value {
        let fits = |value: &&Value| match schema["type"].as_str() {
            Some("string") => value.is_string(),
            Some("boolean") => value.is_boolean(),
            _ => value.is_number(),
        };
        if let Some(value) = self.path_value(schema, location) {
            return value;
        }
        // Stored values are always shown. In a generated sample, a value of the request may not be valid in the
        // response.
        let is_allowed = |given: &&Value| self.selection == Selection::Required || admits(schema, given);
        if let Some(given) = given.filter(fits).filter(is_allowed) {
            return canonical(schema, given);
        }
        let has_default = matches!(self.selection, Selection::Created | Selection::Settings);
        if let Some(default) = schema.get("default").filter(fits).filter(|_| has_default) {
            return default.clone();
        }
        let placeholder = |value: &&Value| value.as_str().is_some_and(|value| value.starts_with('<'));
        let values: Vec<_> =
            schema["enum"].as_array().into_iter().flatten().filter(|value| !placeholder(value)).collect();
        if let Some(&value) = values.get(location.index % values.len().max(1)) {
            return value.clone();
        }
        if let Some(default) = schema.get("default").filter(fits) {
            return default.clone();
        }
        match schema["type"].as_str() {
            Some("string") => self.text(schema, location).into(),
            Some("boolean") => false.into(),
            Some("integer") => bounded(schema, 1.0).trunc().to_string().parse::<i64>().unwrap_or(1).into(),
            _ => json!(bounded(schema, 1.0)),
        }
    }

    /// Returns the value of a property that the path determines: one named like a parameter, or the ID or name of the
    /// resource.
    fn path_value(&self, schema: &Value, location: Location<'_>) -> Option<Value> {
        let named = self.parameters.iter().find(|(name, _)| name == location.name);
        let at_root = self.of_one && location.depth() == 1;
        let (_, text) = named.or_else(|| {
            let last = self.parameters.last().filter(|_| at_root)?;
            let (id, name) = (last.0.ends_with("Id"), last.0.to_ascii_lowercase().ends_with("name"));
            matches!((location.name, id, name), ("id" | "_id", true, _) | ("name", _, true)).then_some(last)
        })?;
        let value: Value = match schema["type"].as_str() {
            Some("string") => text.as_str().into(),
            Some("integer") => text.parse::<i64>().ok()?.into(),
            _ => return None,
        };
        admits(schema, &value).then(|| canonical(schema, &value))
    }

    fn text(&self, schema: &Value, location: Location<'_>) -> String {
        let hash = || hexadecimal(&format!("{}#{location}", self.url));
        let pattern = schema["pattern"].as_str().unwrap_or_default();
        if wants_id(schema) {
            return hash()[..24].to_owned();
        }
        match schema["format"].as_str() {
            Some("date-time") => return self.now.to_rfc3339_opts(SecondsFormat::Secs, true),
            Some("date") => return self.now.format("%Y-%m-%d").to_string(),
            Some("email") => return "someone@example.com".to_owned(),
            Some("uri") => return "https://example.com/".to_owned(),
            Some("uuid") => return uuid(&hash()),
            _ if pattern.starts_with("^[0-9a-f]{8}-") && pattern.ends_with("[0-9a-f]{12}$") => return uuid(&hash()),
            _ => {}
        }
        if pattern.contains("T(?:[01]") {
            return self.now.to_rfc3339_opts(SecondsFormat::Secs, true);
        }
        if let Some((_, text)) = BY_PATTERN.iter().find(|(piece, _)| pattern.contains(piece)) {
            return (*text).to_owned();
        }
        let text = match location.name {
            "href" => self.url.to_owned(),
            "rel" => "self".to_owned(),
            "" => "example".to_owned(),
            name if location.index > 0 => format!("{name}-{}", location.index),
            name => name.to_owned(),
        };
        sized(schema, text)
    }
}

/// Returns a value in the service's notation: dates in UTC with seconds, IDs in lower case.
fn canonical(schema: &Value, given: &Value) -> Value {
    let text = given.as_str().unwrap_or_default();
    if wants_id(schema) && is_id(text) {
        return text.to_ascii_lowercase().into();
    }
    match DateTime::parse_from_rfc3339(text) {
        Ok(date) if schema["format"] == "date-time" => date.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true).into(),
        _ => given.clone(),
    }
}

/// Returns whether a value matches the schema's enumeration, its length limits and its ID pattern.
fn admits(schema: &Value, value: &Value) -> bool {
    let is_listed = !schema::is_closed_enum(schema) || schema["enum"].as_array().is_some_and(|all| all.contains(value));
    let fits = |text: &str| sized(schema, text.to_owned()) == text && (!wants_id(schema) || is_id(text));
    is_listed && value.as_str().is_none_or(fits)
}

fn is_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn wants_id(schema: &Value) -> bool {
    schema["pattern"].as_str().is_some_and(|pattern| pattern.ends_with("{24})$") || pattern == "^[a-fA-F0-9]{24}$")
}

fn sized(schema: &Value, text: String) -> String {
    let length = |keyword| Some(schema.get(keyword)?.as_u64()? as usize);
    let min = length("minLength").unwrap_or(0);
    let max = length("maxLength").unwrap_or(usize::MAX);
    let padding = "x".repeat(min.saturating_sub(text.chars().count()));
    (text + &padding).chars().take(max).collect()
}

fn bounded(schema: &Value, number: f64) -> f64 {
    let bound = |keyword| schema.get(keyword).and_then(Value::as_f64);
    let exclusive = if schema["exclusiveMinimum"] == true { 1.0 } else { 0.0 };
    let min = bound("minimum").map(|min| min + exclusive).or(bound("exclusiveMinimum").map(|min| min + 1.0));
    number.max(min.unwrap_or(f64::MIN)).min(bound("maximum").unwrap_or(f64::MAX))
}

fn hexadecimal(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

fn uuid(hash: &str) -> String {
    format!("{}-{}-4{}-8{}-{}", &hash[..8], &hash[8..12], &hash[13..16], &hash[17..20], &hash[20..32])
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::canonical;

    #[track_caller]
    fn check(schema: &Value, given: &str, expected: &str) {
        assert_eq!(canonical(schema, &given.into()), expected, "{schema}");
    }

    #[test]
    fn dates_and_ids_are_normalized() {
        let date = json!({ "type": "string", "format": "date-time" });
        check(&date, "2025-01-31T02:00:00.5+02:00", "2025-01-31T00:00:00Z");
        for pattern in ["^([a-f0-9]{24})$", "^[a-fA-F0-9]{24}$"] {
            check(&json!({ "pattern": pattern }), "0123456789ABCDEF01234567", "0123456789abcdef01234567");
        }
        let text = json!({ "type": "string" });
        check(&text, "0123456789ABCDEF01234567", "0123456789ABCDEF01234567");
        check(&text, "2025-01-31T02:00:00.5+02:00", "2025-01-31T02:00:00.5+02:00");
    }
}
