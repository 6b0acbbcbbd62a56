//! The body of a request, redacted for a log.

use std::fmt;

use atlas_gen::LOGGABLE_PROPERTIES;
use serde_json::Value;

/// A body, displayed without its secrets.
///
/// Values are shown only for properties that contain no secret in any schema of the API. All other values are replaced,
/// including those of properties that this crate does not know, which a raw request may send. A body that is not JSON is
/// not shown.
pub(crate) struct Redacted<'a>(pub(crate) &'a [u8]);

impl fmt::Display for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match serde_json::from_slice(self.0) {
            Ok(mut body) => {
                redact(&mut body);
                write!(f, "{body}")
            }
            Err(_) => write!(f, "[{} bytes, not JSON]", self.0.len()),
        }
    }
}

/// Redacts a complete body.
fn redact(value: &mut Value) {
    match value {
        Value::Object(_) | Value::Array(_) => redact_inside(value),
        value => hide(value),
    }
}

/// Redacts the contents of a value that may itself be shown.
fn redact_inside(value: &mut Value) {
    match value {
        Value::Object(properties) => {
            for (name, value) in properties {
                if is_loggable(name) {
                    redact_inside(value);
                } else {
                    hide(value);
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(redact_inside),
        _ => {}
    }
}

/// Returns the texts of a body that a log does not show.
pub(in crate::transport) fn hidden_values(body: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    if let Ok(body) = serde_json::from_slice::<Value>(body) {
        collect_hidden(&body, matches!(body, Value::Object(_) | Value::Array(_)), &mut found);
    }
    found
}

/// Collects the hidden texts of a value, which may itself be `shown`.
fn collect_hidden(value: &Value, shown: bool, found: &mut Vec<String>) {
    match value {
        Value::Object(properties) => {
            for (name, value) in properties {
                collect_hidden(value, shown && is_loggable(name), found);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| collect_hidden(element, shown, found)),
        Value::String(text) if !shown => found.push(text.clone()),
        _ => {}
    }
}

fn is_loggable(property: &str) -> bool {
    LOGGABLE_PROPERTIES.binary_search(&property).is_ok()
}

/// Replaces a value, except `null`, which reveals nothing.
fn hide(value: &mut Value) {
    if !value.is_null() {
        *value = "[REDACTED]".into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        assert_eq!(Redacted(body.as_bytes()).to_string(), expected);
    }

    #[test]
    fn properties_without_secrets_are_shown() {
        let body = r#"{"roles":[{"databaseName":"sales","roleName":"read"}],"username":"reports","x509Type":null}"#;
        check(body, body);
        check(r#"[{"comment":"office","ipAddress":"192.0.2.1"}]"#, r#"[{"comment":"office","ipAddress":"192.0.2.1"}]"#);
    }

    #[test]
    fn secrets_and_their_contents_are_not_shown() {
        check(r#"{"password":"hunter22","username":"a"}"#, r#"{"password":"[REDACTED]","username":"a"}"#);
        check(r#"{"password":{"username":"hunter22"}}"#, r#"{"password":"[REDACTED]"}"#);
        check(r#"{"name":[{"apiKey":7}],"url":null}"#, r#"{"name":[{"apiKey":"[REDACTED]"}],"url":null}"#);
    }

    #[test]
    fn unknown_properties_are_not_shown() {
        check(r#"{"brandNew":"hunter22","Username":true}"#, r#"{"Username":"[REDACTED]","brandNew":"[REDACTED]"}"#);
        check(r#""hunter22""#, r#""[REDACTED]""#);
        check("username=a&password=hunter22", "[28 bytes, not JSON]");
    }

    #[test]
    fn the_hidden_values_are_those_that_are_not_shown() {
        let body = br#"{"password":"a","username":"b","new":[{"username":"c"},7],"labels":[{"key":"d"}],"x":null}"#;
        assert_eq!(hidden_values(body), ["d", "c", "a"]);
        assert_eq!(hidden_values(br#""hunter22""#), ["hunter22"]);
        assert_eq!(hidden_values(b"hunter22"), [""; 0]);
    }

    // The binary search requires this order.
    #[test]
    fn loggable_properties_are_sorted() {
        assert!(LOGGABLE_PROPERTIES.is_sorted());
    }
}
