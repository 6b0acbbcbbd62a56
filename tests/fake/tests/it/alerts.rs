//! Alerts and alert configurations.

use reqwest::Method;
use serde_json::{Value, json};

use crate::api::{Api, column, refusal, refused};

#[tokio::test]
async fn alerts_are_filtered_by_status() {
    let api = Api::start().await;
    assert_eq!(api.get("alerts").await.1["totalCount"], 0);
    api.atlas().insert("alerts", json!({ "eventTypeName": "HOST_DOWN" })).unwrap();
    api.atlas().insert("alerts", json!({ "eventTypeName": "NO_PRIMARY", "status": "CLOSED" })).unwrap();
    assert_eq!(column(&api.get("alerts").await.1, "eventTypeName"), ["HOST_DOWN", "NO_PRIMARY"]);
    assert_eq!(column(&api.get("alerts?status=CLOSED").await.1, "eventTypeName"), ["NO_PRIMARY"]);
}

#[tokio::test]
async fn an_alert_is_acknowledged_and_unacknowledged() {
    let api = Api::start().await;
    let alert = api.atlas().insert("alerts", json!({})).unwrap();
    let path = format!("alerts/{}", alert["id"].as_str().unwrap());
    let body = json!({ "acknowledgedUntil": "2099-01-01T00:00:00Z", "acknowledgementComment": "Known." });
    let (_, known) = api.patch(&path, body).await;
    assert_eq!(known["acknowledgedUntil"], "2099-01-01T00:00:00Z");
    assert_eq!((&known["acknowledgementComment"], &known["status"]), (&json!("Known."), &json!("OPEN")));
    let (_, open) = api.patch(&path, json!({ "unacknowledgeAlert": true })).await;
    assert_eq!((&open["acknowledgedUntil"], &open["acknowledgingUsername"]), (&Value::Null, &Value::Null));
    let unknown = "alerts/111111111111111111111111";
    let expected = refused(404, "ALERT_NOT_FOUND", &["111111111111111111111111", api.atlas().project_id()]);
    assert_eq!(refusal(api.get(unknown).await), expected);
}

#[tokio::test]
async fn a_configuration_is_created_disabled_and_found_by_its_alerts() {
    let api = Api::start().await;
    let notifications = json!([{ "typeName": "EMAIL", "emailAddress": "a@example.com", "intervalMin": 5 }]);
    let body = json!({ "eventTypeName": "NO_PRIMARY", "notifications": notifications });
    let (status, configuration) = api.post("alertConfigs", body).await;
    assert_eq!((status, &configuration["enabled"]), (201, &json!(false)));
    let id = configuration["id"].as_str().unwrap();
    let path = format!("alertConfigs/{id}");
    assert_eq!(api.patch(&path, json!({ "enabled": true })).await.1["enabled"], true);

    let alert = api.atlas().insert("alerts", json!({ "alertConfigId": id, "eventTypeName": "NO_PRIMARY" })).unwrap();
    assert_eq!(column(&api.get(&format!("{path}/alerts")).await.1, "id"), [alert["id"].clone()]);
    let of_alert = format!("alerts/{}/alertConfigs", alert["id"].as_str().unwrap());
    assert_eq!(column(&api.get(&of_alert).await.1, "id"), [json!(id)]);
    assert_eq!(api.delete(&path).await.0, 204);
    assert_eq!(refusal(api.get(&path).await).1, "ALERT_CONFIG_NOT_FOUND");
}

#[tokio::test]
async fn an_inserted_alert_has_a_configuration() {
    let api = Api::start().await;
    let known = column(&api.get("alertConfigs").await.1, "id");
    let (_, page) = api.get("alertConfigs").await;
    let no_primary = page["results"].as_array().unwrap().iter().find(|it| it["eventTypeName"] == "NO_PRIMARY").unwrap();
    let named = "5f1a2b3c4d5e6f7a8b9c0d1e";
    let insert = |alert: Value| api.atlas().insert("alerts", alert).unwrap();
    let alerts = [
        insert(json!({ "eventTypeName": "NO_PRIMARY" })),
        insert(json!({ "eventTypeName": "HOST_DOWN" })),
        insert(json!({ "eventTypeName": "HOST_DOWN" })),
        insert(json!({ "alertConfigId": named, "eventTypeName": "NO_PRIMARY" })),
    ];
    assert_eq!((&alerts[0]["alertConfigId"], &alerts[3]["alertConfigId"]), (&no_primary["id"], &json!(named)));
    assert_eq!(alerts[1]["alertConfigId"], alerts[2]["alertConfigId"]);
    assert!(!known.contains(&alerts[1]["alertConfigId"]));
    for alert in &alerts {
        let (id, configuration) = (alert["id"].as_str().unwrap(), alert["alertConfigId"].as_str().unwrap());
        let (_, of_alert) = api.get(&format!("alerts/{id}/alertConfigs")).await;
        assert_eq!(column(&of_alert, "id"), [configuration]);
        assert_eq!(column(&of_alert, "eventTypeName"), [alert["eventTypeName"].clone()]);
        let (_, of_configuration) = api.get(&format!("alertConfigs/{configuration}/alerts")).await;
        assert!(column(&of_configuration, "id").contains(&alert["id"]), "{of_configuration}");
        assert_eq!(api.get(&format!("alertConfigs/{configuration}")).await.0, 200);
    }
    assert_eq!(api.get("alertConfigs").await.1["totalCount"], 13);
}

