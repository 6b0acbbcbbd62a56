//! A request's body as a log may show it.

use std::fmt;

use atlas_gen::LOGGABLE_PROPERTIES;
use serde_json::Value;

/// Shows a body without what is secret in it.
///
/// It shows the properties that are known to hold no secret anywhere, and of all others but their names. So what this crate
/// does not know, which is what raw requests are for, is not shown; nor is a body that is no JSON.
pub(super) struct Redacted<'a>(pub(super) &'a [u8]);

impl fmt::Display for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match serde_json::from_slice(self.0) {
            Ok(mut body) => {
                redact(&mut body);
                write!(f, "{body}")
            }
            Err(_) => write!(f, "[{} bytes that are no JSON]", self.0.len()),
        }
    }
}

/// Redacts a value that has no name: a body, or an element of one.
fn redact(value: &mut Value) {
    match value {
        Value::Object(_) | Value::Array(_) => redact_inside(value),
        value => hide(value),
    }
}

/// Redacts what is inside of a value that may be shown itself.
fn redact_inside(value: &mut Value) {
    match value {
        Value::Object(properties) => {
            for (name, value) in properties {
                if LOGGABLE_PROPERTIES.binary_search(&name.as_str()).is_ok() {
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

/// That nothing is there is no secret, whatever it would be.
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
    fn what_is_known_to_be_plain_is_shown() {
        let body = r#"{"roles":[{"databaseName":"sales","roleName":"read"}],"username":"reports","x509Type":null}"#;
        check(body, body);
        check(r#"[{"comment":"office","ipAddress":"192.0.2.1"}]"#, r#"[{"comment":"office","ipAddress":"192.0.2.1"}]"#);
    }

    #[test]
    fn secrets_are_not_shown_and_neither_is_what_is_inside_of_them() {
        check(r#"{"password":"hunter22","username":"a"}"#, r#"{"password":"[REDACTED]","username":"a"}"#);
        check(r#"{"password":{"username":"hunter22"}}"#, r#"{"password":"[REDACTED]"}"#);
        check(r#"{"name":[{"apiKey":7}],"url":null}"#, r#"{"name":[{"apiKey":"[REDACTED]"}],"url":null}"#);
    }

    #[test]
    fn what_is_not_known_is_not_shown() {
        check(r#"{"brandNew":"hunter22","Username":true}"#, r#"{"Username":"[REDACTED]","brandNew":"[REDACTED]"}"#);
        check(r#""hunter22""#, r#""[REDACTED]""#);
        check("username=a&password=hunter22", "[28 bytes that are no JSON]");
    }

    /// The search for a name goes by their order.
    #[test]
    fn plain_properties_are_in_order() {
        assert!(LOGGABLE_PROPERTIES.is_sorted());
    }
}
