//! The calls about stream processing, from a workspace's beginning to its end.

use serde_json::{Value, json};

use super::call::{Call, answered, refused};
use super::processors;

pub(super) const DISCOVER: &str = "atlas-streams-discover";
pub(super) const BUILD: &str = "atlas-streams-build";
pub(super) const MANAGE: &str = "atlas-streams-manage";
const TEARDOWN: &str = "atlas-streams-teardown";

pub(super) fn calls() -> Vec<Call> {
    [workspaces(), connections(), processors::calls(), networks(), end()].into_iter().flatten().collect()
}

/// Arguments about the workspace `ws`.
pub(super) fn about(more: Value) -> Value {
    let mut arguments = json!({ "projectId": "$project", "workspaceName": "ws" });
    let Value::Object(more) = more else { panic!("{more} is no object") };
    arguments.as_object_mut().unwrap().extend(more);
    arguments
}

pub(super) fn discover(action: &str, name: &str) -> Value {
    let mut arguments = about(json!({ "action": action }));
    if !name.is_empty() {
        arguments["resourceName"] = name.into();
    }
    arguments
}

fn workspaces() -> Vec<Call> {
    let workspace = || about(json!({ "cloudProvider": "AWS", "region": "VIRGINIA_USA", "resource": "workspace" }));
    vec![
        answered(
            DISCOVER,
            json!({ "action": "list-workspaces", "projectId": "$project" }),
            json!({ "workspaces": [] }),
        ),
        answered(BUILD, workspace(), json!({ "resource": "workspace" })),
        refused(BUILD, workspace(), "[409 Conflict]"),
        answered(
            BUILD,
            json!({
                "cloudProvider": "AZURE",
                "includeSampleData": false,
                "projectId": "$project",
                "region": "eastus2",
                "resource": "workspace",
                "tier": "SP30",
                "workspaceName": "bare",
            }),
            json!({ "resource": "workspace" }),
        ),
        answered(
            DISCOVER,
            json!({ "action": "list-workspaces", "projectId": "$project" }),
            json!({ "workspaces": [
                { "name": "ws", "region": "AWS/VIRGINIA_USA", "tier": "SP10" },
                { "name": "bare", "region": "AZURE/eastus2", "tier": "SP30" },
            ] }),
        ),
        answered(
            DISCOVER,
            discover("inspect-workspace", ""),
            json!({ "workspace": { "connectionCount": 1, "name": "ws", "tier": "SP10" } }),
        )
        .saying("sample_stream_solar"),
        refused(
            DISCOVER,
            json!({ "action": "inspect-workspace", "projectId": "$project", "workspaceName": "none" }),
            "No stream workspace named none exists",
        ),
        answered(MANAGE, about(json!({ "action": "update-workspace", "newTier": "SP50" })), json!({ "tier": "SP50" })),
        answered(
            MANAGE,
            about(json!({ "action": "update-workspace", "newRegion": "OREGON_USA" })),
            json!({ "region": "AWS/OREGON_USA" }),
        ),
    ]
}

