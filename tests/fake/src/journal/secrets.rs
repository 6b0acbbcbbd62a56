//! What is left out of everything that is written down: the values of properties that hold a secret.

use serde_json::{Map, Value};

/// Stands where a secret stood.
pub(crate) const LEFT_OUT: &str = "REDACTED";

/// Whether a property or a query parameter of this name holds a secret, wherever it stands.
///
/// The names are parts of names, as `bindPassword` and `client_secret` are made of them. What only looks so, such as the
/// name of a secret's kind, is left out too.
pub(crate) fn is_secret(name: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    ["password", "secret", "privatekey", "token", "authorization", "apikey", "licensekey", "routingkey", "servicekey"]
        .iter()
        .chain(&["serviceaccountkey", "webhookurl", "connectionurl"])
        .any(|part| name.contains(part))
}

/// Replaces every text that a property with a secret's name holds, at any depth.
pub(crate) fn leave_out(value: &mut Value) {
    match value {
        Value::Object(object) => leave_out_of(object),
        Value::Array(items) => items.iter_mut().for_each(leave_out),
        _ => {}
    }
}

fn leave_out_of(object: &mut Map<String, Value>) {
    for (name, value) in object {
        match value {
            Value::String(text) if is_secret(name) => LEFT_OUT.clone_into(text),
            _ => leave_out(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::leave_out;

    #[test]
    fn secrets_are_left_out_at_any_depth_and_all_else_stays() {
        let mut body = json!({
            "username": "app",
            "password": "correct horse",
            "ldap": [{ "bindPassword": "x", "hostname": "ldap.example.com" }],
            "client_secret": "y",
            "secrets": [{ "id": 1, "secret": null, "value": 2 }],
        });
        leave_out(&mut body);
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
