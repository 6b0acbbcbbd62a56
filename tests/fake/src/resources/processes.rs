//! Processes of the clusters of a project.

use serde_json::{Value, json};

use super::clusters::{self, ProcessKind};
use crate::error::ApiError;
use crate::resource_kind::{Action, ErrorSpec, ResourceKind, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static KINDS: &[&ResourceKind] = &[&PROCESSES];

const NOT_FOUND: ErrorSpec = ErrorSpec(404, "HOST_NOT_FOUND", "No process {key} exists in group {groupId}.");

static PROCESSES: ResourceKind = ResourceKind {
    name: "processes",
    key: ("processId", "id"),
    operations: &[
        ("listGroupProcesses", Action::Special(list)),
        ("getGroupProcess", Action::Special(|store, call, _| find(store, call))),
    ],
    not_found: NOT_FOUND,
    ..ResourceKind::PLAIN
};

fn processes(store: &Store, call: &Call<'_>) -> Result<Vec<Value>, ApiError> {
    let project = call.path_parameter("groupId")?;
    let mut processes = Vec::new();
    for cluster in store.list("clusters", project).filter(|cluster| cluster.text("stateName") != "CREATING") {
        for node in clusters::nodes(cluster) {
            let mut process = json!({
                "created": cluster.text("createDate"),
                "groupId": project,
                "hostname": node.host,
                "id": format!("{}:{}", node.host, node.port),
                "lastPing": call.timestamp(),
                "port": node.port,
                "typeName": type_name(node.kind),
                "userAlias": node.host,
                "version": cluster.text("mongoDBVersion"),
            });
            if let Some(set) = node.replica_set {
                process["replicaSetName"] = set.into();
            }
            processes.push(process);
        }
    }
    Ok(processes)
}

fn type_name(kind: ProcessKind) -> &'static str {
    match kind {
        ProcessKind::Data { sharded: false, primary: true } => "REPLICA_PRIMARY",
        ProcessKind::Data { sharded: false, primary: false } => "REPLICA_SECONDARY",
        ProcessKind::Data { sharded: true, primary: true } => "SHARD_PRIMARY",
        ProcessKind::Data { sharded: true, primary: false } => "SHARD_SECONDARY",
        ProcessKind::Config => "SHARD_CONFIG",
        ProcessKind::Router => "SHARD_MONGOS",
    }
}

fn list(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    processes(store, call).map(Value::Array)
}

/// Rejects a path with a host that no cluster has, by its process or by its name.
pub(crate) fn check_path(store: &Store, call: &Call<'_>) -> Result<(), ApiError> {
    if call.parameter("processId").is_some() {
        find(store, call)?;
    }
    let Some(host) = ["hostName", "hostname"].into_iter().find_map(|name| call.parameter(name)) else { return Ok(()) };
    let mut processes = processes(store, call)?.into_iter();
    if processes.any(|process| process["hostname"] == host) { Ok(()) } else { Err(NOT_FOUND.error(call, host)) }
}

/// Returns the process in the path.
pub(crate) fn find(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let id = call.path_parameter("processId")?;
    let found = processes(store, call)?.into_iter().find(|process| process["id"] == id);
    found.ok_or_else(|| NOT_FOUND.error(call, id))
}
