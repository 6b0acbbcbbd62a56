//! Connections of a workspace to the sources and sinks of its processors.

use serde_json::{Map, json};

use super::workspaces::{self, WORKSPACES};
use crate::error::ApiError;
use crate::family::{Action, Code, Family};
use crate::store::{Resource, Store};

pub(super) static CONNECTIONS: Family = Family {
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
    initial: |setting| {
        let workspace = WORKSPACES.find(setting.store, setting.call).ok();
        json!({ "region": workspace.map(workspaces::region), "state": "READY", "type": "Sample" })
    },
    not_found: Code(
        404,
        "STREAM_CONNECTION_NOT_FOUND_FOR_NAME",
        "No connection named {key} exists in the stream workspace {tenantName} of group {groupId}.",
    ),
    parent: Some(&WORKSPACES),
    conflict: Some(Code(
        409,
        "STREAM_CONNECTION_NAME_ALREADY_EXISTS",
        "A connection named {key} already exists in the stream workspace {tenantName}.",
    )),
    drafted: |_, connection| {
        if connection.text("type") == "Kafka" && !connection.body.contains_key("networking") {
            connection.set("networking", json!({ "access": { "type": "PUBLIC" } }));
        }
    },
    created: |setting, connection| {
        if connection.key.is_empty() {
            return Err(ApiError::missing_attribute("name"));
        }
        // A connection over a private network takes time to become ready.
        let access = connection.body.get("networking").and_then(|networking| networking.pointer("/access/type"));
        if access.is_some_and(|access| access != "PUBLIC") {
            connection.set("state", "PENDING");
            connection.set_at(setting.call.now + setting.times.cluster, json!({ "state": "READY" }));
        }
        Ok(())
    },
    removing: |setting, connection| {
        connection.set("state", "DELETING");
        connection.later.clear();
        Ok(Some(setting.call.now + setting.times.cluster))
    },
    ..Family::PLAIN
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
    store.put(CONNECTIONS.name, Resource { scope, key, body, later: Vec::new() });
}
