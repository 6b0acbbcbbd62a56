//! Secrets that the service masks in responses.

use serde_json::{Map, Value};

/// The properties of integrations and notifications that are masked. The last four characters stay visible.
const MASKED: [&str; 15] = [
    "apiKey",
    "apiToken",
    "datadogApiKey",
    "licenseKey",
    "microsoftTeamsWebhookUrl",
    "notificationToken",
    "opsGenieApiKey",
    "readToken",
    "secret",
    "serviceKey",
    "victorOpsApiKey",
    "victorOpsRoutingKey",
    "webhookSecret",
    "webhookUrl",
    "writeToken",
];

const VISIBLE: usize = 4;

/// Masks the secrets of an integration or a notification.
pub(crate) fn mask(body: &mut Map<String, Value>) {
    for (_, value) in body.iter_mut().filter(|(name, _)| MASKED.contains(&name.as_str())) {
        if let Some(secret) = value.as_str().filter(|secret| !is_masked(secret)) {
            *value = masked(secret).into();
        }
    }
}

/// Returns the first property with a masked secret, which a request cannot store.
pub(crate) fn masked_property(body: &Map<String, Value>) -> Option<&str> {
    let is_masked = |value: &Value| value.as_str().is_some_and(is_masked);
    let mut masked = body.iter().filter(|(name, value)| MASKED.contains(&name.as_str()) && is_masked(value));
    masked.next().map(|(name, _)| name.as_str())
}

/// Copies the secrets of a stored notification that a change of it leaves out.
pub(crate) fn keep(stored: &Map<String, Value>, change: &mut Map<String, Value>) {
    for (name, value) in stored.iter().filter(|(name, _)| MASKED.contains(&name.as_str())) {
        change.entry(name).or_insert_with(|| value.clone());
    }
}

fn masked(secret: &str) -> String {
    let length = secret.chars().count();
    let hidden = length.saturating_sub(VISIBLE).max(VISIBLE);
    "*".repeat(hidden) + &secret.chars().skip(hidden).collect::<String>()
}

/// Returns whether a text is a masked secret.
pub(crate) fn is_masked(text: &str) -> bool {
    text.starts_with("****")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{keep, mask, masked, masked_property};

    #[test]
    fn the_last_four_characters_stay() {
        let cases = ["0123456789", "01234567", "012345", "0123", ""].map(masked);
        assert_eq!(cases, ["******6789", "****4567", "****45", "****", "****"]);
    }

    #[test]
    fn only_secrets_are_masked_and_each_once() {
        let mut body = json!({ "apiKey": "0123456789", "region": "US", "apiToken": null }).as_object().unwrap().clone();
        assert_eq!(masked_property(&body), None);
        mask(&mut body);
        mask(&mut body);
        assert_eq!(json!(body), json!({ "apiKey": "******6789", "region": "US", "apiToken": null }));
        assert_eq!(masked_property(&body), Some("apiKey"));
    }

    #[test]
    fn only_secrets_that_are_left_out_are_kept() {
        let object = |body: serde_json::Value| body.as_object().unwrap().clone();
        let stored = object(json!({ "apiKey": "****6789", "apiToken": "****0000", "region": "US" }));
        let mut change = object(json!({ "apiToken": "new" }));
        keep(&stored, &mut change);
        assert_eq!(json!(change), json!({ "apiKey": "****6789", "apiToken": "new" }));
    }
}
