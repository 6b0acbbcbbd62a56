//! Connections of a workspace to the sources and sinks of its processors.

use serde_json::{Map, json};

use super::workspaces::{self, WORKSPACES};
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Events, Lifecycle, ResourceKind, Rules};
use crate::store::{Resource, Store};

pub(super) static CONNECTIONS: ResourceKind = ResourceKind {
    name: "streamConnections",
    scope: &["groupId", "tenantName"],
    key: ("connectionName", "name"),
    operations: &[
        ("listGroupStreamConnections", Action::List),
        ("getGroupStreamConnection", Action::Get),
        ("createGroupStreamConnection", Action::Create),
        ("updateGroupStreamConnection", Action::Update),
        ("deleteGroupStreamConnection", Action::Delete),
    ],
    initial: |context| {
        let workspace = WORKSPACES.find(context.store, context.call).ok();
        json!({ "region": workspace.map(workspaces::region), "state": "READY", "type": "Sample" })
    },
    not_found: codes::STREAM_CONNECTION_NOT_FOUND_FOR_NAME,
    parent: Some(&WORKSPACES),
    conflict: Some(codes::STREAM_CONNECTION_NAME_ALREADY_EXISTS),
    lifecycle: Lifecycle {
        normalize: |_, connection| {
            if connection.text("type") == "Kafka" && !connection.body.contains_key("networking") {
                connection.set("networking", json!({ "access": { "type": "PUBLIC" } }));
            }
        },
        ..Lifecycle::NONE
    },
    rules: Rules {
        create: |context, connection| {
            if connection.key.is_empty() {
                return Err(ApiError::missing_attribute("name"));
            }
            // A connection over a private network takes time to become ready.
            let access = connection.body.get("networking").and_then(|networking| networking.pointer("/access/type"));
            if access.is_some_and(|access| access != "PUBLIC") {
                connection.set("state", "PENDING");
                connection.set_at(context.call.now + context.times.cluster, json!({ "state": "READY" }));
            }
            Ok(())
        },
        delete: |context, connection| {
            connection.set("state", "DELETING");
            connection.scheduled.clear();
            Ok(Some(context.call.now + context.times.cluster))
        },
        ..Rules::NONE
    },
    events: Events {
        create: "STREAM_TENANT_CONNECTION_CREATED",
        update: "STREAM_TENANT_CONNECTION_UPDATED",
        delete: "STREAM_TENANT_CONNECTION_DELETED",
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

/// Adds the connection to sample data to a workspace.
pub(super) fn put_sample(store: &mut Store, workspace: &Resource) {
    let key = "sample_stream_solar".to_owned();
    let body = Map::from_iter([
        ("id".to_owned(), store.new_id().into()),
        ("name".to_owned(), key.clone().into()),
        ("region".to_owned(), workspaces::region(workspace).into()),
        ("state".to_owned(), "READY".into()),
        ("type".to_owned(), "Sample".into()),
    ]);
    let scope = format!("{}/{}", workspace.scope, workspace.key);
    store.put(CONNECTIONS.name, Resource { scope, key, body, scheduled: Vec::new() });
}
