//! Redaction of secrets in recordings.

use serde_json::{Map, Value};

/// The replacement of a secret.
pub(crate) const REDACTED: &str = "REDACTED";

/// The part of the names of properties with HTTP headers. All their values are secrets.
const HEADER: &str = "header";

/// Returns whether a property or a query parameter of this name contains a secret.
///
/// The check searches for parts of names, to match `bindPassword` and `client_secret` for example. False positives are
/// accepted. It covers all properties that the API document marks with the format `password`.
pub(crate) fn is_secret(name: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    ["password", "secret", "privatekey", "token", "authorization", "apikey", "licensekey", "routingkey", "servicekey"]
        .iter()
        .chain(&["serviceaccountkey", "webhookurl", "connectionurl", "sslkey", "bodytemplate", HEADER])
        .any(|part| name.contains(part))
}

/// Replaces every string in a property whose name is that of a secret, at any depth, and all values of HTTP headers.
pub(crate) fn redact(value: &mut Value) {
    match value {
        Value::Object(object) => redact_object(object),
        Value::Array(items) => items.iter_mut().for_each(redact),
        _ => {}
    }
}

fn redact_object(object: &mut Map<String, Value>) {
    for (name, value) in object {
        match value {
            Value::Object(headers) if is_headers(name) => headers.values_mut().for_each(redact_all),
            Value::Array(headers) if is_headers(name) => headers.iter_mut().for_each(redact_header),
            value if is_secret(name) => redact_text(value),
            value => redact(value),
        }
    }
}

/// Replaces a text or the texts of a list. Objects have names that are checked.
fn redact_text(value: &mut Value) {
    match value {
        Value::String(text) => REDACTED.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(redact_text),
        value => redact(value),
    }
}

fn is_headers(name: &str) -> bool {
    name.to_ascii_lowercase().contains(HEADER)
}

/// Redacts a header in a list of headers, except for its name.
fn redact_header(header: &mut Value) {
    match header {
        Value::Object(parts) => {
            parts.iter_mut().filter(|(part, _)| *part != "name").for_each(|(_, value)| redact_all(value));
        }
        header => redact_all(header),
    }
}

/// Replaces every value that is not `null`.
fn redact_all(value: &mut Value) {
    if !value.is_null() {
        *value = REDACTED.into();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::{is_secret, redact};
    use crate::document::Document;

    #[test]
    fn secrets_are_redacted_at_any_depth_and_other_values_stay() {
        let mut body = json!({
            "username": "app",
            "password": "correct horse",
            "ldap": [{ "bindPassword": "x", "hostname": "ldap.example.com" }],
            "client_secret": "y",
            "secrets": [{ "id": 1, "secret": null, "value": 2 }],
        });
        redact(&mut body);
        let expected = json!({
            "username": "app",
            "password": "REDACTED",
            "ldap": [{ "bindPassword": "REDACTED", "hostname": "ldap.example.com" }],
            "client_secret": "REDACTED",
            "secrets": [{ "id": 1, "secret": null, "value": 2 }],
        });
        assert_eq!(body, expected);
    }

    #[test]
    fn the_values_of_headers_are_redacted_in_lists_and_maps() {
        let mut body = json!({
            "otelSuppliedHeaders": [{ "name": "x-key", "value": "a" }, "b", { "name": "x-other", "value": null }],
            "headers": { "x-key": "c", "name": "d", "x-list": ["e"] },
            "authHeader": "f",
            "sslKey": ["g"],
            "name": "shown",
        });
        redact(&mut body);
        let expected = json!({
            "otelSuppliedHeaders": [
                { "name": "x-key", "value": "REDACTED" },
                "REDACTED",
                { "name": "x-other", "value": null },
            ],
            "headers": { "x-key": "REDACTED", "name": "REDACTED", "x-list": "REDACTED" },
            "authHeader": "REDACTED",
            "sslKey": ["REDACTED"],
            "name": "shown",
        });
        assert_eq!(body, expected);
    }

    /// Collects the names of properties with the format `password`, except for the value of a header.
    fn passwords(schema: &Value, names: &mut BTreeSet<String>) {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            if property["format"] == "password" {
                names.insert(name.clone());
            }
        }
        match schema {
            Value::Object(members) => members.values().for_each(|member| passwords(member, names)),
            Value::Array(items) => items.iter().for_each(|item| passwords(item, names)),
            _ => {}
        }
    }

    #[test]
    fn all_passwords_of_the_document_are_secrets() {
        let document = Document::embedded().unwrap();
        let mut names = BTreeSet::new();
        let others = document.schemas().iter().filter(|(name, _)| *name != "Header");
        others.for_each(|(_, schema)| passwords(schema, &mut names));
        assert!(names.contains("sslKey"), "{names:?}");
        names.retain(|name| !is_secret(name));
        assert_eq!(names, BTreeSet::new());
    }
}
