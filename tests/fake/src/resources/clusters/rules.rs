//! Validation of clusters on creation and on update.

use serde_json::{Map, Value};

use super::hardware::{self, NODES, max_disk, min_disk, rank};
use super::versions;
use crate::error::ApiError;
use crate::resource_kind::{Context, ErrorSpec};

pub(in crate::resources) const NAME_TAKEN: ErrorSpec =
    ErrorSpec(400, "DUPLICATE_CLUSTER_NAME", "A cluster named {key} already exists in group {groupId}.");
const NAME_INVALID: ErrorSpec = ErrorSpec(
    400,
    "CLUSTER_NAME_INVALID",
    "The cluster name {key} is invalid: only ASCII letters, digits and hyphens are allowed, the first not a hyphen.",
);
const NAME_TOO_LONG: ErrorSpec =
    ErrorSpec(400, "CLUSTER_NAME_TOO_LONG", "The cluster name {key} has more than 64 characters.");
const PREFIX_INVALID: ErrorSpec = ErrorSpec(
    400,
    "CLUSTER_NAME_PREFIX_INVALID",
    "The cluster name {key} is invalid: its first 23 characters, the prefix of host names, end in a hyphen.",
);
const PREFIX_TAKEN: ErrorSpec = ErrorSpec(
    400,
    "DUPLICATE_CLUSTER_NAME_PREFIX",
    "The cluster name {key} begins with the same 23 characters as the name of another cluster in the group.",
);
const NAME_RESERVED: ErrorSpec = ErrorSpec(
    400,
    "ATLAS_RESERVED_CLUSTER_NAME",
    "The cluster name {key} is reserved: atlas- and six letters or digits name Atlas's own hosts.",
);
const NO_FREE_CLUSTER: ErrorSpec = ErrorSpec(
    400,
    "CANNOT_CREATE_FREE_CLUSTER_VIA_PUBLIC_API",
    "A cluster with instance size M0 cannot be created via the public API: this project has reached the limit for the \
     number of free clusters.",
);
const NOT_PAUSED: ErrorSpec =
    ErrorSpec(400, "CANNOT_CREATE_PAUSED_CLUSTER", "The cluster {key} cannot be created in a paused state.");
const NO_SUCH_VERSION: ErrorSpec =
    ErrorSpec(400, "MONGODB_VERSION_INVALID", "The MongoDB version {key} is not available.");
const DOWNGRADE: ErrorSpec =
    ErrorSpec(400, "CLUSTER_UPGRADE_INVALID", "The MongoDB version {key} is lower than the version of the cluster.");
const BECOMES_REPLICA_SET: ErrorSpec =
    ErrorSpec(400, "SHARDED_CLUSTER_CANT_BECOME_REPLICA_SET", "A sharded cluster cannot become a replica set.");
const BECOMES_NOT_GLOBAL: ErrorSpec = ErrorSpec(
    400,
    "CANNOT_CHANGE_GEOSHARDED_CLUSTER_TYPE",
    "A geo sharded cluster cannot become a cluster of another type.",
);
const SEVERAL_SETS: ErrorSpec =
    ErrorSpec(400, "INVALID_CLUSTER_CONFIGURATION", "A replica set has exactly one replication spec.");
const SHARDS: ErrorSpec =
    ErrorSpec(400, "CLUSTER_NUM_SHARDS_INVALID", "A cluster must have between 1 and {key} shards.");
const ELECTABLE: ErrorSpec = ErrorSpec(
    400,
    "CLUSTER_REPLICATION_FACTOR_INVALID",
    "A shard or a replica set must have 3, 5 or 7 electable nodes, not {key}.",
);
const DISK: ErrorSpec =
    ErrorSpec(400, "CLUSTER_DISK_SIZE_INVALID", "Nodes of this instance size cannot have a disk of {key} GB.");