fn connections() -> Vec<Call> {
    let connection = |name: &str, kind: &str, config: Value| {
        about(json!({
            "connectionConfig": config,
            "connectionName": name,
            "connectionType": kind,
            "resource": "connection",
        }))
    };
    let role = || json!({ "aws": { "roleArn": "arn:aws:iam::123456789012:role/streams" } });
    let registry = json!({
        "schemaRegistryAuthentication": { "password": "correct horse", "username": "app" },
        "schemaRegistryUrls": ["https://schemas.example.com"],
    });
    let broker = || {
        json!({
            "authentication": { "mechanism": "PLAIN", "password": "correct horse", "username": "app" },
            "bootstrapServers": "broker.example.com:9092",
            "security": { "protocol": "SASL_SSL" },
        })
    };
    let built = || json!({ "resource": "connection" });
    vec![
        answered(BUILD, connection("broker", "Kafka", broker()), built()),
        refused(BUILD, connection("broker", "Kafka", broker()), "A connection named broker already exists"),
        answered(BUILD, connection("orders", "Cluster", json!({ "clusterName": "orders" })), built()),
        answered(BUILD, connection("bucket", "S3", role()), built()),
        answered(BUILD, connection("hook", "Https", json!({ "url": "https://example.com/hook" })), built()),
        answered(BUILD, connection("kinesis", "AWSKinesisDataStreams", role()), built()),
        answered(BUILD, connection("lambda", "AWSLambda", role()), built()),
        answered(BUILD, connection("schemas", "SchemaRegistry", registry), built()),
        answered(BUILD, connection("sample", "Sample", json!({})), built()),
        answered(
            DISCOVER,
            discover("list-connections", ""),
            json!({ "connections": [
                { "name": "sample_stream_solar", "state": "READY", "type": "Sample" },
                { "name": "broker", "state": "READY", "type": "Kafka" },
                { "name": "orders", "state": "READY", "type": "Cluster" },
                { "name": "bucket", "state": "READY", "type": "S3" },
                { "name": "hook", "state": "READY", "type": "Https" },
                { "name": "kinesis", "state": "READY", "type": "AWSKinesisDataStreams" },
                { "name": "lambda", "state": "READY", "type": "AWSLambda" },
                { "name": "schemas", "state": "READY", "type": "SchemaRegistry" },
                { "name": "sample", "state": "READY", "type": "Sample" },
            ] }),
        ),
        answered(
            DISCOVER,
            discover("inspect-connection", "broker"),
            json!({ "connection": { "bootstrapServers": "broker.example.com:9092", "region": "OREGON_USA" } }),
        )
        .saying("\"username\": \"app\""),
        refused(DISCOVER, discover("inspect-connection", "none"), "No connection named none exists"),
        answered(
            MANAGE,
            about(json!({
                "action": "update-connection",
                "connectionConfig": { "url": "https://example.com/other" },
                "resourceName": "hook",
            })),
            json!({ "connectionState": "READY" }),
        ),
        answered(DISCOVER, discover("inspect-connection", "hook"), json!({ "connection": { "type": "Https" } }))
            .saying("https://example.com/other"),
    ]
}

fn networks() -> Vec<Call> {
    let peering = |action: &str| {
        about(json!({
            "action": action,
            "peeringId": "0123456789abcdef01234567",
            "requesterAccountId": "123456789012",
            "requesterVpcId": "vpc-0123456789abcdef0",
        }))
    };
    let networking = || json!({ "action": "get-networking", "projectId": "$project" });
    let unlink = || json!({ "projectId": "$project", "resource": "privatelink", "resourceName": "$link" });
    vec![
        answered(
            BUILD,
            json!({
                "privateLinkConfig": {
                    "provider": "AWS",
                    "region": "US_EAST_1",
                    "serviceEndpointId": "com.amazonaws.us-east-1.s3",
                    "vendor": "S3",
                },
                "projectId": "$project",
                "resource": "privatelink",
            }),
            json!({ "resource": "privatelink" }),
        ),
        answered(
            DISCOVER,
            networking(),
            json!({ "privateLinks": [{ "provider": "AWS", "region": "US_EAST_1", "state": "DONE", "vendor": "S3" }] }),
        )
        .keeping("link", "/privateLinks/0/id"),
        answered(TEARDOWN, unlink(), json!({ "resource": "privatelink" })),
        refused(TEARDOWN, unlink(), "[404 Not Found]"),
        answered(DISCOVER, networking(), json!({ "privateLinks": [] })),
        answered(MANAGE, peering("accept-peering"), json!({ "peeringState": "ACCEPTED" })),
        answered(MANAGE, peering("reject-peering"), json!({ "peeringState": "REJECTED" })),
    ]
}

fn end() -> Vec<Call> {
    let teardown = |resource: &str, name: &str| about(json!({ "resource": resource, "resourceName": name }));
    vec![
        refused(TEARDOWN, teardown("connection", "orders"), "is referenced by running processor(s): sun, other"),
        refused(TEARDOWN, teardown("workspace", "ws"), "[403 Forbidden]"),
        answered(TEARDOWN, teardown("processor", "other"), json!({ "resource": "processor" })),
        refused(TEARDOWN, teardown("processor", "other"), "[404 Not Found]"),
        answered(
            MANAGE,
            about(json!({ "action": "stop-processor", "resourceName": "sun" })),
            json!({ "processorState": "STOPPED" }),
        ),
        answered(TEARDOWN, teardown("connection", "hook"), json!({ "resource": "connection" })),
        refused(TEARDOWN, teardown("connection", "hook"), "No connection named hook exists"),
        answered(
            TEARDOWN,
            teardown("workspace", "ws"),
            json!({ "connectionsRemoved": 8, "processorsRemoved": 1, "resource": "workspace" }),
        ),
        answered(
            DISCOVER,
            json!({ "action": "list-workspaces", "projectId": "$project" }),
            json!({ "workspaces": [{ "name": "bare" }] }),
        ),
    ]
}
