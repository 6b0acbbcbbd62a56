//! Redaction of secrets in recordings.

use serde_json::{Map, Value};

/// The replacement of a secret.
pub(crate) const REDACTED: &str = "REDACTED";

/// Returns whether a property or a query parameter of this name contains a secret.
///
/// The check searches for parts of names, to match `bindPassword` and `client_secret` for example. False positives are
/// accepted.
pub(crate) fn is_secret(name: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    ["password", "secret", "privatekey", "token", "authorization", "apikey", "licensekey", "routingkey", "servicekey"]
        .iter()
        .chain(&["serviceaccountkey", "webhookurl", "connectionurl"])
        .any(|part| name.contains(part))
}

/// Replaces every string in a property whose name is that of a secret, at any depth.
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
            Value::String(text) if is_secret(name) => REDACTED.clone_into(text),
            _ => redact(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::redact;

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
}
