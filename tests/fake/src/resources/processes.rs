//! Processes of the clusters of a project.

use serde_json::{Value, json};

use super::clusters::{self, ProcessKind};
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static KINDS: &[&ResourceKind] = &[&PROCESSES];

static PROCESSES: ResourceKind = ResourceKind {
    name: "processes",
    key: ("processId", "id"),
    operations: &[
        ("listGroupProcesses", Action::Special(list)),
        ("getGroupProcess", Action::Special(|store, call, _| find(store, call))),
    ],
    not_found: codes::HOST_NOT_FOUND,
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

/// Returns the process in the path.
pub(super) fn find(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let id = call.path_parameter("processId")?;
    let found = processes(store, call)?.into_iter().find(|process| process["id"] == id);
    found.ok_or_else(|| codes::HOST_NOT_FOUND.error(call, id))
}
