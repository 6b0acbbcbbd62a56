//! Configurations that are read, changed and put back.

use atlas_api::{
    Confirm,
    alert_configs::{AlertConfigSpec, MetricThreshold, NotificationSpec},
    model::AlertConfigInput,
};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use super::{CONFIG, email};
use crate::support::client;

fn last_body(fake: &FakeAtlas) -> Value {
    fake.requests().last().unwrap().json().unwrap()
}

#[tokio::test]
async fn a_threshold_is_changed_and_a_notification_added_without_sending_secrets() {
    let fake = FakeAtlas::start().await.unwrap();
    let configs = client(&fake).alert_configs();
    let spec = AlertConfigSpec::new("OUTSIDE_METRIC_THRESHOLD")
        .metric_threshold(MetricThreshold::above("CONNECTIONS_PERCENT", 80.0))
        .matcher("HOSTNAME", "STARTS_WITH", "orders-shard-00")
        .notification(NotificationSpec::slack("alerts", "xoxb-0123456789").interval_minutes(60))
        .notification(NotificationSpec::pager_duty("0123456789abcdef").region("EU"))
        .enabled(true);
    let created = configs.create(spec).await.unwrap();
    let before = created.notifications.clone().unwrap();
    assert!(before.iter().any(|notification| notification.api_token.as_ref().is_some_and(|token| token.is_masked())));
    let notifier = |at: usize| before[at].notifier_id.clone().unwrap();

    let changed = AlertConfigSpec::from(&*created)
        .metric_threshold(MetricThreshold::above("CONNECTIONS_PERCENT", 90.0))
        .notification(email());
    let id = created.id.clone().unwrap();
    let updated = configs.replace(&*id, changed).await.unwrap();
    let expected = json!({
        "enabled": true,
        "eventTypeName": "OUTSIDE_METRIC_THRESHOLD",
        "matchers": [{ "fieldName": "HOSTNAME", "operator": "STARTS_WITH", "value": "orders-shard-00" }],
        "metricThreshold": { "metricName": "CONNECTIONS_PERCENT", "operator": "GREATER_THAN", "threshold": 90.0 },
        "notifications": [
            { "channelName": "alerts", "intervalMin": 60, "notifierId": notifier(0), "typeName": "SLACK" },
            { "notifierId": notifier(1), "region": "EU", "typeName": "PAGER_DUTY" },
            { "emailAddress": "ada@example.com", "intervalMin": 5, "typeName": "EMAIL" },
        ],
    });
    assert_eq!(last_body(&fake), expected);
    // Atlas keeps the secrets of the first two.
    let after = updated.notifications.as_deref().unwrap();
    assert_eq!((after.len(), &after[..2]), (3, &before[..]));
}

#[tokio::test]
async fn a_configuration_that_atlas_would_refuse_is_corrected() {
    let fake = FakeAtlas::start().await.unwrap();
    let threshold =
        json!({ "metricName": "CONNECTIONS", "operator": "GREATER_THAN", "threshold": 80.0, "units": "RAW" });
    fake.insert(
        "alertConfigs",
        json!({
            "id": CONFIG,
            "eventTypeName": "OUTSIDE_METRIC_THRESHOLD",
            "metricThreshold": threshold,
            "threshold": threshold,
            "notifications": [
                { "emailEnabled": true, "intervalMin": 0, "notifierId": CONFIG, "typeName": "GROUP" },
                { "intervalMin": 5, "notifierId": CONFIG, "typeName": "OPS_GENIE" },
            ],
        }),
    )
    .unwrap();
    let configs = client(&fake).alert_configs();
    let config = configs.get(CONFIG).await.unwrap();
    configs.replace(CONFIG, AlertConfigSpec::from(&*config)).await.unwrap();
    let body = last_body(&fake);
    assert_eq!((&body["metricThreshold"], body.get("threshold")), (&threshold, None));
    let notifications = json!([
        { "emailEnabled": true, "intervalMin": 5, "notifierId": CONFIG, "typeName": "GROUP" },
        { "notifierId": CONFIG, "typeName": "OPS_GENIE" },
    ]);
    assert_eq!(body["notifications"], notifications);
}

#[tokio::test]
async fn every_default_configuration_can_be_put_back() {
    let fake = FakeAtlas::start().await.unwrap();
    let configs = client(&fake).alert_configs();
    let all = configs.list().all().await.unwrap();
    assert_eq!(all.len(), 11);
    for config in all {
        let id = config.id.clone().unwrap();
        let updated = configs.replace(id, AlertConfigSpec::from(&config)).await.unwrap();
        assert_eq!((&updated.threshold, &updated.notifications), (&config.threshold, &config.notifications));
    }
}

#[tokio::test]
async fn a_file_is_a_request_body() {
    let fake = FakeAtlas::start().await.unwrap();
    let body = json!({
        "enabled": false,
        "eventTypeName": "HOST_DOWN",
        "notifications": [{ "roomName": "alerts", "notificationToken": "0123456789", "typeName": "HIP_CHAT" }],
    });
    let input: AlertConfigInput = serde_json::from_value(body.clone()).unwrap();
    client(&fake).alert_configs().create(AlertConfigSpec::from(input)).await.unwrap();
    assert_eq!(last_body(&fake), body);
}

#[tokio::test]
async fn a_configuration_is_disabled_enabled_and_deleted() {
    let fake = FakeAtlas::start().await.unwrap();
    let configs = client(&fake).alert_configs();
    let id = configs.list().all().await.unwrap()[0].id.clone().unwrap();
    assert_eq!(configs.disable(&*id).await.unwrap().enabled, Some(false));
    assert_eq!(last_body(&fake), json!({ "enabled": false }));
    assert_eq!(configs.enable(&*id).await.unwrap().enabled, Some(true));

    let delete = configs.delete(&*id);
    let effect = "will be deleted, its open alerts canceled, and no new ones raised";
    assert_eq!(delete.impact().to_string(), format!("alert configuration {id:?} {effect}"));
    delete.confirm(Confirm::name(&*id)).await.unwrap();
    assert!(!configs.get(&*id).exists().await.unwrap());
}
