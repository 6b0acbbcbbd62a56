//! Calls of the tools for stream processing, from the creation of a workspace to its deletion.

use serde_json::{Value, json};

use super::call::{Call, fails, succeeds};
use super::processors;

pub(super) const DISCOVER: &str = "atlas-streams-discover";
pub(super) const BUILD: &str = "atlas-streams-build";
pub(super) const MANAGE: &str = "atlas-streams-manage";
const TEARDOWN: &str = "atlas-streams-teardown";

pub(super) fn calls() -> Vec<Call> {
    [workspaces(), connections(), processors::calls(), networks(), deletions()].into_iter().flatten().collect()
}

/// Returns arguments for the workspace `ws`.
pub(super) fn in_workspace(more: Value) -> Value {
    let mut arguments = json!({ "projectId": "$project", "workspaceName": "ws" });
    let Value::Object(more) = more else { panic!("{more}: not an object") };
    arguments.as_object_mut().unwrap().extend(more);
    arguments
}

pub(super) fn discover(action: &str, name: &str) -> Value {
    let mut arguments = in_workspace(json!({ "action": action }));
    if !name.is_empty() {
        arguments["resourceName"] = name.into();
    }
    arguments
}

fn workspaces() -> Vec<Call> {
    let workspace =
        || in_workspace(json!({ "cloudProvider": "AWS", "region": "VIRGINIA_USA", "resource": "workspace" }));
    vec![
        succeeds(
            DISCOVER,
            json!({ "action": "list-workspaces", "projectId": "$project" }),
            json!({ "workspaces": [] }),
        ),
        succeeds(BUILD, workspace(), json!({ "resource": "workspace" })),
        fails(BUILD, workspace(), "[409 Conflict]"),
        succeeds(
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
        succeeds(
            DISCOVER,
            json!({ "action": "list-workspaces", "projectId": "$project" }),
            json!({ "workspaces": [
                { "name": "ws", "region": "AWS/VIRGINIA_USA", "tier": "SP10" },
                { "name": "bare", "region": "AZURE/eastus2", "tier": "SP30" },
            ] }),
        ),
        succeeds(
            DISCOVER,
            discover("inspect-workspace", ""),
            json!({ "workspace": { "connectionCount": 1, "name": "ws", "tier": "SP10" } }),
        )
        .with_text("sample_stream_solar"),
        fails(
            DISCOVER,
            json!({ "action": "inspect-workspace", "projectId": "$project", "workspaceName": "none" }),
            "No stream workspace named none exists",
        ),
        succeeds(
            MANAGE,
            in_workspace(json!({ "action": "update-workspace", "newTier": "SP50" })),
            json!({ "tier": "SP50" }),
        ),
        succeeds(
            MANAGE,
            in_workspace(json!({ "action": "update-workspace", "newRegion": "OREGON_USA" })),
            json!({ "region": "AWS/OREGON_USA" }),
        ),
    ]
}

fn connections() -> Vec<Call> {
    let connection = |name: &str, kind: &str, config: Value| {
        in_workspace(json!({
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
        succeeds(BUILD, connection("broker", "Kafka", broker()), built()),
        fails(BUILD, connection("broker", "Kafka", broker()), "A connection named broker already exists"),
        succeeds(BUILD, connection("orders", "Cluster", json!({ "clusterName": "orders" })), built()),
        succeeds(BUILD, connection("bucket", "S3", role()), built()),
        succeeds(BUILD, connection("hook", "Https", json!({ "url": "https://example.com/hook" })), built()),
        succeeds(BUILD, connection("kinesis", "AWSKinesisDataStreams", role()), built()),
        succeeds(BUILD, connection("lambda", "AWSLambda", role()), built()),
        succeeds(BUILD, connection("schemas", "SchemaRegistry", registry), built()),
        succeeds(BUILD, connection("sample", "Sample", json!({})), built()),
        succeeds(
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
        succeeds(
            DISCOVER,
            discover("inspect-connection", "broker"),
            json!({ "connection": { "bootstrapServers": "broker.example.com:9092", "region": "OREGON_USA" } }),
        )
        .with_text("\"username\": \"app\""),
        fails(DISCOVER, discover("inspect-connection", "none"), "No connection named none exists"),
        succeeds(
            MANAGE,
            in_workspace(json!({
                "action": "update-connection",
                "connectionConfig": { "url": "https://example.com/other" },
                "resourceName": "hook",
            })),
            json!({ "connectionState": "READY" }),
        ),
        succeeds(DISCOVER, discover("inspect-connection", "hook"), json!({ "connection": { "type": "Https" } }))
            .with_text("https://example.com/other"),
    ]
}

fn networks() -> Vec<Call> {
    let peering = |action: &str| {
        in_workspace(json!({
            "action": action,
            "peeringId": "0123456789abcdef01234567",
            "requesterAccountId": "123456789012",
            "requesterVpcId": "vpc-0123456789abcdef0",
        }))
    };
    let networking = || json!({ "action": "get-networking", "projectId": "$project" });
    let unlink = || json!({ "projectId": "$project", "resource": "privatelink", "resourceName": "$link" });
    vec![
        succeeds(
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
        succeeds(
            DISCOVER,
            networking(),
            json!({ "privateLinks": [{ "provider": "AWS", "region": "US_EAST_1", "state": "DONE", "vendor": "S3" }] }),
        )
        .saving("link", "/privateLinks/0/id"),
        succeeds(TEARDOWN, unlink(), json!({ "resource": "privatelink" })),
        fails(TEARDOWN, unlink(), "[404 Not Found]"),
        succeeds(DISCOVER, networking(), json!({ "privateLinks": [] })),
        // Nobody has requested a peering.
        fails(MANAGE, peering("accept-peering"), "[404 Not Found]"),
        fails(MANAGE, peering("reject-peering"), "[404 Not Found]"),
    ]
}

fn deletions() -> Vec<Call> {
    let teardown = |resource: &str, name: &str| in_workspace(json!({ "resource": resource, "resourceName": name }));
    vec![
        fails(TEARDOWN, teardown("connection", "orders"), "is referenced by running processor(s): sun, other"),
        fails(TEARDOWN, teardown("workspace", "ws"), "[403 Forbidden]"),
        succeeds(TEARDOWN, teardown("processor", "other"), json!({ "resource": "processor" })),
        fails(TEARDOWN, teardown("processor", "other"), "[404 Not Found]"),
        succeeds(
            MANAGE,
            in_workspace(json!({ "action": "stop-processor", "resourceName": "sun" })),
            json!({ "processorState": "STOPPED" }),
        ),
        succeeds(TEARDOWN, teardown("connection", "hook"), json!({ "resource": "connection" })),
        fails(TEARDOWN, teardown("connection", "hook"), "No connection named hook exists"),
        succeeds(
            TEARDOWN,
            teardown("workspace", "ws"),
            json!({ "connectionsRemoved": 8, "processorsRemoved": 1, "resource": "workspace" }),
        ),
        succeeds(
            DISCOVER,
            json!({ "action": "list-workspaces", "projectId": "$project" }),
            json!({ "workspaces": [{ "name": "bare" }] }),
        ),
    ]
}
