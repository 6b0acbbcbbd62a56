//! Lines in JSON: of MongoDB 4.4 and later, and of audit logs.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::Parts;

/// Parses the line, if it is a JSON object.
pub(super) fn object(line: &str) -> Option<Value> {
    // The first character distinguishes most other lines, which is faster than parsing.
    if !line.starts_with('{') {
        return None;
    }
    serde_json::from_str(line).ok().filter(Value::is_object)
}

pub(super) fn parts(line: &Value) -> Parts {
    let text = |name: &str| line[name].as_str().map(str::to_owned);
    Parts {
        date: date(&line["t"]).or_else(|| date(&line["ts"])),
        severity: text("s"),
        component: text("c"),
        context: text("ctx"),
        message: text("msg"),
    }
}

fn date(value: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value["$date"].as_str()?).ok().map(|date| date.to_utc())
}
