//! Rules about all shards of a cluster together.

use serde_json::{Map, Value};

use super::hardware::{self, NODES};
use super::rules::Violation;
use crate::error::codes;

/// The kinds of nodes that have one instance size in a shard.
const BASE: [&str; 2] = ["electableSpecs", "readOnlySpecs"];

/// Auto-scaling, and the kinds of nodes that it applies to.
const SCALING: [(&str, &[&str]); 2] = [("autoScaling", &BASE), ("analyticsAutoScaling", &["analyticsSpecs"])];

/// Returns the first error of the shards of a cluster.
pub(super) fn violation(cluster: &Map<String, Value>) -> Option<Violation> {
    let shards: Vec<_> = hardware::specs(cluster).collect();
    let differ_in_zone = |shard: &&Value| {
        let first = shards.iter().find(|first| first["zoneName"] == shard["zoneName"]);
        first.is_some_and(|first| topology(first) != topology(shard))
    };
    let scaling = || hardware::regions(cluster).map(|region| region["autoScaling"].is_object());
    let code = match () {
        () if shards.iter().any(differ_in_zone) => codes::ASYMMETRIC_REGION_TOPOLOGY_IN_ZONE,
        () if differ(existing(cluster, &NODES).map(|(_, nodes)| nodes["diskSizeGB"].as_f64()))
            || mixes_local_disks(cluster) =>
        {
            codes::DISK_SIZE_GB_INCONSISTENT
        }
        () if differ(scaling()) => codes::AUTO_SCALINGS_MUST_BE_IN_EVERY_REGION_CONFIG,
        () if scales_differently(&shards) => codes::INVALID_ATTRIBUTE
            .worded("Invalid attribute autoScaling specified. All shards must scale between the same instance sizes."),
        () => return None,
    };
    Some((code, String::new()))
}

/// Returns the regions of a shard, and its number of nodes of each kind.
fn topology(shard: &Value) -> (Vec<String>, [u64; 3]) {
    let regions = || shard["regionConfigs"].as_array().into_iter().flatten();
    let mut places: Vec<_> =
        regions().map(|region| format!("{} {}", region["providerName"], region["regionName"])).collect();
    places.sort();
    (places, NODES.map(|nodes| regions().filter_map(|region| region[nodes]["nodeCount"].as_u64()).sum()))
}

/// Returns the nodes of these kinds that exist, each with its region.
fn existing<'a>(cluster: &'a Map<String, Value>, kinds: &'a [&str]) -> impl Iterator<Item = (&'a Value, &'a Value)> {
    hardware::regions(cluster).flat_map(|region| nodes_of(region, kinds).map(move |nodes| (region, nodes)))
}

fn nodes_of<'a>(region: &'a Value, kinds: &'a [&str]) -> impl Iterator<Item = &'a Value> {
    kinds.iter().filter_map(|kind| region.get(*kind)).filter(|nodes| nodes["nodeCount"] != 0)
}

fn differ<T: PartialEq>(mut values: impl Iterator<Item = T>) -> bool {
    let first = values.next();
    values.any(|value| Some(value) != first)
}

/// Returns whether only some nodes of a provider have the same instance size with local disks.
fn mixes_local_disks(cluster: &Map<String, Value>) -> bool {
    let sizes: Vec<_> =
        existing(cluster, &BASE).map(|(region, nodes)| (&region["providerName"], &nodes["instanceSize"])).collect();
    let local = sizes.iter().filter(|(_, size)| size.as_str().is_some_and(|size| size.contains("_NVME")));
    local.into_iter().any(|one| sizes.iter().any(|other| one.0 == other.0 && one.1 != other.1))
}

/// Returns whether a shard scales between other instance sizes than the first one with nodes of the same provider.
fn scales_differently(shards: &[&Value]) -> bool {
    SCALING.iter().any(|(scaling, kinds)| {
        let bounds = |shard: &Value, provider: &Value| {
            let regions = shard["regionConfigs"].as_array().into_iter().flatten();
            let regions = regions.filter(|region| region["providerName"] == *provider);
            let mut bounds: Vec<_> = regions
                .filter(|region| nodes_of(region, kinds).next().is_some())
                .map(|region| &region[*scaling]["compute"])
                .map(|compute| match compute["enabled"] == true {
                    true => format!("{} {}", compute["minInstanceSize"], compute["maxInstanceSize"]),
                    false => String::new(),
                })
                .collect();
            bounds.sort();
            bounds.dedup();
            bounds
        };
        ["AWS", "AZURE", "GCP"].into_iter().any(|provider| {
            let bounds = shards.iter().map(|shard| bounds(shard, &provider.into()));
            differ(bounds.filter(|bounds| !bounds.is_empty()))
        })
    })
}
