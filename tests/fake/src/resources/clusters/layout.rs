//! The processes of a cluster.

use serde_json::{Map, Value};

use super::{hardware, rules::PREFIX};
use crate::store::Resource;

/// The kind of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resources) enum ProcessKind {
    /// A data-bearing process of a replica set or a shard.
    Data { sharded: bool, primary: bool },
    /// A config server.
    Config,
    /// A query router (`mongos`).
    Router,
}

/// A process of a cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::resources) struct Node {
    pub(in crate::resources) host: String,
    pub(in crate::resources) port: u16,
    pub(in crate::resources) kind: ProcessKind,
    /// The replica set of the process, if it is in one.
    pub(in crate::resources) replica_set: Option<String>,
}

const DATA_PORT: u16 = 27017;
const ROUTER_PORT: u16 = 27016;
const CONFIG_SERVERS: u64 = 3;

/// Returns all processes of a cluster: the nodes of each shard, and for a sharded cluster the config servers and
/// routers.
pub(in crate::resources) fn nodes(cluster: &Resource) -> Vec<Node> {
    let sharded = is_sharded(cluster);
    let name = host_prefix(&cluster.key);
    let mut nodes = Vec::new();
    for (shard, count) in shards(cluster).into_iter().enumerate() {
        let set = format!("{name}-shard-{shard:02}");
        nodes.extend((0..count).map(|node| Node {
            host: host(&format!("{set}-{node:02}")),
            port: DATA_PORT,
            kind: ProcessKind::Data { sharded, primary: node == 0 },
            replica_set: Some(format!("atlas-{set}")),
        }));
    }
    if sharded {
        let beside: Vec<_> = nodes.iter().map(|node| node.host.clone()).collect();
        let routers = beside.into_iter().map(|host| Node {
            host,
            port: ROUTER_PORT,
            kind: ProcessKind::Router,
            replica_set: None,
        });
        let config = (0..CONFIG_SERVERS).map(|node| Node {
            host: host(&format!("{name}-config-00-{node:02}")),
            port: DATA_PORT,
            kind: ProcessKind::Config,
            replica_set: Some(format!("atlas-{name}-config-0")),
        });
        nodes.extend(config.chain(routers));
    }
    nodes
}

/// Returns the hosts that bear a cluster's data.
pub(in crate::resources) fn hosts(cluster: &Resource) -> Vec<String> {
    let is_data = |node: &Node| matches!(node.kind, ProcessKind::Data { .. });
    nodes(cluster).into_iter().filter(is_data).map(|node| node.host).collect()
}

/// Returns the addresses that a client connects to.
pub(super) fn addresses(cluster: &Resource) -> Vec<String> {
    let sharded = is_sharded(cluster);
    let accepts_clients = |node: &Node| if sharded { node.kind == ProcessKind::Router } else { true };
    nodes(cluster).into_iter().filter(accepts_clients).map(|node| format!("{}:{}", node.host, node.port)).collect()
}

/// Fills in how a new sharded cluster runs its config servers: on its shards, unless the request fixes them to nodes of
/// their own.
pub(super) fn complete_config_servers(cluster: &mut Map<String, Value>) {
    let mode = cluster.entry("configServerManagementMode").or_insert_with(|| "ATLAS_MANAGED".into());
    let kind = if *mode == "FIXED_TO_DEDICATED" { "DEDICATED" } else { "EMBEDDED" };
    cluster.insert("configServerType".to_owned(), kind.into());
}

pub(super) fn is_sharded(cluster: &Resource) -> bool {
    ["SHARDED", "GEOSHARDED"].contains(&cluster.text("clusterType"))
}

/// Returns the number of nodes of each shard.
fn shards(cluster: &Resource) -> Vec<u64> {
    let count = |spec: &Value| {
        let regions = spec["regionConfigs"].as_array().into_iter().flatten();
        let of_region = |region: &Value| -> u64 {
            hardware::NODES.iter().filter_map(|nodes| region.get(*nodes)?.get("nodeCount")?.as_u64()).sum()
        };
        match regions.map(of_region).sum() {
            // A tenant cluster has no node counts.
            0 => 3,
            count => count.min(50),
        }
    };
    hardware::specs(&cluster.body).map(count).collect()
}

/// Returns the first 23 characters of a cluster's name, with which the names of its hosts begin.
fn host_prefix(name: &str) -> String {
    let name = name.to_lowercase();
    match name.char_indices().nth(PREFIX) {
        Some((end, _)) => name[..end].trim_end_matches('-').to_owned(),
        None => name,
    }
}

fn host(name: &str) -> String {
    format!("{name}.abcde.example.com")
}
