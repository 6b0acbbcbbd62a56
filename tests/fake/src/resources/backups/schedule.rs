//! Backup schedules of clusters.

use serde_json::{Map, Value, json};

use super::calendar::Calendar;
use super::snapshots::to_rfc3339;
use crate::error::{ApiError, ErrorSpec, codes};
use crate::resource_kind::{Action, Context, Events, ResourceKind, Rules, Times};
use crate::resources::clusters::CLUSTERS;
use crate::resources::events;
use crate::state::Call;
use crate::store::{Resource, Store};

/// The ranges of a schedule's numbers, with the error of a number out of range.
const NUMBERS: [(&str, std::ops::RangeInclusive<i64>, ErrorSpec); 3] = [
    ("referenceHourOfDay", 0..=23, codes::INVALID_REFERENCE_HOUR_OF_DAY),
    ("referenceMinuteOfHour", 0..=59, codes::INVALID_REFERENCE_MINUTE_OF_HOUR),
    ("restoreWindowDays", 1..=i64::MAX, codes::INVALID_RESTORE_WINDOW),
];

pub(super) static SCHEDULE: ResourceKind = ResourceKind {
    name: "backupSchedule",
    scope: &["groupId", "clusterName"],
    operations: &[
        (
            "getGroupClusterBackupSchedule",
            Action::Special(|store, call, times| Ok(render(call, &get(store, call, times)?))),
        ),
        ("updateGroupClusterBackupSchedule", Action::Write),
        ("deleteGroupClusterBackupSchedule", Action::Special(delete)),
    ],
    initial: |context| match CLUSTERS.find(context.store, context.call) {
        Ok(cluster) => default_schedule(cluster).into(),
        Err(_) => Value::Null,
    },
    parent: Some(&CLUSTERS),
    rules: Rules { update: change, ..Rules::NONE },
    events: Events { update: "CPS_SNAPSHOT_SCHEDULE_UPDATED_AUDIT", ..Events::NONE },
    view: Some(|_, call, schedule| Ok(crate::serve::object(render(call, &schedule.body)))),
    ..ResourceKind::SINGLETON
};

/// Returns the default schedule of a cluster.
pub(super) fn default_schedule(cluster: &Resource) -> Map<String, Value> {
    let id = |part: &str| Store::id_of(&format!("{} schedule {part}", cluster.text("id")));
    let item = |kind: &str, interval: u32, unit: &str, retention: u32| {
        json!({
            "frequencyInterval": interval,
            "frequencyType": kind,
            "id": id(kind),
            "retentionUnit": unit,
            "retentionValue": retention,
        })
    };
    let items = [
        item("hourly", 6, "days", 7),
        item("daily", 1, "days", 7),
        item("weekly", 6, "weeks", 4),
        item("monthly", 40, "months", 12),
        item("yearly", 12, "years", 1),
    ];
    crate::serve::object(json!({
        "autoExportEnabled": false,
        "clusterId": cluster.text("id"),
        "clusterName": cluster.key,
        "copyPolicyItemsEnabled": false,
        "copySettings": [],
        "policies": [{ "id": id("policy"), "policyItems": items }],
        "referenceHourOfDay": 3,
        "referenceMinuteOfHour": 16,
        "restoreWindowDays": 7,
        "useOrgAndGroupNamesInExportPrefix": false,
    }))
}

/// Returns the schedule of a cluster, or the default one if none is set.
pub(super) fn of_cluster(store: &Store, cluster: &Resource) -> Map<String, Value> {
    let scope = format!("{}/{}", cluster.scope, cluster.key);
    let set = store.get(SCHEDULE.name, &scope, "").map(|schedule| schedule.body.clone());
    set.unwrap_or_else(|| default_schedule(cluster))
}

fn get(store: &Store, call: &Call<'_>, _: &Times) -> Result<Map<String, Value>, ApiError> {
    CLUSTERS.find(store, call).map(|cluster| of_cluster(store, cluster))
}

/// Returns a schedule with the time of its next snapshot.
fn render(call: &Call<'_>, schedule: &Map<String, Value>) -> Value {
    let mut schedule = schedule.clone();
    let next = Calendar::of(&schedule).next(call.now);
    schedule.extend(next.map(|next| ("nextSnapshot".to_owned(), to_rfc3339(next).into())));
    schedule.into()
}

fn change(context: &Context<'_>, schedule: &mut Resource, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    for (name, possible, code) in NUMBERS {
        if body.get(name).and_then(Value::as_i64).is_some_and(|number| !possible.contains(&number)) {
            return Err(code.error(context.call, ""));
        }
    }
    let known = schedule.body.get("policies").cloned().unwrap_or_default();
    if let Some(Value::Array(policies)) = body.get_mut("policies") {
        assign_policy_ids(context, &known, policies)?;
    }
    // These properties apply once to existing snapshots and are not stored.
    body.retain(|name, _| !name.starts_with("delete") && !name.starts_with("update"));
    Ok(())
}

/// Rejects policies and items with unknown IDs, and gives new items IDs.
fn assign_policy_ids(context: &Context<'_>, known: &Value, policies: &mut [Value]) -> Result<(), ApiError> {
    let [policy] = policies else { return Err(codes::INVALID_NUM_OF_POLICIES.error(context.call, "")) };
    let policy_id = &known[0]["id"];
    if let Some(id) = policy["id"].as_str().filter(|id| *policy_id != *id) {
        return Err(codes::INVALID_POLICY_ID.error(context.call, id));
    }
    policy["id"] = policy_id.clone();
    let items = known[0]["policyItems"].as_array().cloned().unwrap_or_default();
    for item in policy.get_mut("policyItems").and_then(Value::as_array_mut).into_iter().flatten() {
        match item["id"].as_str() {
            None => item["id"] = context.store.new_id().into(),
            Some(id) => match items.iter().find(|known| known["id"] == id) {
                None => return Err(codes::INVALID_POLICY_ITEM_ID.error(context.call, id)),
                Some(known) if known["frequencyType"] != item["frequencyType"] => {
                    return Err(codes::INVALID_FREQUENCY_TYPE_CHANGE.error(context.call, id));
                }
                Some(_) => {}
            },
        }
    }
    Ok(())
}

/// Removes all policy items, so that the schedule takes no snapshots.
fn delete(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let mut body = get(store, call, times)?;
    if let Some(Value::Array(policies)) = body.get_mut("policies") {
        policies.iter_mut().for_each(|policy| policy["policyItems"] = json!([]));
    }
    let schedule = Resource { scope: SCHEDULE.scope_of(call), body, ..Resource::default() };
    events::record(store, call, "CPS_SNAPSHOT_SCHEDULE_UPDATED_AUDIT", &schedule);
    let rendered = render(call, &schedule.body);
    store.put(SCHEDULE.name, schedule);
    Ok(rendered)
}
