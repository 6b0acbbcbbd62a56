//! Files of alert configurations.

use atlas_gen::types::{AlertConfigInput, AlertNotification};
#[cfg(feature = "schemars")]
use serde_json::{Value, json};

use super::body::spec_from_body;
#[cfg(feature = "schemars")]
use super::schema::{id, not_empty};
use crate::specs::{AlertConfigSpec, NotificationSpec};

// The rules about the events and units of metrics are long tables, which the schema does not contain.
spec_from_body! {
    AlertConfigSpec, AlertConfigInput,
    |body| Ok(AlertConfigSpec::from(body)),
    |spec| spec.into_body(),
    {
        "required": ["eventTypeName", "notifications"],
        "not": { "required": ["metricThreshold", "threshold"] },
        "properties": {
            "eventTypeName": not_empty(),
            "matchers": { "items": {
                "required": ["fieldName", "operator", "value"],
                "properties": { "fieldName": not_empty(), "operator": not_empty(), "value": not_empty() },
            } },
            "notifications": { "minItems": 1, "maxItems": 25, "items": NotificationSpec::rules() },
        },
    },
}

spec_from_body! {
    NotificationSpec, AlertNotification,
    |body| Ok(NotificationSpec::from(body)),
    |spec| spec.check().map(|()| spec.body),
    {
        "required": ["typeName"],
        "properties": {
            "intervalMin": { "minimum": 5 },
            "delayMin": { "minimum": 0 },
            "teamId": id(),
        },
        "allOf": parts(),
    },
}

/// Returns the parts that each type of notification needs, unless a stored notification or integration has them.
#[cfg(feature = "schemars")]
#[inline]
fn parts() -> Vec<Value> {
    let secrets: [(&str, &[&str]); 7] = [
        ("SLACK", &["apiToken", "channelName"]),
        ("PAGER_DUTY", &["serviceKey"]),
        ("DATADOG", &["datadogApiKey"]),
        ("OPS_GENIE", &["opsGenieApiKey"]),
        ("VICTOR_OPS", &["victorOpsApiKey"]),
        ("MICROSOFT_TEAMS", &["microsoftTeamsWebhookUrl"]),
        ("WEBHOOK", &["webhookUrl"]),
    ];
    let texts = [("EMAIL", "emailAddress"), ("SMS", "mobileNumber"), ("TEAM", "teamId"), ("USER", "username")];
    let set = |name: &&str| json!({ "required": [name], "properties": { *name: not_empty() } });
    let rule = |kind: &str, then: Value| {
        let is_kind = json!({ "required": ["typeName"], "properties": { "typeName": { "const": kind } } });
        json!({ "if": is_kind, "then": then })
    };
    let services = secrets.into_iter().map(|(kind, parts)| {
        let own = json!({ "allOf": parts.iter().map(set).collect::<Vec<_>>() });
        rule(kind, json!({ "anyOf": [own, set(&"notifierId"), set(&"integrationId")] }))
    });
    let people = ["GROUP", "ORG", "TEAM", "USER"].into_iter().map(|kind| {
        let on = |name: &str| json!({ "required": [name], "properties": { name: { "const": true } } });
        rule(kind, json!({ "anyOf": [on("emailEnabled"), on("smsEnabled")] }))
    });
    let repeating = ["OPS_GENIE", "PAGER_DUTY", "VICTOR_OPS"].into_iter();
    let repeating = repeating.map(|kind| rule(kind, json!({ "properties": { "intervalMin": false } })));
    services
        .chain(texts.into_iter().map(|(kind, name)| rule(kind, set(&name))))
        .chain(people)
        .chain(repeating)
        .collect()
}