#[tokio::test]
async fn a_configuration_needs_a_known_event_type_and_a_notification() {
    let api = Api::start().await;
    let body = |event: &str, notifications: Value| json!({ "eventTypeName": event, "notifications": notifications });
    let group = json!([{ "emailEnabled": true, "typeName": "GROUP" }]);
    let refuse = async |body: Value| refusal(api.post("alertConfigs", body).await);
    let expected = refused(400, "INVALID_ENUM_VALUE", &["NO_SUCH_EVENT", "eventTypeName"]);
    assert_eq!(refuse(body("NO_SUCH_EVENT", group.clone())).await, expected);
    assert_eq!(refuse(body("NO_PRIMARY", json!([]))).await, refused(400, "MISSING_NOTIFICATIONS", &[]));
    let without = json!({ "eventTypeName": "NO_PRIMARY" });
    assert_eq!(refuse(without).await, refused(400, "MISSING_ATTRIBUTE", &["notifications"]));

    let (_, created) = api.post("alertConfigs", body("NO_PRIMARY", group)).await;
    assert_eq!(created["notifications"][0]["notifierId"].as_str().map(str::len), Some(24));
    // Only this one is added to the eleven of a new project.
    assert_eq!(api.get("alertConfigs").await.1["totalCount"], 12);
}

#[tokio::test]
async fn a_configuration_has_one_threshold_and_intervals_of_5_minutes() {
    let api = Api::start().await;
    let plain = json!({ "operator": "GREATER_THAN", "threshold": 1 });
    let metric = json!({ "metricName": "STREAM_PROCESSOR_KAFKA_LAG", "operator": "GREATER_THAN", "threshold": 1 });
    let notification = |minutes: i32| json!([{ "emailEnabled": true, "intervalMin": minutes, "typeName": "GROUP" }]);
    let both = json!({
        "eventTypeName": "OUTSIDE_STREAM_PROCESSOR_METRIC_THRESHOLD",
        "metricThreshold": metric,
        "notifications": notification(5),
        "threshold": metric,
    });
    assert_eq!(refusal(api.post("alertConfigs", both).await), refused(400, "DUPLICATE_THRESHOLD_FIELD", &[]));
    let body = |minutes: i32| json!({ "eventTypeName": "DAILY_BILL_OVER_THRESHOLD", "notifications": notification(minutes), "threshold": plain });
    let (status, created) = api.post("alertConfigs", body(5)).await;
    assert_eq!((status, &created["threshold"]), (201, &plain));
    let expected = refused(400, "NOTIFICATION_INTERVAL_OUT_OF_RANGE", &[]);
    assert_eq!(refusal(api.post("alertConfigs", body(4)).await), expected);
    let path = format!("alertConfigs/{}", created["id"].as_str().unwrap());
    assert_eq!(refusal(api.call(Method::PUT, &path, Some(body(0))).await), expected);
    api.patch(&path, json!({ "enabled": true })).await;
    let (_, replaced) = api.call(Method::PUT, &path, Some(body(10))).await;
    assert_eq!((&replaced["enabled"], &replaced["notifications"][0]["intervalMin"]), (&json!(false), &json!(10)));
}

#[tokio::test]
async fn a_matcher_of_a_host_compares_names() {
    let api = Api::start().await;
    let matchers = json!([{ "fieldName": "HOSTNAME", "operator": "STARTS_WITH", "value": "orders-shard-00" }]);
    let body = json!({ "eventTypeName": "HOST_DOWN", "matchers": matchers, "notifications": [{ "emailEnabled": true, "typeName": "GROUP" }] });
    assert_eq!(api.post("alertConfigs", body).await.1["matchers"], matchers);
}

#[tokio::test]
async fn the_field_names_of_matchers_are_listed() {
    let (status, names) = Api::start().await.get("/alertConfigs/matchers/fieldNames").await;
    assert_eq!((status, names.as_array().map(Vec::len), &names[1]), (200, Some(9), &json!("CLUSTER_NAME")));
}

#[tokio::test]
async fn open_alerts_are_canceled_when_their_configuration_is_disabled_or_deleted() {
    let api = Api::start().await;
    let notifications = json!([{ "typeName": "GROUP", "emailEnabled": true, "intervalMin": 5 }]);
    let body = json!({ "eventTypeName": "NO_PRIMARY", "notifications": notifications });
    let (_, configuration) = api.post("alertConfigs", body).await;
    assert!(configuration["notifications"][0]["notifierId"].is_string());
    let id = &configuration["id"];
    let path = format!("alertConfigs/{}", id.as_str().unwrap());
    let raise = |status: &str| {
        let alert = json!({ "alertConfigId": id, "eventTypeName": "NO_PRIMARY", "status": status });
        api.atlas().insert("alerts", alert).unwrap();
    };
    raise("OPEN");
    raise("CLOSED");
    api.patch(&path, json!({ "enabled": false })).await;
    assert_eq!(column(&api.get("alerts").await.1, "status"), ["CANCELLED", "CLOSED"]);
    raise("OPEN");
    assert_eq!(api.delete(&path).await.0, 204);
    assert_eq!(column(&api.get("alerts").await.1, "status"), ["CANCELLED", "CLOSED", "CANCELLED"]);
}
