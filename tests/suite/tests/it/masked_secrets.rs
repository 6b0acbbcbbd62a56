//! Secrets that the service masks: an object that was read is changed and put back without them.

use atlas_api::{
    atlas_gen::types::{AlertConfigInput, ThirdPartyIntegration},
    model::Model,
};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::support::client;

/// Returns the body of the last request.
fn last_body(fake: &FakeAtlas) -> Value {
    fake.requests().last().unwrap().json().unwrap()
}

#[tokio::test]
async fn an_alert_configuration_is_put_back_without_masked_secrets() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let project = fake.project_id();
    let created: AlertConfigInput = serde_json::from_value(json!({
        "eventTypeName": "NO_PRIMARY",
        "notifications": [
            { "typeName": "SLACK", "apiToken": "xoxb-0123456789", "channelName": "alerts", "intervalMin": 5 },
            { "typeName": "PAGER_DUTY", "serviceKey": "0123456789abcdef", "region": "US", "intervalMin": 5 },
            { "typeName": "WEBHOOK", "webhookUrl": "https://hooks.example.com/1", "intervalMin": 5 },
        ],
    }))
    .unwrap();
    let create = atlas.call(|api| api.alert_configurations().create_alert_config().group_id(project).body(created));
    let config = create.await.unwrap();
    let notifications = config.notifications.as_deref().unwrap();
    assert!(notifications[0].api_token.as_ref().unwrap().is_masked());
    let notifier = |at: usize| notifications[at].notifier_id.as_deref().unwrap();

    let changed = AlertConfigInput::from(&*config).enabled(false);
    let id = config.id.as_deref().unwrap();
    let update = api_update(&atlas, project, id, changed);
    update.await.unwrap();
    let expected = json!({
        "enabled": false,
        "eventTypeName": "NO_PRIMARY",
        "matchers": [],
        "notifications": [
            { "typeName": "SLACK", "channelName": "alerts", "intervalMin": 5, "notifierId": notifier(0) },
            { "typeName": "PAGER_DUTY", "region": "US", "intervalMin": 5, "notifierId": notifier(1) },
            { "typeName": "WEBHOOK", "intervalMin": 5, "notifierId": notifier(2) },
        ],
    });
    assert_eq!(last_body(&fake), expected);

    // The service identifies a notification by its id, and keeps its secret.
    let get = atlas.call(|api| api.alert_configurations().get_alert_config().group_id(project).alert_config_id(id));
    assert_eq!(get.await.unwrap().notifications.as_deref(), Some(notifications));
}

fn api_update(
    atlas: &atlas_api::Atlas,
    project: &str,
    id: &str,
    body: AlertConfigInput,
) -> atlas_api::Request<atlas_api::model::AlertConfig> {
    atlas.call(|api| api.alert_configurations().update_alert_config().group_id(project).alert_config_id(id).body(body))
}

#[tokio::test]
async fn an_integration_is_put_back_without_masked_secrets() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let project = fake.project_id();
    let datadog =
        ThirdPartyIntegration::new().type_("DATADOG").api_key("0123456789abcdef0123456789abcdef").region("EU");
    let create = atlas.call(|api| {
        let create = api.third_party_integrations().create_group_integration();
        create.group_id(project).integration_type("DATADOG").body(datadog)
    });
    create.await.unwrap();
    let get = atlas.call(|api| {
        api.third_party_integrations().get_group_integration().group_id(project).integration_type("DATADOG")
    });
    let read = get.await.unwrap().into_inner();
    assert!(read.api_key.as_ref().unwrap().is_masked());

    let put = |body: ThirdPartyIntegration| {
        atlas.call(|api| {
            let update = api.third_party_integrations().update_group_integration();
            update.group_id(project).integration_type("DATADOG").body(body)
        })
    };
    let refused = put(read.clone()).await.unwrap_err();
    assert_eq!(refused.code(), Some("INTEGRATION_FIELDS_INVALID"));

    // The service requires the key of an integration, and the error names it.
    let changed = read.without_masked_secrets().region("US");
    let refused = put(changed.clone()).await.unwrap_err();
    assert_eq!((refused.code(), refused.parameters()), (Some("MISSING_ATTRIBUTE"), &[json!("apiKey")][..]));
    let mut expected = json!({
        "id": read.id,
        "region": "US",
        "sendCollectionLatencyMetrics": false,
        "sendDatabaseMetrics": false,
        "sendQueryStatsMetrics": false,
        "sendUserProvidedResourceTags": false,
        "type": "DATADOG",
    });
    assert_eq!(last_body(&fake), expected);
    put(changed.api_key("ffffffffffffffffffffffffffffffff")).await.unwrap();
    expected["apiKey"] = "ffffffffffffffffffffffffffffffff".into();
    assert_eq!(last_body(&fake), expected);
}
