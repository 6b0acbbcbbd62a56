//! Private endpoints for exports of snapshots.

use serde_json::{Value, json};

use crate::resource_kind::{Action, ResourceKind, Rules};

pub(super) static PRIVATE_ENDPOINTS: ResourceKind = ResourceKind {
    name: "backupPrivateEndpoints",
    scope: &["groupId", "cloudProvider"],
    key: ("endpointId", "id"),
    operations: &[
        ("listGroupBackupPrivateEndpoints", Action::List),
        ("getGroupBackupPrivateEndpoint", Action::Get),
        ("createGroupBackupPrivateEndpoint", Action::Create),
        ("deleteGroupBackupPrivateEndpoint", Action::Delete),
    ],
    initial: |context| {
        json!({
            "cloudProvider": context.call.parameter("cloudProvider"),
            "regionName": "US_EAST_1",
            "status": "ACTIVE",
        })
    },
    rules: Rules {
        create: |context, endpoint| {
            endpoint.set("status", "INITIATING");
            let region = endpoint.body.get("regionName").cloned().unwrap_or(Value::Null);
            endpoint.body.entry("vpcRegionName").or_insert(region);
            let connection = format!("vpce-{}", &endpoint.key[..17.min(endpoint.key.len())]);
            let active = json!({ "privateEndpointConnectionName": connection, "status": "ACTIVE" });
            endpoint.set_at(context.call.now + context.times.cluster, active);
            Ok(())
        },
        ..Rules::NONE
    },
    ..ResourceKind::PLAIN
};
