//! Integrations: validation, and changes of what was read.

use atlas_api::{Confirm, Error, integrations::IntegrationSpec, model::Integration};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::{
    requests::offline,
    support::{argument_and_rule, client},
};

const KEY: &str = "0123456789abcdef0123456789abcdef";

#[track_caller]
fn check(spec: IntegrationSpec, message: &str) {
    let integrations = offline().integrations();
    let errors = [integrations.create(spec.clone()).preview(), integrations.replace(spec).preview()];
    for error in errors.map(Result::unwrap_err) {
        assert!(error.is_invalid_argument());
        assert_eq!(argument_and_rule(&error), message);
    }
}

#[test]
fn an_integration_is_complete_and_has_only_settings_of_its_service() {
    let needs = |service: &str, part: &str| format!("integration: {service} needs {part}; set it");
    check(IntegrationSpec::datadog(""), &needs("DATADOG", "an API key"));
    check(IntegrationSpec::microsoft_teams(""), &needs("MICROSOFT_TEAMS", "a webhook URL"));
    check(IntegrationSpec::new_relic("", KEY, KEY, KEY), &needs("NEW_RELIC", "an account id"));
    check(IntegrationSpec::new_relic(KEY, KEY, KEY, ""), &needs("NEW_RELIC", "a read token"));
    check(IntegrationSpec::pager_duty(""), &needs("PAGER_DUTY", "a service key"));
    check(IntegrationSpec::slack("", KEY), &needs("SLACK", "the name of a channel"));
    check(IntegrationSpec::webhook(""), &needs("WEBHOOK", "a URL"));
    check(IntegrationSpec::slack("a", KEY).region("EU"), "integration: SLACK does not have a region; leave it out");
    check(IntegrationSpec::prometheus("", KEY, "http"), &needs("PROMETHEUS", "a user name"));
    check(IntegrationSpec::prometheus("a", KEY, ""), &needs("PROMETHEUS", "a service discovery"));
    check(
        IntegrationSpec::prometheus("a", KEY, "file").webhook_secret(KEY),
        "integration: PROMETHEUS does not have a webhook secret; leave it out",
    );
    let read: Integration = serde_json::from_value(json!({ "type": "PROMETHEUS", "username": "a" })).unwrap();
    check(IntegrationSpec::from(&read), &needs("PROMETHEUS", "a service discovery"));
    check(
        IntegrationSpec::new_relic(KEY, KEY, KEY, KEY).credential(KEY),
        "integration: NEW_RELIC does not have a single credential; leave it out",
    );
    let rejected: [Error; 2] =
        [offline().integrations().get("").preview(), offline().integrations().delete("").preview()]
            .map(Result::unwrap_err);
    for error in rejected {
        assert_eq!(argument_and_rule(&error), "service: the name is empty; use for example DATADOG");
    }
}

#[tokio::test]
async fn an_integration_that_was_read_needs_its_key_again() {
    let fake = FakeAtlas::start().await.unwrap();
    let integrations = client(&fake).integrations();
    let created = integrations.create(IntegrationSpec::datadog(KEY).region("EU")).await.unwrap();
    assert_eq!(created.total_count(), Some(1));
    let datadog = integrations.get("DATADOG").await.unwrap();
    let spec = IntegrationSpec::from(&*datadog).database_metrics(true);
    let error = integrations.replace(spec.clone()).await.unwrap_err();
    assert!(error.is_invalid_argument());

    integrations.replace(spec.credential(KEY)).await.unwrap();
    let body: Value = fake.requests().last().unwrap().json().unwrap();
    let expected = json!({
        "apiKey": KEY,
        "region": "EU",
        "sendCollectionLatencyMetrics": false,
        "sendDatabaseMetrics": true,
        "sendQueryStatsMetrics": false,
        "sendUserProvidedResourceTags": false,
        "type": "DATADOG",
    });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn a_deleted_integration_does_not_exist() {
    let fake = FakeAtlas::start().await.unwrap();
    let integrations = client(&fake).integrations();
    integrations.create(IntegrationSpec::ops_genie(KEY)).await.unwrap();
    let delete = integrations.delete("OPS_GENIE");
    let effect = "will be deleted, so the service gets no more metrics and notifications";
    assert_eq!(delete.impact().to_string(), format!(r#"integration "OPS_GENIE" {effect}"#));
    delete.confirm(Confirm::name("OPS_GENIE")).await.unwrap();
    assert!(!integrations.get("OPS_GENIE").exists().await.unwrap());
}
