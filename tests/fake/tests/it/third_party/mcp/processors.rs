//! The calls about the processors of a workspace.

use serde_json::json;

use super::call::{Call, answered, refused};
use super::streams::{BUILD, DISCOVER, MANAGE, about, discover};

pub(super) fn calls() -> Vec<Call> {
    let pipeline = |filter: &str| {
        json!([
            { "$source": { "connectionName": "sample_stream_solar" } },
            { "$match": { "device_id": filter } },
            { "$merge": { "into": { "coll": "solar", "connectionName": "orders", "db": "test" } } },
        ])
    };
    let processor = |name: &str, starts: bool| {
        about(json!({
            "autoStart": starts,
            "dlq": { "coll": "dead", "connectionName": "orders", "db": "test" },
            "pipeline": pipeline("device_1"),
            "processorName": name,
            "resource": "processor",
        }))
    };
    let manage = |action: &str, name: &str| about(json!({ "action": action, "resourceName": name }));
    let state = |state: &str| json!({ "processorState": state });
    vec![
        answered(BUILD, processor("solar", false), json!({ "resource": "processor" })),
        refused(BUILD, processor("solar", false), "A stream processor named solar already exists"),
        answered(BUILD, processor("other", true), json!({ "resource": "processor" })),
        answered(
            DISCOVER,
            discover("list-processors", ""),
            json!({ "processors": [
                { "name": "solar", "state": "CREATED", "tier": "SP50" },
                { "name": "other", "state": "STARTED", "tier": "SP50" },
            ] }),
        ),
        answered(
            DISCOVER,
            discover("inspect-processor", "solar"),
            json!({
                "dlq": { "coll": "dead", "connectionName": "orders", "db": "test" },
                "pipeline": pipeline("device_1"),
                "processorState": "CREATED",
            }),
        ),
        refused(DISCOVER, discover("inspect-processor", "none"), "[404 Not Found]"),
        answered(DISCOVER, discover("diagnose-processor", "other"), state("STARTED")).saying("broker (Kafka): READY"),
        answered(MANAGE, manage("start-processor", "solar"), state("STARTED")),
        refused(MANAGE, manage("start-processor", "solar"), "already running"),
        answered(MANAGE, manage("stop-processor", "solar"), state("STOPPED")),
        answered(
            MANAGE,
            about(json!({
                "action": "modify-processor",
                "newName": "sun",
                "pipeline": pipeline("device_2"),
                "resourceName": "solar",
                "tier": "SP10",
            })),
            json!({ "processorState": "STOPPED", "tier": "SP10" }),
        ),
        answered(
            DISCOVER,
            discover("inspect-processor", "sun"),
            json!({
                "dlq": { "coll": "dead", "connectionName": "orders", "db": "test" },
                "pipeline": pipeline("device_2"),
                "processorState": "STOPPED",
            }),
        ),
        answered(
            MANAGE,
            about(json!({
                "action": "start-processor",
                "resourceName": "sun",
                "resumeFromCheckpoint": false,
                "tier": "SP30",
            })),
            state("STARTED"),
        ),
        answered(
            DISCOVER,
            discover("inspect-processor", "sun"),
            json!({ "processorState": "STARTED", "tier": "SP30" }),
        ),
    ]
}
