//! Integrations with other services.

use reqwest::Method;
use serde_json::json;

use crate::api::{Api, column, refusal, refused};

#[tokio::test]
async fn an_integration_is_stored_with_masked_secrets() {
    let api = Api::start().await;
    let key = "0123456789abcdef0123456789abcdef";
    let body = json!({ "apiKey": key, "region": "EU", "type": "DATADOG" });
    let (status, page) = api.post("integrations/DATADOG", body.clone()).await;
    let masked = format!("{}cdef", "*".repeat(28));
    assert_eq!((status, column(&page, "apiKey")), (200, vec![json!(masked)]));
    let (_, integration) = api.get("integrations/DATADOG").await;
    assert_eq!((&integration["apiKey"], &integration["region"]), (&json!(masked), &json!("EU")));
    assert_eq!(integration["sendDatabaseMetrics"], false);

    // A masked secret cannot be stored.
    let refusal_of_masked = refusal(api.call(Method::PUT, "integrations/DATADOG", Some(integration)).await);
    assert_eq!(refusal_of_masked, refused(400, "INTEGRATION_FIELDS_INVALID", &["apiKey"]));
    assert_eq!(api.call(Method::PUT, "integrations/DATADOG", Some(body)).await.0, 200);

    assert_eq!(api.delete("integrations/DATADOG").await.0, 204);
    let gone = refused(404, "INTEGRATION_NOT_CONFIGURED", &["DATADOG", api.atlas().project_id()]);
    assert_eq!(refusal(api.get("integrations/DATADOG").await), gone);
}

#[tokio::test]
async fn notifications_of_an_alert_configuration_have_masked_secrets() {
    let api = Api::start().await;
    let threshold = json!({ "metricName": "CONNECTIONS_PERCENT", "mode": "AVERAGE", "operator": "GREATER_THAN", "threshold": 80, "units": "RAW" });
    let slack =
        json!({ "apiToken": "xoxb-0123456789", "channelName": "alerts", "intervalMin": 5, "typeName": "SLACK" });
    let body = json!({
        "eventTypeName": "OUTSIDE_METRIC_THRESHOLD",
        "metricThreshold": threshold,
        "notifications": [slack],
    });
    let (status, created) = api.post("alertConfigs", body).await;
    assert_eq!((status, &created["metricThreshold"]["units"]), (201, &json!("RAW")));
    assert_eq!(created["notifications"][0]["apiToken"], "***********6789");
}

#[tokio::test]
async fn inserted_secrets_are_masked_too() {
    let api = Api::start().await;
    let slack = json!({ "apiToken": "xoxb-0123456789", "channelName": "alerts", "typeName": "SLACK" });
    let configuration = api.atlas().insert("alertConfigs", json!({ "notifications": [slack] })).unwrap();
    let notification = &configuration["notifications"][0];
    assert_eq!((&notification["apiToken"], notification["notifierId"].is_string()), (&json!("***********6789"), true));
    let integration = api.atlas().insert("integrations", json!({ "type": "DATADOG", "apiKey": "0123456789" })).unwrap();
    assert_eq!(integration["apiKey"], "******6789");
}
