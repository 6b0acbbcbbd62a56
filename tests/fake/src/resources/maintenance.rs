//! Maintenance window of a project.

use serde_json::{Map, Value, json};

use super::events;
use crate::error::{ApiError, ErrorSpec, codes};
use crate::resource_kind::{Action, Context, Events, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&WINDOW];

/// How often a maintenance can be deferred.
const MAX_DEFERRALS: u64 = 2;

static WINDOW: ResourceKind = ResourceKind {
    name: "maintenanceWindow",
    operations: &[
        ("getGroupMaintenanceWindow", Action::Read),
        ("updateGroupMaintenanceWindow", Action::Write),
        ("resetGroupMaintenanceWindow", Action::Special(reset)),
        ("deferGroupMaintenanceWindow", Action::Special(defer)),
        ("toggleGroupMaintenanceWindowAutoDefer", Action::Special(toggle)),
    ],
    initial: |_| {
        json!({
            "autoDeferOnceEnabled": false,
            "dayOfWeek": 1,
            "hourOfDay": 0,
            "numberOfDeferrals": 0,
            "startASAP": false,
            "timeZoneId": "UTC",
        })
    },
    rules: Rules { update: change, ..Rules::NONE },
    events: Events {
        update: "ATLAS_MAINTENANCE_WINDOW_MODIFIED",
        more: |_, after| if after.flag("startASAP") { vec!["ATLAS_MAINTENANCE_START_ASAP"] } else { vec![] },
        ..Events::NONE
    },
    ..ResourceKind::SINGLETON
};

/// The ranges of a window's numbers, with the error of a number out of range.
const PARTS: [(&str, std::ops::RangeInclusive<i64>, ErrorSpec); 2] = [
    ("dayOfWeek", 1..=7, codes::ATLAS_INVALID_MAINTENANCE_WINDOW_DAY_OF_WEEK),
    ("hourOfDay", 0..=23, codes::ATLAS_INVALID_MAINTENANCE_WINDOW_HOUR_OF_DAY),
];

/// Updates the window, and starts a maintenance if `startASAP` is set.
fn change(context: &Context<'_>, window: &mut Resource, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    if window.flag("startASAP") {
        return Err(codes::ATLAS_MAINTENANCE_ALREADY_SCHEDULED.error(context.call, ""));
    }
    for (name, possible, code) in PARTS {
        if body.get(name).and_then(Value::as_i64).is_some_and(|value| !possible.contains(&value)) {
            return Err(code.error(context.call, ""));
        }
    }
    if body.get("startASAP") == Some(&Value::Bool(true)) {
        let over = context.call.now + context.times.cluster;
        window.set_at(over, json!({ "numberOfDeferrals": 0, "startASAP": false }));
        window.event_at(over, "MAINTENANCE_COMPLETED");
    }
    Ok(())
}

fn defer(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let window = store.get_mut(WINDOW.name, &WINDOW.scope_of(call), "");
    let window = window.ok_or_else(|| codes::ATLAS_MAINTENANCE_NOT_SCHEDULED.error(call, ""))?;
    let deferrals = window.body.get("numberOfDeferrals").and_then(Value::as_u64).unwrap_or_default();
    if deferrals >= MAX_DEFERRALS {
        return Err(codes::ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED.error(call, ""));
    }
    window.set("numberOfDeferrals", deferrals + 1);
    let window = window.clone();
    events::record(store, call, "ATLAS_MAINTENANCE_DEFERRED", &window);
    Ok(Value::Null)
}

fn toggle(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let scope = WINDOW.scope_of(call);
    if store.get(WINDOW.name, &scope, "").is_none() {
        let body =
            json!({ "dayOfWeek": 1, "hourOfDay": 0, "numberOfDeferrals": 0, "startASAP": false, "timeZoneId": "UTC" });
        let body = crate::serve::object(body);
        store.put(WINDOW.name, Resource { scope: scope.clone(), body, ..Resource::default() });
    }
    if let Some(window) = store.get_mut(WINDOW.name, &scope, "") {
        let on = !window.flag("autoDeferOnceEnabled");
        window.set("autoDeferOnceEnabled", on);
        let window = window.clone();
        let event = if on { "ATLAS_MAINTENANCE_AUTO_DEFER_ENABLED" } else { "ATLAS_MAINTENANCE_AUTO_DEFER_DISABLED" };
        events::record(store, call, event, &window);
    }
    Ok(Value::Null)
}

fn reset(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    if let Some(window) = store.remove(WINDOW.name, &WINDOW.scope_of(call), "") {
        events::record(store, call, "ATLAS_MAINTENANCE_WINDOW_REMOVED", &window);
    }
    Ok(Value::Null)
}
