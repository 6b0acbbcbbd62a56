//! Processes of the clusters of a project.

use serde_json::{Value, json};

use super::clusters::{self, ProcessKind};
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static KINDS: &[&ResourceKind] = &[&PROCESSES];

/// The domain of all hosts.
const DOMAIN: &str = ".example.com";

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

/// Rejects a path with a host that no cluster has, by its process or by its name.
pub(crate) fn check_path(store: &Store, call: &Call<'_>) -> Result<(), ApiError> {
    if call.parameter("processId").is_some() {
        find(store, call)?;
    }
    let Some(host) = ["hostName", "hostname"].into_iter().find_map(|name| call.parameter(name)) else { return Ok(()) };
    let mut processes = processes(store, call)?.into_iter();
    let is_wanted = |process: Value| is_same_host(process["hostname"].as_str().unwrap_or_default(), host);
    if processes.any(is_wanted) { Ok(()) } else { Err(codes::HOST_NOT_FOUND.error(call, host)) }
}

/// Returns whether a requested host is a host of the fake.
///
/// A host of another domain, as in a recorded request, stands for the node with the same position in its cluster.
fn is_same_host(own: &str, requested: &str) -> bool {
    let position = |host: &str| Some(host.split('.').next()?.split_once("-shard-")?.1.to_owned());
    own == requested
        || (!requested.ends_with(DOMAIN) && position(own).is_some() && position(own) == position(requested))
}

/// Returns the process in the path.
pub(crate) fn find(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let id = call.path_parameter("processId")?;
    let found = processes(store, call)?.into_iter().find(|process| process["id"] == id);
    found.ok_or_else(|| codes::HOST_NOT_FOUND.error(call, id))
}

#[cfg(test)]
mod tests {
    use super::is_same_host;

    #[test]
    fn a_host_of_another_domain_is_known_by_its_position() {
        let own = "orders-shard-00-01.abcde.example.com";
        assert!(is_same_host(own, own));
        assert!(is_same_host(own, "atlas-1a2b3c-shard-00-01.xyz.example.net"));
        assert!(!is_same_host(own, "atlas-1a2b3c-shard-00-02.xyz.example.net"));
        assert!(!is_same_host(own, "users-shard-00-01.abcde.example.com"));
        assert!(!is_same_host(own, "db.example.net"));
        assert!(!is_same_host("db.abcde.example.com", "db.example.net"));
    }
}
