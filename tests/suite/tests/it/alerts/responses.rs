//! Responses about alerts.

use atlas_api::model::{AlertEventTypeName, AlertStatus};
use serde_json::{Value, json};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{any, body_json, method},
};

use super::{ALERT, CONFIG};
use crate::support::client_of;

/// Starts a server that returns this body.
async fn server(body: Value) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_json(body)).mount(&server).await;
    server
}

#[tokio::test]
async fn an_open_alert_has_no_end_and_no_acknowledgement() {
    let server = server(json!({
        "id": ALERT, "alertConfigId": CONFIG, "created": "2025-06-15T15:06:40Z", "status": "OPEN",
        "eventTypeName": "OUTSIDE_METRIC_THRESHOLD", "hostnameAndPort": "shard-00-00.example.com:27017",
        "metricName": "ASSERT_REGULAR", "currentValue": { "number": 1.5, "units": "RAW" },
    }))
    .await;
    let alert = client_of(&server).alerts().get(ALERT).await.unwrap();
    assert_eq!((alert.id.as_deref(), alert.alert_config_id.as_deref()), (Some(ALERT), Some(CONFIG)));
    assert_eq!(alert.status, Some(AlertStatus::Open));
    assert_eq!(alert.event_type_name, Some(AlertEventTypeName::OutsideMetricThreshold));
    assert_eq!(alert.current_value.as_ref().and_then(|value| value.number), Some(1.5));
    assert_eq!((alert.resolved, alert.last_notified, alert.acknowledged_until), (None, None, None));
}

#[tokio::test]
async fn a_list_with_alerts_of_unknown_kinds_is_decoded() {
    let server = server(json!({
        "results": [
            { "id": ALERT, "eventTypeName": "TOO_MUCH_OF_A_GOOD_THING", "status": "ASLEEP" },
            { "id": CONFIG, "eventTypeName": "NO_PRIMARY", "status": "CLOSED", "resolved": "2025-06-15T15:06:40Z" },
        ],
        "totalCount": 2,
    }))
    .await;
    let page = client_of(&server).alerts().list().await.unwrap();
    let statuses: Vec<_> = page.items().iter().map(|alert| alert.status.clone().unwrap()).collect();
    assert_eq!(statuses, [AlertStatus::Unknown("ASLEEP".into()), AlertStatus::Closed]);
    let kind = page.items()[0].event_type_name.as_ref();
    assert_eq!(kind.map(AlertEventTypeName::as_str), Some("TOO_MUCH_OF_A_GOOD_THING"));
}

#[tokio::test]
async fn unacknowledge_sends_one_request_and_returns_the_alert() {
    let server = MockServer::start().await;
    Mock::given(method("PATCH"))
        .and(body_json(json!({ "unacknowledgeAlert": true })))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({ "id": ALERT, "status": "OPEN" })))
        .expect(1)
        .mount(&server)
        .await;
    let alert = client_of(&server).alerts().unacknowledge(ALERT).await.unwrap();
    assert_eq!(alert.id.as_deref(), Some(ALERT));
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}
