//! The processes of the clusters there are.

use serde_json::{Value, json};

use super::clusters;
use crate::error::ApiError;
use crate::family::{Action, Code, Family, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static FAMILIES: &[&Family] = &[&PROCESSES];

const NOT_FOUND: Code = Code(404, "HOST_NOT_FOUND", "No process {key} exists in group {groupId}.");

static PROCESSES: Family = Family {
    name: "processes",
    key: ("processId", "id"),
    operations: &[
        ("listGroupProcesses", Action::Special(list)),
        ("getGroupProcess", Action::Special(|store, call, _| find(store, call))),
    ],
    not_found: NOT_FOUND,
    ..Family::PLAIN
};

fn processes(store: &Store, call: &Call<'_>) -> Result<Vec<Value>, ApiError> {
    let project = call.path_parameter("groupId")?;
    let mut processes = Vec::new();
    for cluster in store.list("clusters", project).filter(|cluster| cluster.text("stateName") != "CREATING") {
        for host in clusters::hosts(cluster) {
            let (shard, node) =
                host.split_once('.').map_or(("", ""), |(name, _)| name.rsplit_once('-').unwrap_or(("", name)));
            processes.push(json!({
                "created": cluster.text("createDate"),
                "groupId": project,
                "hostname": host,
                "id": format!("{host}:27017"),
                "lastPing": call.timestamp(),
                "port": 27017,
                "replicaSetName": format!("atlas-{shard}"),
                "typeName": if node == "00" { "REPLICA_PRIMARY" } else { "REPLICA_SECONDARY" },
                "userAlias": host,
                "version": cluster.text("mongoDBVersion"),
            }));
        }
    }
    Ok(processes)
}

fn list(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    processes(store, call).map(Value::Array)
}

/// The process that the path names.
pub(super) fn find(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let id = call.path_parameter("processId")?;
    let found = processes(store, call)?.into_iter().find(|process| process["id"] == id);
    found.ok_or_else(|| NOT_FOUND.error(call, id))
}