const NO_MAX: ErrorSpec = ErrorSpec(
    400,
    "COMPUTE_AUTO_SCALING_MAX_INSTANCE_SIZE_REQUIRED",
    "Compute auto-scaling needs a maximum instance size.",
);
const NO_MIN: ErrorSpec = ErrorSpec(
    400,
    "COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_REQUIRED",
    "Compute auto-scaling needs a minimum instance size to scale down.",
);
const DOWN_ONLY: ErrorSpec = ErrorSpec(
    400,
    "COMPUTE_AUTO_SCALING_SCALE_DOWN_ENABLED_INVALID",
    "Compute auto-scaling cannot scale down unless it is enabled.",
);
const MAX_TOO_SMALL: ErrorSpec = ErrorSpec(
    400,
    "COMPUTE_AUTO_SCALING_MAX_INSTANCE_SIZE_INVALID",
    "The maximum instance size {key} is smaller than the instance size of the nodes.",
);
const MIN_TOO_LARGE: ErrorSpec = ErrorSpec(
    400,
    "COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_INVALID",
    "The minimum instance size {key} is larger than the instance size of the nodes.",
);

const LONGEST_NAME: usize = 64;
/// The length of the prefix of a name that host names begin with.
const PREFIX: usize = 23;
const MAX_SHARDS: usize = 70;

/// An error and the value that causes it.
type Violation = (ErrorSpec, String);

/// Rejects a name that is invalid or that another cluster, dedicated or flex, already has.
pub(in crate::resources) fn check_name(context: &Context<'_>, name: &str) -> Result<(), ApiError> {
    if name.is_empty() {
        return Err(ApiError::missing_attribute("name"));
    }
    let refuse = |code: ErrorSpec| Err(code.error(context.call, name));
    if let Some(code) = invalid_name(name) {
        return refuse(code);
    }
    let prefix = |name: &str| name.get(..PREFIX).map(str::to_owned);
    for other in ["clusters", "flexClusters"].iter().flat_map(|kind| context.store.list(kind, context.scope)) {
        if other.key == name {
            return refuse(NAME_TAKEN);
        }
        if prefix(name).is_some() && prefix(&other.key) == prefix(name) {
            return refuse(PREFIX_TAKEN);
        }
    }
    Ok(())
}

fn invalid_name(name: &str) -> Option<ErrorSpec> {
    let is_word = |letter: char| letter.is_ascii_alphanumeric();
    let is_name = name.starts_with(is_word) && name.chars().all(|letter| is_word(letter) || letter == '-');
    let is_reserved = name.strip_prefix("atlas-").is_some_and(|rest| rest.len() == 6 && rest.chars().all(is_word));
    match () {
        () if !is_name => Some(NAME_INVALID),
        () if name.len() > LONGEST_NAME => Some(NAME_TOO_LONG),
        () if is_reserved => Some(NAME_RESERVED),
        () if name.get(..PREFIX).is_some_and(|prefix| prefix.ends_with('-')) => Some(PREFIX_INVALID),
        () => None,
    }
}

/// Validates a new cluster.
pub(super) fn check_new(context: &Context<'_>, name: &str, cluster: &Map<String, Value>) -> Result<(), ApiError> {
    check_name(context, name)?;
    if cluster.get("paused") == Some(&Value::Bool(true)) {
        return Err(NOT_PAUSED.error(context.call, name));
    }
    let free = context.store.list("clusters", context.scope).any(|other| hardware::is_free(&other.body));
    if hardware::is_free(cluster) && free {
        return Err(NO_FREE_CLUSTER.error(context.call, name));
    }
    first_violation(cluster).map_or(Ok(()), |(code, value)| Err(code.error(context.call, &value)))
}

