//! The hardware of a cluster: instance sizes, and the defaults that Atlas adds to a request.

use serde_json::{Map, Value, json};

use crate::store::Store;

/// The kinds of nodes that cannot be elected.
const OTHER_NODES: [&str; 2] = ["analyticsSpecs", "readOnlySpecs"];

/// The kinds of nodes in a region.
pub(super) const NODES: [&str; 3] = ["electableSpecs", "analyticsSpecs", "readOnlySpecs"];

/// The effective hardware of the nodes, in the order of `NODES`.
const EFFECTIVE: [&str; 3] = ["effectiveElectableSpecs", "effectiveAnalyticsSpecs", "effectiveReadOnlySpecs"];

/// The instance sizes, each with its default and its maximum disk size in gigabytes.
const SIZES: [(&str, f64, f64); 13] = [
    ("M0", 0.5, 0.5),
    ("M2", 2.0, 2.0),
    ("M5", 5.0, 5.0),
    ("M10", 10.0, 128.0),
    ("M20", 20.0, 256.0),
    ("M30", 40.0, 512.0),
    ("M40", 80.0, 1024.0),
    ("M50", 160.0, 4096.0),
    ("M60", 320.0, 4096.0),
    ("M80", 750.0, 4096.0),
    ("M140", 1000.0, 4096.0),
    ("M200", 1500.0, 4096.0),
    ("M300", 2000.0, 4096.0),
];

/// The disk sizes of an instance size outside the table, for example with more memory than usual.
const OTHER_SIZES: (f64, f64) = (80.0, 4096.0);

/// The minimum disk size of a dedicated cluster in gigabytes.
const MIN_DISK: f64 = 10.0;
const MIN_DISK_ON_AZURE: f64 = 8.0;
/// The largest default for which Azure has a smaller disk.
const SMALL_DISK: f64 = 20.0;

/// Returns the minimum disk size of a dedicated cluster in gigabytes. All regions have the same.
pub(super) fn min_disk(cluster: &Map<String, Value>) -> f64 {
    if is_on_azure(cluster) { MIN_DISK_ON_AZURE } else { MIN_DISK }
}

fn disk(size: &str) -> (f64, f64) {
    SIZES.iter().find(|(known, ..)| *known == size).map_or(OTHER_SIZES, |(_, default, max)| (*default, *max))
}

/// Adds the effective hardware to each region of a response. It differs from the wanted hardware only while a cluster
/// scales by itself, which the fake's clusters do not.
pub(super) fn add_effective(cluster: &mut Map<String, Value>) {
    let specs = cluster.get_mut("replicationSpecs").and_then(Value::as_array_mut).into_iter().flatten();
    for region in specs.filter_map(|spec| spec.get_mut("regionConfigs")?.as_array_mut()).flatten() {
        let Some(region) = region.as_object_mut().filter(|region| region["providerName"] != "TENANT") else { continue };
        for (wanted, effective) in NODES.iter().zip(EFFECTIVE) {
            if let Some(nodes) = region.get(*wanted).cloned() {
                region.insert(effective.to_owned(), nodes);
            }
        }
    }
}

/// Returns the maximum disk size of an instance size in gigabytes.
pub(super) fn max_disk(size: &str) -> f64 {
    disk(size).1
}

