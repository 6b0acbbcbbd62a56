//! The requests for alerts, as snapshots.

use std::time::Duration;

use atlas_api::alerts::{AcknowledgementSpec, AlertStatusSpec, Alerts};
use serde_json::Value;

use super::{ALERT, CONFIG};
use crate::support::{now, sent_at};

async fn sent<F>(call: impl FnOnce(Alerts) -> F) -> Value
where
    F: Future<Output = ()>,
{
    sent_at(|atlas| call(atlas.alerts())).await
}

#[tokio::test]
async fn list_requests_all_alerts_or_those_with_a_status() {
    let wire = sent(async |alerts| drop(alerts.list().send().await)).await;
    insta::assert_json_snapshot!(wire);
    for (name, status) in [
        ("open", AlertStatusSpec::Open),
        ("tracking", AlertStatusSpec::Tracking),
        ("closed", AlertStatusSpec::Closed),
        ("unknown", "CANCELLED".into()),
    ] {
        let wire = sent(async |alerts| drop(alerts.list().status(status).page(2).page_size(20).send().await)).await;
        insta::with_settings!({ snapshot_suffix => name }, { insta::assert_json_snapshot!(wire["query"]) });
    }
}

#[tokio::test]
async fn a_stream_keeps_the_status() {
    let list = async |alerts: Alerts| drop(alerts.list().status(AlertStatusSpec::Open).stream().next().await);
    insta::assert_json_snapshot!(sent(list).await["query"]);
}

#[tokio::test]
async fn list_for_config_requests_the_alerts_of_the_configuration() {
    insta::assert_json_snapshot!(sent(async |alerts| drop(alerts.list_for_config(CONFIG).send().await)).await);
}

#[tokio::test]
async fn configs_requests_the_configurations_of_the_alert() {
    insta::assert_json_snapshot!(sent(async |alerts| drop(alerts.configs(ALERT).send().await)).await);
}

#[tokio::test]
async fn get_requests_the_alert_by_its_id() {
    insta::assert_json_snapshot!(sent(async |alerts| drop(alerts.get(ALERT).send().await)).await);
}

#[tokio::test]
async fn an_id_is_sent_in_lower_case() {
    let wire = sent(async |alerts| drop(alerts.get(ALERT.to_uppercase()).send().await)).await;
    assert_eq!(wire["request"], format!("GET /api/atlas/v2/groups/{}/alerts/{ALERT}", crate::support::PROJECT));
}

#[tokio::test]
async fn acknowledge_sends_the_date_in_whole_seconds() {
    let spec = AcknowledgementSpec::until((now() + Duration::from_millis(86_400_900)).into());
    let wire = sent(async |alerts| drop(alerts.acknowledge(ALERT, spec).send().await)).await;
    insta::assert_json_snapshot!(wire);
}

#[tokio::test]
async fn acknowledge_sends_the_comment() {
    let acknowledge = async |alerts: Alerts| {
        let spec = AcknowledgementSpec::until((now() + Duration::from_secs(60)).into()).comment("on it");
        drop(alerts.acknowledge(ALERT, spec).send().await);
    };
    insta::assert_json_snapshot!(sent(acknowledge).await["body"]);
}

#[tokio::test]
async fn forever_is_a_hundred_years() {
    let spec = AcknowledgementSpec::forever().comment("known");
    let forever = async |alerts: Alerts| drop(alerts.acknowledge(ALERT, spec).send().await);
    insta::assert_json_snapshot!(sent(forever).await["body"]);
}

#[tokio::test]
async fn unacknowledge_sends_no_date() {
    insta::assert_json_snapshot!(sent(async |alerts| drop(alerts.unacknowledge(ALERT).send().await)).await);
}