/// Validates the result of an update, and the transition to it.
pub(super) fn check_change(
    context: &Context<'_>,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> Result<(), ApiError> {
    let text = |cluster: &Map<String, Value>, name: &str| {
        cluster.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let [from, to] = [before, after].map(|cluster| text(cluster, "clusterType"));
    let [old, new] = [before, after].map(|cluster| text(cluster, "mongoDBMajorVersion"));
    let refusal = match () {
        () if from != to && from == "GEOSHARDED" => Some((BECOMES_NOT_GLOBAL, to)),
        () if from != to && to == "REPLICASET" => Some((BECOMES_REPLICA_SET, to)),
        () if versions::is_known(&new) && versions::is_downgrade(&old, &new) => Some((DOWNGRADE, new)),
        () => first_violation(after),
    };
    refusal.map_or(Ok(()), |(code, value)| Err(code.error(context.call, &value)))
}

/// Returns the first error of a cluster, regardless of its previous state.
fn first_violation(cluster: &Map<String, Value>) -> Option<Violation> {
    let version = cluster.get("mongoDBMajorVersion").and_then(Value::as_str).unwrap_or_default();
    if !versions::is_known(version) {
        return Some((NO_SUCH_VERSION, version.to_owned()));
    }
    let shards = hardware::specs(cluster).count();
    let sharded = cluster.get("clusterType").is_some_and(|kind| kind != "REPLICASET");
    if !sharded && shards > 1 {
        return Some((SEVERAL_SETS, String::new()));
    }
    if !(1..=MAX_SHARDS).contains(&shards) {
        return Some((SHARDS, MAX_SHARDS.to_string()));
    }
    if hardware::is_tenant(cluster) {
        return None;
    }
    let electable = hardware::specs(cluster).find_map(invalid_node_count);
    electable.or_else(|| hardware::regions(cluster).find_map(|region| invalid_region(region, min_disk(cluster))))
}

fn invalid_node_count(spec: &Value) -> Option<Violation> {
    let regions = spec["regionConfigs"].as_array().into_iter().flatten();
    let count: u64 = regions.filter_map(|region| region["electableSpecs"]["nodeCount"].as_u64()).sum();
    (![3, 5, 7].contains(&count)).then(|| (ELECTABLE, count.to_string()))
}

fn invalid_region(region: &Value, min_disk: f64) -> Option<Violation> {
    for specs in NODES.iter().filter_map(|nodes| region.get(*nodes)) {
        let size = specs["instanceSize"].as_str().unwrap_or_default();
        let disk = specs["diskSizeGB"].as_f64();
        if disk.is_some_and(|disk| !(min_disk..=max_disk(size)).contains(&disk)) {
            return Some((DISK, specs["diskSizeGB"].to_string()));
        }
    }
    let scaling = &region["autoScaling"]["compute"];
    let size = region["electableSpecs"]["instanceSize"].as_str().unwrap_or_default();
    let bound = |name: &str| scaling[name].as_str().map(str::to_owned);
    let (up, down) = (scaling["enabled"] == true, scaling["scaleDownEnabled"] == true);
    match (bound("minInstanceSize"), bound("maxInstanceSize")) {
        _ if down && !up => Some((DOWN_ONLY, String::new())),
        (_, None) if up => Some((NO_MAX, String::new())),
        (None, _) if down => Some((NO_MIN, String::new())),
        (_, Some(max)) if up && rank(&max) < rank(size) => Some((MAX_TOO_SMALL, max)),
        (Some(min), _) if down && rank(&min) > rank(size) => Some((MIN_TOO_LARGE, min)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::invalid_name;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(invalid_name(name).map(|code| code.1), expected, "{name}");
    }

    #[test]
    fn a_name_is_valid_in_host_names() {
        check("orders", None);
        check("Cluster0", None);
        check("-orders", Some("CLUSTER_NAME_INVALID"));
        check("my orders", Some("CLUSTER_NAME_INVALID"));
        check(&"a".repeat(64), None);
        check(&"a".repeat(65), Some("CLUSTER_NAME_TOO_LONG"));
        check("atlas-abc123", Some("ATLAS_RESERVED_CLUSTER_NAME"));
        check("atlas-orders-2", None);
        check("a-23-characters-long-name-x", None);
        check("a-23-character-long-pr-efix", Some("CLUSTER_NAME_PREFIX_INVALID"));
    }
}
