//! The values of state properties.

use serde_json::Value;

use crate::sample;

/// The names of settled states, the preferred one first: the schema of a state has one of them.
const SETTLED: [&str; 15] = [
    "AVAILABLE",
    "ACTIVE",
    "IDLE",
    "READY",
    "STEADY",
    "SIMULATING",
    "SUCCESSFUL",
    "SUCCEEDED",
    "SUCCESS",
    "COMPLETED",
    "COMPLETE",
    "completed",
    "FINISHED",
    "OK",
    "RESERVED",
];

/// The names of the state of a singleton that nobody configured.
const UNSET: [&str; 4] = ["UNCONFIGURED", "OFF", "DISABLED", "NONE"];

/// Returns the settled state of a new resource, or `None` if the property is not a state.
pub(super) fn settled(name: &str, schema: &Value) -> Option<&'static str> {
    if !sample::is_state(name) || schema["type"] != "string" {
        return None;
    }
    match schema["enum"].as_array() {
        Some(values) => SETTLED.into_iter().find(|state| values.iter().any(|value| value == state)),
        None => Some("ACTIVE"),
    }
}

/// Returns the state of a singleton that nobody configured, if its schema has one.
pub(super) fn unset(name: &str, schema: &Value) -> Option<&'static str> {
    let values = schema["enum"].as_array().filter(|_| sample::is_state(name))?;
    UNSET.into_iter().find(|state| values.iter().any(|value| value == state))
}

/// Returns the state of a singleton after its deletion.
pub(super) fn ended(name: &str, schema: &Value) -> Option<&'static str> {
    let values = schema["enum"].as_array().filter(|_| sample::is_state(name))?;
    values.iter().any(|value| value == "COMPLETE").then_some("COMPLETE")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{ended, settled, unset};

    #[test]
    fn a_new_resource_is_not_pending() {
        let state = |values: &[&str]| json!({ "type": "string", "enum": values });
        assert_eq!(settled("statusName", &state(&["INITIATING", "FAILED", "AVAILABLE"])), Some("AVAILABLE"));
        assert_eq!(settled("state", &state(&["START_REQUESTED", "SIMULATING", "COMPLETE"])), Some("SIMULATING"));
        assert_eq!(settled("status", &state(&["PENDING", "OK"])), Some("OK"));
        assert_eq!(settled("status", &json!({ "type": "string" })), Some("ACTIVE"));
        assert_eq!(settled("status", &state(&["ON", "OFF"])), None);
        assert_eq!(settled("errorStateName", &state(&["REJECTED", "ACTIVE"])), None);
        assert_eq!(settled("name", &json!({ "type": "string" })), None);
        assert_eq!(unset("state", &state(&["UNCONFIGURED", "ACTIVE"])), Some("UNCONFIGURED"));
        assert_eq!(unset("stateName", &state(&["IDLE"])), None);
        assert_eq!(ended("state", &state(&["SIMULATING", "COMPLETE"])), Some("COMPLETE"));
    }
}
