//! Expected outcomes for alerts and alert configurations.

use serde_json::{Value, json};

use super::expectation::{
    Expectation, fails_to_decode, refused, refused_with_any_code, returns, succeeds_without_body,
};

const LIST: &str = "listGroupAlerts";
const GET: &str = "getGroupAlert";
const ACKNOWLEDGE: &str = "acknowledgeGroupAlert";
const LIST_OF_CONFIGURATION: &str = "getGroupAlertConfigAlerts";
const LIST_CONFIGURATIONS: &str = "listGroupAlertConfigs";
const LIST_OF_ALERT: &str = "getGroupAlertAlertConfigs";
const CREATE: &str = "createGroupAlertConfig";
const GET_CONFIGURATION: &str = "getGroupAlertConfig";
const TOGGLE: &str = "toggleGroupAlertConfig";
const UPDATE: &str = "updateGroupAlertConfig";
const DELETE: &str = "deleteGroupAlertConfig";
const NO_ALERT: &str = "ALERT_NOT_FOUND";
const NO_CONFIGURATION: &str = "ALERT_CONFIG_NOT_FOUND";

fn page(results: &[&Value], count: usize) -> Value {
    json!({ "results": results, "totalCount": count })
}

pub(super) fn table() -> Vec<Expectation> {
    let open = json!({
        "acknowledgedUntil": null,
        "alertConfigId": "222222222222222222222222",
        "eventTypeName": "NO_PRIMARY",
        "id": "333333333333333333333333",
        "orgId": "5f1a2b3c4d5e6f7a8b9c0d1f",
        "status": "OPEN",
    });
    let closed = json!({ "eventTypeName": "HOST_DOWN", "resolved": "2026-01-02T03:04:05Z", "status": "CLOSED" });
    let known =
        json!({ "acknowledgedUntil": "2099-01-01T00:00:00Z", "acknowledgementComment": "known", "status": "OPEN" });
    let configuration = |enabled: bool, matchers: Value| {
        let group = json!({ "delayMin": 0, "emailEnabled": true, "intervalMin": 5, "typeName": "GROUP" });
        json!({ "enabled": enabled, "eventTypeName": "NO_PRIMARY", "matchers": matchers, "notifications": [group] })
    };
    let created = configuration(true, json!([]));
    // The seed inserts only the alert; the configuration that it names is created with it.
    let mut of_alert = created.clone();
    of_alert["id"] = open["alertConfigId"].clone();
    let matcher = json!([{ "fieldName": "REPLICA_SET_NAME", "operator": "EQUALS", "value": "orders" }]);
    let changed = configuration(true, matcher);
    let fields = [
        "ATLAS_NODE_TYPE",
        "CLUSTER_NAME",
        "HOSTNAME",
        "PORT",
        "HOSTNAME_AND_PORT",
        "APPLICATION_ID",
        "REPLICA_SET_NAME",
        "TYPE_NAME",
        "SHARD_NAME",
    ];
    vec![
        returns("list", LIST, 200, page(&[&open, &closed], 2)),
        returns("list closed", LIST, 200, page(&[&closed], 1)),
        returns("list page 2", LIST, 200, page(&[&closed], 2)),
        returns("list without count", LIST, 200, json!({ "results": [open, closed], "totalCount": null })),
        returns("get", GET, 200, open.clone()),
        refused("get none", GET, 404, NO_ALERT),
        returns("acknowledge", ACKNOWLEDGE, 200, known),
        refused("acknowledge none", ACKNOWLEDGE, 404, NO_ALERT),
        returns("unacknowledge", ACKNOWLEDGE, 200, open),
        returns("field names", "listAlertConfigMatcherFieldNames", 200, json!(fields)),
        fails_to_decode("list configurations", LIST_CONFIGURATIONS, 200, "ValidationError"),
        returns("create", CREATE, 201, created.clone()),
        refused_with_any_code("create without notifications", CREATE, 400),
        refused("create without recipients", CREATE, 400, "MISSING_NOTIFICATIONS"),
        refused_with_any_code("create for an unknown event", CREATE, 400),
        returns("get configuration", GET_CONFIGURATION, 200, created),
        refused("get an unknown configuration", GET_CONFIGURATION, 404, NO_CONFIGURATION),
        returns("toggle", TOGGLE, 200, configuration(false, json!([]))),
        refused("toggle none", TOGGLE, 404, NO_CONFIGURATION),
        returns("update", UPDATE, 200, changed),
        refused("update none", UPDATE, 404, NO_CONFIGURATION),
        fails_to_decode("list page 1 of configurations", LIST_CONFIGURATIONS, 200, "ValidationError"),
        returns("list alerts of the configuration", LIST_OF_CONFIGURATION, 200, page(&[], 0)),
        refused("list alerts of no configuration", LIST_OF_CONFIGURATION, 404, NO_CONFIGURATION),
        returns("list configurations of the alert", LIST_OF_ALERT, 200, page(&[&of_alert], 1)),
        refused("list configurations of no alert", LIST_OF_ALERT, 404, NO_ALERT),
        succeeds_without_body("delete", DELETE, 204),
        refused("delete again", DELETE, 404, NO_CONFIGURATION),
    ]
}
