//! The services of integrations: which properties each of them has.

use atlas_gen::types::ThirdPartyIntegration;

/// The services: the type, the properties that it requires, and its other properties.
pub(super) const SERVICES: [(&str, &[&str], &[&str]); 9] = [
    (
        "DATADOG",
        &["apiKey"],
        &[
            "region",
            "sendCollectionLatencyMetrics",
            "sendDatabaseMetrics",
            "sendQueryStatsMetrics",
            "sendUserProvidedResourceTags",
        ],
    ),
    ("MICROSOFT_TEAMS", &["microsoftTeamsWebhookUrl"], &[]),
    ("NEW_RELIC", &["accountId", "licenseKey", "writeToken", "readToken"], &[]),
    ("OPS_GENIE", &["apiKey"], &["region"]),
    ("PAGER_DUTY", &["serviceKey"], &["region"]),
    ("PROMETHEUS", &["username", "serviceDiscovery", "enabled"], &["password", "sendUserProvidedResourceTagsEnabled"]),
    ("SLACK", &["channelName", "apiToken"], &["teamName"]),
    ("VICTOR_OPS", &["apiKey"], &["routingKey"]),
    ("WEBHOOK", &["url"], &["bodyTemplate", "headersTemplate", "secret"]),
];

/// Returns whether the table has a service.
#[cfg(feature = "serde")]
pub(super) fn is_known(service: &str) -> bool {
    SERVICES.iter().any(|(name, ..)| *name == service)
}

/// Returns the rule that an integration breaks. One with a service that is not in the table breaks none.
pub(super) fn problem(service: &str, body: &ThirdPartyIntegration) -> Option<String> {
    let (_, required, others) = SERVICES.iter().find(|(name, ..)| *name == service)?;
    let properties = properties(body);
    let is_own = |name: &&str| required.contains(name) || others.contains(name);
    if let Some((name, _)) = properties.iter().find(|(name, state)| *state != State::Absent && !is_own(name)) {
        return Some(format!("{service} does not have {}; leave it out", words(name)));
    }
    let is_set = |name: &&&str| properties.contains(&(**name, State::Set));
    required.iter().find(|name| !is_set(name)).map(|name| format!("{service} needs {}; set it", words(name)))
}

/// The state of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Absent,
    Empty,
    Set,
}

/// Returns the states of all properties that the table has.
fn properties(body: &ThirdPartyIntegration) -> [(&'static str, State); 25] {
    let flag = |value: Option<bool>| if value.is_some() { State::Set } else { State::Absent };
    let text = |text: Option<&str>| match text {
        None => State::Absent,
        Some("") => State::Empty,
        Some(_) => State::Set,
    };
    let secret = |secret: &Option<crate::Secret>| text(secret.as_ref().map(crate::Secret::expose));
    [
        ("accountId", text(body.account_id.as_deref())),
        ("apiKey", secret(&body.api_key)),
        ("apiToken", secret(&body.api_token)),
        ("bodyTemplate", secret(&body.body_template)),
        ("channelName", text(body.channel_name.as_deref())),
        ("enabled", flag(body.enabled)),
        ("headersTemplate", secret(&body.headers_template)),
        ("licenseKey", secret(&body.license_key)),
        ("microsoftTeamsWebhookUrl", secret(&body.microsoft_teams_webhook_url)),
        ("password", secret(&body.password)),
        ("readToken", secret(&body.read_token)),
        ("region", text(body.region.as_ref().map(|region| region.as_str()))),
        ("routingKey", secret(&body.routing_key)),
        ("secret", secret(&body.secret)),
        ("sendCollectionLatencyMetrics", flag(body.send_collection_latency_metrics)),
        ("sendDatabaseMetrics", flag(body.send_database_metrics)),
        ("sendQueryStatsMetrics", flag(body.send_query_stats_metrics)),
        ("sendUserProvidedResourceTags", flag(body.send_user_provided_resource_tags)),
        ("sendUserProvidedResourceTagsEnabled", flag(body.send_user_provided_resource_tags_enabled)),
        ("serviceDiscovery", text(body.service_discovery.as_ref().map(|discovery| discovery.as_str()))),
        ("serviceKey", secret(&body.service_key)),
        ("teamName", text(body.team_name.as_deref())),
        ("url", secret(&body.url)),
        ("username", text(body.username.as_deref())),
        ("writeToken", secret(&body.write_token)),
    ]
}

/// Returns a property in words, for messages.
pub(super) fn words(property: &str) -> &str {
    match property {
        "accountId" => "an account id",
        "apiKey" => "an API key",
        "apiToken" => "an API token",
        "bodyTemplate" => "a body template",
        "channelName" => "the name of a channel",
        "enabled" => "an `enabled` state",
        "headersTemplate" => "a headers template",
        "licenseKey" => "a license key",
        "microsoftTeamsWebhookUrl" => "a webhook URL",
        "password" => "a password",
        "readToken" => "a read token",
        "region" => "a region",
        "routingKey" => "a routing key",
        "secret" => "a webhook secret",
        "sendCollectionLatencyMetrics" => "collection latency metrics",
        "sendDatabaseMetrics" => "database metrics",
        "sendQueryStatsMetrics" => "query statistics",
        "sendUserProvidedResourceTags" | "sendUserProvidedResourceTagsEnabled" => "resource tags",
        "serviceDiscovery" => "a service discovery",
        "serviceKey" => "a service key",
        "teamName" => "the name of a team",
        "url" => "a URL",
        "username" => "a user name",
        "writeToken" => "a write token",
        other => other,
    }
}
