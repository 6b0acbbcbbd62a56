//! Every request of the alerts, byte for byte as far as a test can tell.

use std::time::Duration;

use atlas_api::{Alerts, specs::AlertStatusSpec};
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
async fn list_asks_for_all_alerts_unless_a_status_is_said() {
    let wire = sent(async |alerts| drop(alerts.list().send().await.unwrap())).await;
    insta::assert_json_snapshot!(wire);
    for (name, status) in [
        ("open", AlertStatusSpec::Open),
        ("tracking", AlertStatusSpec::Tracking),
        ("closed", AlertStatusSpec::Closed),
        ("unknown", "CANCELLED".into()),
    ] {
        let wire =
            sent(async |alerts| drop(alerts.list().status(status).page(2).page_size(20).send().await.unwrap())).await;
        insta::with_settings!({ snapshot_suffix => name }, { insta::assert_json_snapshot!(wire["query"]) });
    }
}

#[tokio::test]
async fn a_stream_keeps_the_status() {
    let list = async |alerts: Alerts| {
        drop(alerts.list().status(AlertStatusSpec::Open).stream().next().await.unwrap().unwrap())
    };
    insta::assert_json_snapshot!(sent(list).await["query"]);
}

#[tokio::test]
async fn list_of_config_names_the_configuration() {
    insta::assert_json_snapshot!(sent(async |alerts| drop(alerts.list_of_config(CONFIG).send().await.unwrap())).await);
}

#[tokio::test]
async fn configs_names_the_alert() {
    insta::assert_json_snapshot!(sent(async |alerts| drop(alerts.configs(ALERT).send().await.unwrap())).await);
}

#[tokio::test]
async fn get_names_the_alert() {
    insta::assert_json_snapshot!(sent(async |alerts| drop(alerts.get(ALERT).send().await.unwrap())).await);
}

#[tokio::test]
async fn an_id_is_sent_in_lower_case() {
    let wire = sent(async |alerts| drop(alerts.get(ALERT.to_uppercase()).send().await.unwrap())).await;
    assert_eq!(wire["request"], format!("GET /api/atlas/v2/groups/{}/alerts/{ALERT}", crate::support::PROJECT));
}

#[tokio::test]
async fn acknowledge_sends_the_very_date_that_was_said() {
    let date = now() + Duration::from_millis(86_400_900);
    let wire = sent(async |alerts| drop(alerts.acknowledge(ALERT).until(date.into()).send().await.unwrap())).await;
    insta::assert_json_snapshot!(wire);
}

#[tokio::test]
async fn acknowledge_sends_the_comment() {
    let acknowledge = async |alerts: Alerts| {
        let acknowledge = alerts.acknowledge(ALERT).until((now() + Duration::from_secs(60)).into());
        drop(acknowledge.comment("on it").send().await.unwrap());
    };
    insta::assert_json_snapshot!(sent(acknowledge).await["body"]);
}

#[tokio::test]
async fn for_good_is_a_hundred_years() {
    let forever =
        async |alerts: Alerts| drop(alerts.acknowledge(ALERT).forever().comment("known").send().await.unwrap());
    insta::assert_json_snapshot!(sent(forever).await["body"]);
}

#[tokio::test]
async fn unacknowledge_says_so_and_sends_no_date() {
    insta::assert_json_snapshot!(sent(async |alerts| drop(alerts.unacknowledge(ALERT).send().await.unwrap())).await);
}
