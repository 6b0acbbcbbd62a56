//! When a project is maintained.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::family::{Action, Code, Family, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&WINDOW];

const NOT_SCHEDULED: Code =
    Code(400, "ATLAS_MAINTENANCE_NOT_SCHEDULED", "No maintenance is scheduled for group {groupId}.");
const DEFERRED_TOO_OFTEN: Code = Code(
    400,
    "ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED",
    "The maintenance of group {groupId} was deferred as often as it can be.",
);

/// How often a maintenance can be put off.
const DEFERRALS: u64 = 2;

static WINDOW: Family = Family {
    name: "maintenanceWindow",
    operations: &[
        ("getGroupMaintenanceWindow", Action::Read),
        ("updateGroupMaintenanceWindow", Action::Write),
        ("resetGroupMaintenanceWindow", Action::Reset),
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
    ..Family::ONLY
};

fn defer(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let window = store.get_mut(WINDOW.name, &WINDOW.scope_of(call), "");
    let window = window.ok_or_else(|| NOT_SCHEDULED.error(call, ""))?;
    let deferrals = window.body.get("numberOfDeferrals").and_then(Value::as_u64).unwrap_or_default();
    if deferrals >= DEFERRALS {
        return Err(DEFERRED_TOO_OFTEN.error(call, ""));
    }
    window.set("numberOfDeferrals", deferrals + 1);
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
        window.set("autoDeferOnceEnabled", !window.flag("autoDeferOnceEnabled"));
    }
    Ok(Value::Null)
}
