//! Validation of clusters on creation and on update.

use serde_json::{Map, Value};

use super::hardware::{self, NODES, max_disk, min_disk, rank};
use super::{shards, versions};
use crate::error::{ApiError, ErrorSpec, codes};
use crate::resource_kind::Context;

const LONGEST_NAME: usize = 64;
/// The length of the prefix of a name that host names begin with.
pub(super) const PREFIX: usize = 23;
const MAX_SHARDS: usize = 70;

/// An error and the value that causes it.
pub(super) type Violation = (ErrorSpec, String);

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
            return refuse(codes::DUPLICATE_CLUSTER_NAME);
        }
        if prefix(name).is_some() && prefix(&other.key) == prefix(name) {
            return refuse(codes::DUPLICATE_CLUSTER_NAME_PREFIX);
        }
    }
    Ok(())
}

fn invalid_name(name: &str) -> Option<ErrorSpec> {
    let is_word = |letter: char| letter.is_ascii_alphanumeric();
    let is_name = name.starts_with(is_word) && name.chars().all(|letter| is_word(letter) || letter == '-');
    let is_reserved = name.strip_prefix("atlas-").is_some_and(|rest| rest.len() == 6 && rest.chars().all(is_word));
    match () {
        () if !is_name => Some(codes::CLUSTER_NAME_INVALID),
        () if name.len() > LONGEST_NAME => Some(codes::CLUSTER_NAME_TOO_LONG),
        () if is_reserved => Some(codes::ATLAS_RESERVED_CLUSTER_NAME),
        () if name.get(..PREFIX).is_some_and(|prefix| prefix.ends_with('-')) => {
            Some(codes::CLUSTER_NAME_PREFIX_INVALID)
        }
        () => None,
    }
}

/// Validates a new cluster.
pub(super) fn check_new(context: &Context<'_>, name: &str, cluster: &Map<String, Value>) -> Result<(), ApiError> {
    check_name(context, name)?;
    if cluster.get("paused") == Some(&Value::Bool(true)) {
        return Err(codes::CANNOT_CREATE_PAUSED_CLUSTER.error(context.call, name));
    }
    let free = context.store.list("clusters", context.scope).any(|other| hardware::is_free(&other.body));
    if hardware::is_free(cluster) && free {
        return Err(codes::CANNOT_CREATE_FREE_CLUSTER_VIA_PUBLIC_API.error(context.call, name));
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
        () if from != to && from == "GEOSHARDED" => Some((codes::CANNOT_CHANGE_GEOSHARDED_CLUSTER_TYPE, to)),
        () if from != to && to == "REPLICASET" => Some((codes::SHARDED_CLUSTER_CANT_BECOME_REPLICA_SET, to)),
        () if versions::is_known(&new) && versions::is_downgrade(&old, &new) => {
            Some((codes::CLUSTER_UPGRADE_INVALID, new))
        }
        () => first_violation(after),
    };
    refusal.map_or(Ok(()), |(code, value)| Err(code.error(context.call, &value)))
}

/// Returns the first error of a cluster, regardless of its previous state.
fn first_violation(cluster: &Map<String, Value>) -> Option<Violation> {
    let version = cluster.get("mongoDBMajorVersion").and_then(Value::as_str).unwrap_or_default();
    if !versions::is_known(version) {
        return Some((codes::MONGODB_VERSION_INVALID, version.to_owned()));
    }
    let shards = hardware::specs(cluster).count();
    let sharded = cluster.get("clusterType").is_some_and(|kind| kind != "REPLICASET");
    if !sharded && shards > 1 {
        return Some((codes::INVALID_CLUSTER_CONFIGURATION, String::new()));
    }
    if !(1..=MAX_SHARDS).contains(&shards) {
        return Some((codes::CLUSTER_NUM_SHARDS_INVALID, MAX_SHARDS.to_string()));
    }
    if hardware::is_tenant(cluster) {
        return None;
    }
    let electable = hardware::specs(cluster).find_map(invalid_node_count);
    electable
        .or_else(|| hardware::regions(cluster).find_map(|region| invalid_region(region, min_disk(cluster))))
        .or_else(|| shards::violation(cluster))
}

fn invalid_node_count(spec: &Value) -> Option<Violation> {
    let regions = spec["regionConfigs"].as_array().into_iter().flatten();
    let count: u64 = regions.filter_map(|region| region["electableSpecs"]["nodeCount"].as_u64()).sum();
    (![3, 5, 7].contains(&count)).then(|| (codes::CLUSTER_REPLICATION_FACTOR_INVALID, count.to_string()))
}

fn invalid_region(region: &Value, min_disk: f64) -> Option<Violation> {
    for specs in NODES.iter().filter_map(|nodes| region.get(*nodes)) {
        let size = specs["instanceSize"].as_str().unwrap_or_default();
        let disk = specs["diskSizeGB"].as_f64();
        if disk.is_some_and(|disk| !(min_disk..=max_disk(size)).contains(&disk)) {
            return Some((codes::CLUSTER_DISK_SIZE_INVALID, specs["diskSizeGB"].to_string()));
        }
    }
    let scaling = &region["autoScaling"]["compute"];
    let size = region["electableSpecs"]["instanceSize"].as_str().unwrap_or_default();
    let bound = |name: &str| scaling[name].as_str().map(str::to_owned);
    let (up, down) = (scaling["enabled"] == true, scaling["scaleDownEnabled"] == true);
    match (bound("minInstanceSize"), bound("maxInstanceSize")) {
        _ if down && !up => Some((codes::COMPUTE_AUTO_SCALING_SCALE_DOWN_ENABLED_INVALID, String::new())),
        (_, None) if up => Some((codes::COMPUTE_AUTO_SCALING_MAX_INSTANCE_SIZE_REQUIRED, String::new())),
        (None, _) if down => Some((codes::COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_REQUIRED, String::new())),
        (_, Some(max)) if up && rank(&max) < rank(size) => {
            Some((codes::COMPUTE_AUTO_SCALING_MAX_INSTANCE_SIZE_INVALID, max))
        }
        (Some(min), _) if down && rank(&min) > rank(size) => {
            Some((codes::COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_INVALID, min))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::invalid_name;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(invalid_name(name).map(|spec| spec.code()), expected, "{name}");
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
