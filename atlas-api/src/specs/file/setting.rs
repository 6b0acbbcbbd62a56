//! Files of integrations, maintenance windows and resource policies.

use atlas_gen::types::{GroupMaintenanceWindowInput, ResourcePolicyCreate, ResourcePolicyEdit, ThirdPartyIntegration};
use chrono::Weekday;
#[cfg(feature = "schemars")]
use serde_json::{Value, json};

use super::body::{apply, number, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::not_empty;
use crate::{
    Error,
    specs::{IntegrationSpec, MaintenanceWindowUpdate, ResourcePolicySpec, ResourcePolicyUpdate},
};

// A body converts like an integration that was read: everything but masked secrets and the id.
spec_from_body! {
    IntegrationSpec, ThirdPartyIntegration,
    |body| Ok(IntegrationSpec::from(&body)),
    |spec| spec.into_parts().map(|(_, body)| body),
    {
        "required": ["type"],
        "properties": { "type": not_empty(), "id": false },
        "allOf": integration_parts(),
    },
}

/// Returns the parts that each service needs.
#[cfg(feature = "schemars")]
#[inline]
fn integration_parts() -> Vec<Value> {
    let rule = |(service, parts): (&str, &[&str])| {
        let properties: serde_json::Map<_, _> = parts.iter().map(|name| ((*name).to_owned(), not_empty())).collect();
        json!({
            "if": { "required": ["type"], "properties": { "type": { "const": service } } },
            "then": { "required": parts, "properties": properties },
        })
    };
    let services: [(&str, &[&str]); 9] = [
        ("DATADOG", &["apiKey"]),
        ("OPS_GENIE", &["apiKey"]),
        ("VICTOR_OPS", &["apiKey"]),
        ("MICROSOFT_TEAMS", &["microsoftTeamsWebhookUrl"]),
        ("NEW_RELIC", &["accountId", "licenseKey", "writeToken", "readToken"]),
        ("PAGER_DUTY", &["serviceKey"]),
        ("PROMETHEUS", &["username"]),
        ("SLACK", &["channelName", "apiToken"]),
        ("WEBHOOK", &["url"]),
    ];
    services.into_iter().map(rule).collect()
}

spec_from_body! {
    MaintenanceWindowUpdate, GroupMaintenanceWindowInput,
    |body| {
        let invalid = || Error::invalid_argument("day of the week", "not valid; use 1 for Sunday to 7 for Saturday");
        // Atlas counts from Sunday as 1, chrono from Monday as 0.
        let day = body.day_of_week.filter(|day| (1..=7).contains(day)).ok_or_else(invalid)?;
        let day = Weekday::try_from(number::<u8>("day of the week", (day + 5) % 7)?).map_err(|_| invalid())?;
        let missing = || Error::invalid_argument("hour", "not set; use 0 to 23");
        let mut spec = MaintenanceWindowUpdate::new(day, number("hour", body.hour_of_day.ok_or_else(missing)?)?);
        if let Some(hours) = body.protected_hours {
            let hour = |hour: Option<i32>| {
                let missing = || Error::invalid_argument("protected hours", "incomplete; set the start and the end");
                number("protected hours", hour.ok_or_else(missing)?)
            };
            spec = spec.protected_hours(hour(hours.start_hour_of_day)?, hour(hours.end_hour_of_day)?);
        }
        let spec = apply!(spec; body.auto_defer_once_enabled => auto_defer);
        Ok(if body.start_asap == Some(true) { spec.start_now() } else { spec })
    },
    |spec| spec.into_body(),
    {
        "required": ["dayOfWeek", "hourOfDay"],
        "properties": {
            "dayOfWeek": { "minimum": 1, "maximum": 7 },
            "hourOfDay": { "minimum": 0, "maximum": 23 },
            "startASAP": { "const": true },
            "protectedHours": {
                "required": ["startHourOfDay", "endHourOfDay"],
                "properties": {
                    "startHourOfDay": { "minimum": 0, "maximum": 23 },
                    "endHourOfDay": { "minimum": 0, "maximum": 23 },
                },
            },
        },
    },
}

spec_from_body! {
    ResourcePolicySpec, ResourcePolicyCreate,
    |body| {
        let mut policies = body.policies.into_iter().flatten().map(|policy| text(policy.body));
        let spec = ResourcePolicySpec::new(text(body.name), policies.next().unwrap_or_default());
        Ok(apply!(policies.fold(spec, ResourcePolicySpec::policy); body.description => description))
    },
    |spec| spec.into_body(),
    {
        "required": ["name", "policies"],
        "properties": {
            "name": not_empty(),
            "policies": { "minItems": 1, "items": { "required": ["body"], "properties": { "body": not_empty() } } },
        },
    },
}

spec_from_body! {
    ResourcePolicyUpdate, ResourcePolicyEdit,
    |body| {
        let spec = apply!(ResourcePolicyUpdate::new(); body.name => name, body.description => description);
        if body.policies.as_ref().is_some_and(Vec::is_empty) {
            return Err(Error::invalid_argument("resource policy", "the list of texts is empty; add one"));
        }
        let policies = body.policies.into_iter().flatten().map(|policy| text(policy.body));
        Ok(policies.fold(spec, ResourcePolicyUpdate::policy))
    },
    |spec| spec.into_body(),
    {
        "minProperties": 1,
        "properties": {
            "name": not_empty(),
            "policies": { "minItems": 1, "items": { "required": ["body"], "properties": { "body": not_empty() } } },
        },
    },
}
