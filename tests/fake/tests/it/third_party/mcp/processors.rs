//! Calls of the tools for stream processors.

use serde_json::json;

use super::call::{Call, fails, succeeds};
use super::streams::{BUILD, DISCOVER, MANAGE, discover, in_workspace};

pub(super) fn calls() -> Vec<Call> {
    let pipeline = |filter: &str| {
        json!([
            { "$source": { "connectionName": "sample_stream_solar" } },
            { "$match": { "device_id": filter } },
            { "$merge": { "into": { "coll": "solar", "connectionName": "orders", "db": "test" } } },
        ])
    };
    let processor = |name: &str, starts: bool| {
        in_workspace(json!({
            "autoStart": starts,
            "dlq": { "coll": "dead", "connectionName": "orders", "db": "test" },
            "pipeline": pipeline("device_1"),
            "processorName": name,
            "resource": "processor",
        }))
    };
    let manage = |action: &str, name: &str| in_workspace(json!({ "action": action, "resourceName": name }));
    let state = |state: &str| json!({ "processorState": state });
    vec![
        succeeds(BUILD, processor("solar", false), json!({ "resource": "processor" })),
        fails(BUILD, processor("solar", false), "A stream processor named solar already exists"),
        succeeds(BUILD, processor("other", true), json!({ "resource": "processor" })),
        succeeds(
            DISCOVER,
            discover("list-processors", ""),
            json!({ "processors": [
                { "name": "solar", "state": "CREATED", "tier": "SP50" },
                { "name": "other", "state": "STARTED", "tier": "SP50" },
            ] }),
        ),
        succeeds(
            DISCOVER,
            discover("inspect-processor", "solar"),
            json!({
                "dlq": { "coll": "dead", "connectionName": "orders", "db": "test" },
                "pipeline": pipeline("device_1"),
                "processorState": "CREATED",
            }),
        ),
        fails(DISCOVER, discover("inspect-processor", "none"), "[404 Not Found]"),
        succeeds(DISCOVER, discover("diagnose-processor", "other"), state("STARTED"))
            .with_text("broker (Kafka): READY"),
        succeeds(MANAGE, manage("start-processor", "solar"), state("STARTED")),
        fails(MANAGE, manage("start-processor", "solar"), "already running"),
        succeeds(MANAGE, manage("stop-processor", "solar"), state("STOPPED")),
        succeeds(
            MANAGE,
            in_workspace(json!({
                "action": "modify-processor",
                "newName": "sun",
                "pipeline": pipeline("device_2"),
                "resourceName": "solar",
                "tier": "SP10",
            })),
            json!({ "processorState": "STOPPED", "tier": "SP10" }),
        ),
        succeeds(
            DISCOVER,
            discover("inspect-processor", "sun"),
            json!({
                "dlq": { "coll": "dead", "connectionName": "orders", "db": "test" },
                "pipeline": pipeline("device_2"),
                "processorState": "STOPPED",
            }),
        ),
        succeeds(
            MANAGE,
            in_workspace(json!({
                "action": "start-processor",
                "resourceName": "sun",
                "resumeFromCheckpoint": false,
                "tier": "SP30",
            })),
            state("STARTED"),
        ),
        succeeds(
            DISCOVER,
            discover("inspect-processor", "sun"),
            json!({ "processorState": "STARTED", "tier": "SP30" }),
        ),
    ]
}