/// Returns the rank of an instance size, to compare sizes by.
pub(super) fn rank(size: &str) -> u32 {
    let digits: String =
        size.chars().skip_while(|letter| !letter.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_default()
}

/// Returns the default hardware of a cluster.
pub(super) fn smallest() -> Value {
    json!([{
        "regionConfigs": [{
            "electableSpecs": { "instanceSize": "M10", "nodeCount": 3 },
            "priority": 7,
            "providerName": "AWS",
            "regionName": "US_EAST_1",
        }],
    }])
}

pub(super) fn specs(cluster: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    cluster.get("replicationSpecs").and_then(Value::as_array).into_iter().flatten()
}

/// Returns the regions of all shards.
pub(super) fn regions(cluster: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    specs(cluster).flat_map(|spec| spec["regionConfigs"].as_array().into_iter().flatten())
}

/// Returns whether a cluster runs on shared hardware.
pub(super) fn is_tenant(cluster: &Map<String, Value>) -> bool {
    regions(cluster).any(|region| region["providerName"] == "TENANT")
}

/// Returns whether a cluster is a free one (`M0`).
pub(super) fn is_free(cluster: &Map<String, Value>) -> bool {
    regions(cluster).any(|region| region["electableSpecs"]["instanceSize"] == "M0")
}

/// Preserves the IDs of unchanged shards and zones in a change that leaves them out.
pub(super) fn keep_ids(before: &Map<String, Value>, after: &mut Map<String, Value>) {
    let known: Vec<_> = specs(before).cloned().collect();
    let stated: Vec<_> = specs(after).filter_map(|spec| spec.get("id").cloned()).collect();
    let specs = after.get_mut("replicationSpecs").and_then(Value::as_array_mut);
    for (place, spec) in specs.into_iter().flatten().enumerate() {
        let Some(spec) = spec.as_object_mut() else { continue };
        // The older versions of the API have other IDs.
        if spec.get("id").is_some_and(|id| known.iter().all(|known| known["id"] != *id)) {
            spec.remove("id");
        }
        let name = spec.get("zoneName").cloned().unwrap_or_else(|| "Zone 1".into());
        // A shard without an ID is new if the body has the one in its place elsewhere.
        let is_free = |same: &&Value| same["zoneName"] == name && !stated.contains(&same["id"]);
        if let Some(same) = known.get(place).filter(is_free) {
            spec.entry("id").or_insert_with(|| same["id"].clone());
        }
        if let Some(same) = known.iter().find(|same| same["zoneName"] == name) {
            spec.entry("zoneId").or_insert_with(|| same["zoneId"].clone());
        }
    }
}

/// Fills in the defaults of the hardware. The shards of a zone share its name and its ID.
pub(super) fn complete(store: &Store, cluster: &mut Map<String, Value>) {
    let mut zones: Vec<(String, String)> = Vec::new();
    let shared = Shared::of(cluster);
    let specs = cluster.get_mut("replicationSpecs").and_then(Value::as_array_mut);
    for spec in specs.into_iter().flatten().filter_map(Value::as_object_mut) {
        let name = spec.get("zoneName").and_then(Value::as_str).unwrap_or("Zone 1").to_owned();
        let given = spec.get("zoneId").and_then(Value::as_str).map(str::to_owned);
        let known = zones.iter().find(|(zone, _)| *zone == name).map(|(_, id)| id.clone());
        let id = given.or(known).unwrap_or_else(|| store.new_id());
        zones.push((name.clone(), id.clone()));
        spec.entry("id").or_insert_with(|| store.new_id().into());
        spec.insert("zoneId".to_owned(), id.into());
        spec.insert("zoneName".to_owned(), name.into());
        let regions = spec.get_mut("regionConfigs").and_then(Value::as_array_mut);
        for region in regions.into_iter().flatten() {
            complete_region(region, &shared);
        }
    }
}

/// Facts that all regions of a cluster share.
struct Shared {
    is_sharded: bool,
    /// The instance sizes of the nodes that cannot be elected, in the order of `OTHER_NODES`, where a region states
    /// one.
    sizes: [Option<String>; 2],
    /// The disk size of nodes that state none.
    disk: f64,
    /// Whether a region has auto-scaling. The others must have it too then.
    scales: bool,
}

impl Shared {
    fn of(cluster: &Map<String, Value>) -> Self {
        let size = |nodes: &str| {
            let stated = regions(cluster).find_map(|region| region.get(nodes)?.get("instanceSize")?.as_str());
            stated.map(str::to_owned)
        };
        Self {
            is_sharded: cluster.get("clusterType").is_some_and(|kind| kind != "REPLICASET"),
            sizes: OTHER_NODES.map(size),
            disk: shared_disk(cluster),
            scales: regions(cluster).any(|region| region["autoScaling"].is_object()),
        }
    }
}

/// Returns the disk size of nodes that state none: that of other nodes, or a default that fits all instance sizes.
fn shared_disk(cluster: &Map<String, Value>) -> f64 {
    let nodes = || regions(cluster).flat_map(|region| NODES.iter().filter_map(|nodes| region.get(*nodes)));
    if let Some(stated) = nodes().find_map(|nodes| nodes["diskSizeGB"].as_f64()) {
        return stated;
    }
    let default = regions(cluster).map(|region| disk(&size_of(region)).0).fold(0.0, f64::max);
    let max = nodes().filter_map(|nodes| nodes["instanceSize"].as_str()).map(max_disk).fold(f64::INFINITY, f64::min);
    let default = default.min(max);
    if is_on_azure(cluster) && default <= SMALL_DISK { MIN_DISK_ON_AZURE } else { default }
}

/// Returns the instance size of a region.
fn size_of(region: &Value) -> String {
    let stated = NODES.iter().find_map(|nodes| region.get(*nodes)?.get("instanceSize")?.as_str());
    stated.unwrap_or("M10").to_owned()
}

fn is_on_azure(cluster: &Map<String, Value>) -> bool {
    regions(cluster).any(|region| region["providerName"] == "AZURE")
}

fn complete_region(region: &mut Value, shared: &Shared) {
    let size = size_of(region);
    let Some(region) = region.as_object_mut() else { return };
    let provider = region.get("providerName").and_then(Value::as_str).unwrap_or_default().to_owned();
    if provider == "TENANT" {
        if let Some(Value::Object(specs)) = region.get_mut("electableSpecs") {
            let gigabytes = specs.get("diskSizeGB").and_then(Value::as_f64).unwrap_or(disk(&size).0);
            specs.insert("diskSizeGB".to_owned(), gigabytes.into());
            specs.insert("effectiveInstanceSize".to_owned(), size.into());
            specs.remove("nodeCount");
        }
        return;
    }
    for (nodes, other) in OTHER_NODES.into_iter().zip(&shared.sizes) {
        let size = other.as_ref().unwrap_or(&size);
        region.entry(nodes).or_insert_with(|| json!({ "instanceSize": size, "nodeCount": 0 }));
    }
    for nodes in NODES {
        let Some(Value::Object(specs)) = region.get_mut(nodes) else { continue };
        let size_in_gb = specs.get("diskSizeGB").and_then(Value::as_f64).unwrap_or(shared.disk);
        specs.insert("diskSizeGB".to_owned(), size_in_gb.into());
        specs.entry("instanceSize").or_insert_with(|| size.as_str().into());
        specs.entry("nodeCount").or_insert_with(|| 0.into());
        for (name, value) in disk_defaults(&provider) {
            specs.entry(name).or_insert(value);
        }
    }
    if shared.scales && !region.contains_key("autoScaling") {
        return;
    }
    let scaling = region.entry("autoScaling").or_insert_with(|| json!({}));
    for (part, name) in [("compute", "enabled"), ("compute", "scaleDownEnabled"), ("diskGB", "enabled")] {
        default_to_false(scaling, part, name);
    }
    if shared.is_sharded {
        default_to_false(scaling, "compute", "predictiveEnabled");
    }
}

/// Returns the defaults of a provider's disks.
fn disk_defaults(provider: &str) -> Vec<(&'static str, Value)> {
    match provider {
        "AWS" => vec![("diskIOPS", 3000.into()), ("ebsVolumeType", "STANDARD".into())],
        "AZURE" => vec![("diskIOPS", 3500.into()), ("diskThroughput", 125.into())],
        _ => Vec::new(),
    }
}

/// Sets a switch of a part of an object to `false`, unless it is set.
fn default_to_false(object: &mut Value, part: &str, name: &str) {
    if let Some(object) = object.as_object_mut()
        && let Some(part) = object.entry(part).or_insert_with(|| json!({})).as_object_mut()
    {
        part.entry(name).or_insert(Value::Bool(false));
    }
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn sizes_are_ranked_by_their_number() {
        assert_eq!(["M10", "R40", "M40_NVME", "M200", "?"].map(rank), [10, 40, 40, 200, 0]);
    }
}
