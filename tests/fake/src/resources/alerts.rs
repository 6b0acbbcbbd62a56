//! Alert configurations, and alerts.
//!
//! The fake raises no alerts by itself: they are seeded.

use serde_json::{Map, Value, json};

use super::events;
use crate::body::Validation;
use crate::error::{ApiError, codes};
use crate::masking;
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&ALERTS, &CONFIGURATIONS];

static ALERTS: ResourceKind = ResourceKind {
    name: "alerts",
    key: ("alertId", "id"),
    operations: &[
        ("listGroupAlerts", Action::List),
        ("getGroupAlert", Action::Get),
        ("acknowledgeGroupAlert", Action::Update),
        ("getGroupAlertConfigAlerts", Action::Special(alerts_of_configuration)),
    ],
    initial: |context| {
        json!({
            "alertConfigId": "",
            "created": context.call.timestamp(),
            "eventTypeName": "HOST_DOWN",
            "orgId": context.store.get("groups", "", context.scope).map(|project| project.text("orgId")),
            "status": "OPEN",
            "updated": context.call.timestamp(),
        })
    },
    not_found: codes::ALERT_NOT_FOUND,
    lifecycle: Lifecycle { normalize: name_configuration, after_insert: add_configuration, ..Lifecycle::NONE },
    rules: Rules { update: acknowledge, ..Rules::NONE },
    events: Events {
        more: |_, after| match after.text("acknowledgedUntil") {
            "" => vec!["ALERT_UNACKNOWLEDGED_AUDIT"],
            _ => vec!["ALERT_ACKNOWLEDGED_AUDIT"],
        },
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

static CONFIGURATIONS: ResourceKind = ResourceKind {
    name: "alertConfigs",
    key: ("alertConfigId", "id"),
    operations: &[
        ("listGroupAlertConfigs", Action::List),
        ("getGroupAlertConfig", Action::Get),
        ("createGroupAlertConfig", Action::Create),
        ("updateGroupAlertConfig", Action::Replace),
        ("toggleGroupAlertConfig", Action::Special(toggle)),
        ("deleteGroupAlertConfig", Action::Special(delete)),
        ("getGroupAlertAlertConfigs", Action::Special(configurations_of_alert)),
        ("listAlertConfigMatcherFieldNames", Action::Special(|_, _, _| Ok(json!(FIELD_NAMES)))),
    ],
    initial: |context| {
        json!({
            "created": context.call.timestamp(),
            "enabled": true,
            "eventTypeName": "NO_PRIMARY",
            "matchers": [],
            "notifications": [{
                "delayMin": 0,
                "emailEnabled": true,
                "intervalMin": 5,
                "smsEnabled": false,
                "typeName": "GROUP",
            }],
            "updated": context.call.timestamp(),
        })
    },
    not_found: codes::ALERT_CONFIG_NOT_FOUND,
    rules: Rules {
        body: |context, body| {
            check_thresholds(context, body)?;
            check_intervals(context, body)
        },
        create: |context, configuration| {
            // A configuration is disabled unless the request enables it.
            let enabled = context.call.body(Validation::Full)?.get("enabled").cloned();
            configuration.set("enabled", enabled.unwrap_or(Value::Bool(false)));
            check_notifications(context, &configuration.body)
        },
        update: |context, configuration, body| {
            check_thresholds(context, body)?;
            check_intervals(context, body)?;
            body.entry("enabled").or_insert(Value::Bool(false));
            if body.contains_key("notifications") {
                keep_secrets(&configuration.body, body);
                complete_notifications(context, body);
                check_notifications(context, body)
            } else {
                Ok(())
            }
        },
        ..Rules::NONE
    },
    lifecycle: Lifecycle {
        normalize: |context, configuration| complete_notifications(context, &mut configuration.body),
        ..Lifecycle::NONE
    },
    events: Events { create: "ALERT_CONFIG_ADDED_AUDIT", update: "ALERT_CONFIG_CHANGED_AUDIT", ..Events::NONE },
    ..ResourceKind::PLAIN
};

/// Names the configuration of an alert: the first one for its event, or else a new one.
fn name_configuration(context: &Context<'_>, alert: &mut Resource) {
    if alert.text("alertConfigId").is_empty() {
        let event = alert.text("eventTypeName");
        let mut configurations = context.store.list(CONFIGURATIONS.name, context.scope);
        let found = configurations.find(|configuration| configuration.text("eventTypeName") == event);
        let id = found.map_or_else(|| context.store.new_id(), |configuration| configuration.key.clone());
        alert.set("alertConfigId", id);
    }
}

/// Creates the configuration of an alert, unless it exists.
fn add_configuration(store: &mut Store, call: &Call<'_>, times: &Times, alert: &Resource) {
    let (scope, id) = (&*alert.scope, alert.text("alertConfigId"));
    if store.get(CONFIGURATIONS.name, scope, id).is_some() {
        return;
    }
    let context = Context { store, call, times, scope };
    let mut body = crate::serve::object((CONFIGURATIONS.initial)(&context));
    for (name, value) in [("eventTypeName", alert.text("eventTypeName")), ("groupId", scope), ("id", id)] {
        body.insert(name.to_owned(), value.into());
    }
    complete_notifications(&context, &mut body);
    store.put(
        CONFIGURATIONS.name,
        Resource { scope: scope.to_owned(), key: id.to_owned(), body, scheduled: Vec::new() },
    );
}

/// The fields that a configuration's matchers can compare.
const FIELD_NAMES: [&str; 9] = [
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

/// Rejects a configuration without notifications.
fn check_notifications(context: &Context<'_>, body: &Map<String, Value>) -> Result<(), ApiError> {
    let notifications = body.get("notifications").and_then(Value::as_array);
    if notifications.is_some_and(|notifications| !notifications.is_empty()) {
        Ok(())
    } else {
        Err(codes::MISSING_NOTIFICATIONS.error(context.call, ""))
    }
}

/// Rejects a configuration with both kinds of threshold.
fn check_thresholds(context: &Context<'_>, body: &Map<String, Value>) -> Result<(), ApiError> {
    let has = |name: &str| body.get(name).is_some_and(|threshold| !threshold.is_null());
    if has("threshold") && has("metricThreshold") {
        return Err(codes::DUPLICATE_THRESHOLD_FIELD.error(context.call, ""));
    }
    Ok(())
}

/// The shortest interval between notifications in minutes.
const MIN_INTERVAL: i64 = 5;

/// Rejects a notification with a shorter interval.
fn check_intervals(context: &Context<'_>, body: &Map<String, Value>) -> Result<(), ApiError> {
    let notifications = body.get("notifications").and_then(Value::as_array);
    let mut intervals =
        notifications.into_iter().flatten().filter_map(|notification| notification["intervalMin"].as_i64());
    if intervals.any(|minutes| minutes < MIN_INTERVAL) {
        return Err(codes::NOTIFICATION_INTERVAL_OUT_OF_RANGE.error(context.call, ""));
    }
    Ok(())
}

/// Gives each notification without an ID a new one, and masks secrets.
fn complete_notifications(context: &Context<'_>, body: &mut Map<String, Value>) {
    let notifications = body.get_mut("notifications").and_then(Value::as_array_mut);
    for notification in notifications.into_iter().flatten().filter_map(Value::as_object_mut) {
        notification.entry("notifierId").or_insert_with(|| context.store.new_id().into());
        masking::mask(notification);
    }
}

/// Keeps the secrets of notifications that are identified by their ID and come without them.
fn keep_secrets(before: &Map<String, Value>, after: &mut Map<String, Value>) {
    let stored: Vec<_> = before.get("notifications").and_then(Value::as_array).into_iter().flatten().collect();
    let notifications = after.get_mut("notifications").and_then(Value::as_array_mut);
    for notification in notifications.into_iter().flatten().filter_map(Value::as_object_mut) {
        let id = notification.get("notifierId");
        let same = stored.iter().find(|stored| id.is_some() && stored.get("notifierId") == id);
        if let Some(same) = same.and_then(|stored| stored.as_object()) {
            masking::keep(same, notification);
        }
    }
}

/// Enables or disables a configuration. Disabling it cancels its open alerts.
fn toggle(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let enabled = call.body(call.operation.validation())?.get("enabled").and_then(Value::as_bool);
    let configuration = CONFIGURATIONS.find_mut(store, call)?;
    let enabled = enabled.unwrap_or(!configuration.flag("enabled"));
    configuration.set("enabled", enabled);
    configuration.set("updated", call.timestamp());
    let configuration = configuration.clone();
    let event = if enabled { "ALERT_CONFIG_ENABLED_AUDIT" } else { "ALERT_CONFIG_DISABLED_AUDIT" };
    events::record(store, call, event, &configuration);
    if !enabled {
        cancel_alerts(store, call, &configuration.key);
    }
    Ok(configuration.body.into())
}

fn delete(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let configuration = CONFIGURATIONS.find(store, call)?.clone();
    store.remove(CONFIGURATIONS.name, &configuration.scope, &configuration.key);
    events::record(store, call, "ALERT_CONFIG_DELETED_AUDIT", &configuration);
    cancel_alerts(store, call, &configuration.key);
    Ok(Value::Null)
}

/// Cancels the open alerts of a configuration.
fn cancel_alerts(store: &mut Store, call: &Call<'_>, configuration: &str) {
    let scope = ALERTS.scope_of(call);
    let is_open = |alert: &&Resource| {
        alert.text("alertConfigId") == configuration && ["OPEN", "TRACKING"].contains(&alert.text("status"))
    };
    let open: Vec<_> = store.list(ALERTS.name, &scope).filter(is_open).map(|alert| alert.key.clone()).collect();
    for key in open {
        if let Some(alert) = store.get_mut(ALERTS.name, &scope, &key) {
            alert.set("status", "CANCELLED");
            alert.set("resolved", call.timestamp());
            alert.set("updated", call.timestamp());
        }
    }
}

/// Acknowledges an alert until a given time, or removes the acknowledgment.
fn acknowledge(context: &Context<'_>, alert: &mut Resource, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    let is_withdrawn = body.remove("unacknowledgeAlert") == Some(Value::Bool(true));
    if is_withdrawn {
        body.clear();
        alert.body.retain(|name, _| !name.starts_with("acknowledg"));
    } else if body.contains_key("acknowledgedUntil") {
        alert.set("acknowledgingUsername", "someone@example.com");
    }
    alert.set("updated", context.call.timestamp());
    Ok(())
}

fn alerts_of_configuration(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let configuration = &CONFIGURATIONS.find(store, call)?.key;
    let alerts = store.list(ALERTS.name, &ALERTS.scope_of(call));
    Ok(alerts.filter(|alert| alert.text("alertConfigId") == configuration).map(|alert| alert.body.clone()).collect())
}

fn configurations_of_alert(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let configuration = ALERTS.find(store, call)?.text("alertConfigId");
    let found = store.get(CONFIGURATIONS.name, &ALERTS.scope_of(call), configuration);
    Ok(found.into_iter().map(|configuration| configuration.body.clone()).collect())
}
