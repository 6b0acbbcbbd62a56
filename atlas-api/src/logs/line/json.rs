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

#[cfg(test)]
mod tests {
    use crate::logs::LogLine;

    #[test]
    fn a_line_is_parsed() {
        let line = LogLine::from(
            r#"{"t":{"$date":"2025-06-01T14:00:00.250+02:00"},"s":"I","c":"NETWORK","id":22943,"ctx":"listener","msg":"Connection accepted","attr":{"remote":"192.0.2.1:50000"}}"#,
        );
        assert_eq!(line.date().unwrap().to_rfc3339(), "2025-06-01T12:00:00.250+00:00");
        assert_eq!((line.severity(), line.component(), line.context()), (Some("I"), Some("NETWORK"), Some("listener")));
        assert_eq!(line.message(), Some("Connection accepted"));
        assert_eq!(line.attributes().unwrap()["remote"], "192.0.2.1:50000");
        assert_eq!(line.json().unwrap()["id"], 22943);
    }

    #[test]
    fn a_line_of_an_audit_log_has_a_date_and_its_json() {
        let line =
            LogLine::from(r#"{"atype":"authenticate","ts":{"$date":"2025-06-01T12:00:00.000+00:00"},"result":0}"#);
        assert_eq!(line.date().unwrap().to_rfc3339(), "2025-06-01T12:00:00+00:00");
        assert_eq!((line.severity(), line.message(), line.attributes()), (None, None, None));
        assert_eq!(line.json().unwrap()["atype"], "authenticate");
    }

    #[test]
    fn properties_of_another_type_are_ignored() {
        let line = LogLine::from(r#"{"t":7,"s":1,"c":null,"ctx":[],"msg":{}}"#);
        assert_eq!((line.date(), line.severity(), line.component()), (None, None, None));
        assert_eq!((line.context(), line.message()), (None, None));
        assert!(line.json().is_some());
    }
}
