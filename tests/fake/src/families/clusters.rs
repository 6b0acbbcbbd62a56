//! Clusters, from creating them to their end.

mod temporary;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Map, Value, json};

use super::{all_clusters, backups, upgrades};
use crate::error::ApiError;
use crate::family::{Action, Code, Family, Setting, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&CLUSTERS, &PROCESS_ARGUMENTS];

const IS_FLEX: Code =
    Code(400, "CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API", "Flex cluster {key} cannot be used in the Cluster API.");
const PROTECTED: Code = Code(
    400,
    "CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED",
    "The cluster {key} cannot be terminated while termination protection is enabled.",
);
const NAME_TAKEN: Code =
    Code(400, "DUPLICATE_CLUSTER_NAME", "A cluster named {key} already exists in group {groupId}.");
const ENDING: Code =
    Code(400, "CLUSTER_ALREADY_REQUESTED_DELETION", "The deletion of the cluster {key} was requested already.");
const NAME_STAYS: Code =
    Code(400, "CLUSTER_CANNOT_CHANGE_NAME", "The cluster {key} keeps its name for as long as it is.");
const CREATED_PAUSED: Code =
    Code(400, "CANNOT_CREATE_PAUSED_CLUSTER", "The cluster {key} cannot be paused before it is there.");
const NOT_IDLE: Code =
    Code(400, "CLUSTER_NOT_IDLE_CANNOT_UPDATE", "The cluster {key} cannot be updated while it is being changed.");
const RESTORING: Code = Code(
    400,
    "CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE",
    "The cluster {key} cannot be updated while a backup is restored into it.",
);
const TENANT: Code = Code(
    400,
    "TENANT_CLUSTER_UPDATE_UNSUPPORTED",
    "The cluster {key} is a free one, which can be upgraded and no more.",
);
const PAUSED: Code =
    Code(400, "CANNOT_UPDATE_PAUSED_CLUSTER", "The cluster {key} cannot be updated while it is paused.");
const RESUMED: Code = Code(
    400,
    "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER",
    "The cluster {key} was resumed less than an hour ago and cannot be paused yet.",
);

/// For how long a cluster cannot be paused after it was resumed.
const PAUSE_AFTER: Duration = Duration::hours(1);

pub(crate) static CLUSTERS: Family = Family {
    name: "clusters",
    key: ("clusterName", "name"),
    operations: &[
        ("listGroupClusters", Action::List),
        ("getGroupCluster", Action::Get),
        ("createGroupCluster", Action::Create),
        ("updateGroupCluster", Action::Update),
        ("deleteGroupCluster", Action::Delete),
        ("restartGroupClusterPrimaries", Action::Special(restart_primaries)),
        ("getGroupClusterStatus", Action::Special(status)),
        ("listClusterDetails", Action::Special(all_clusters::by_project)),
        ("upgradeGroupClusterTenantUpgrade", Action::Special(upgrades::tenant)),
        ("pinGroupClusterFeatureCompatibilityVersion", Action::Special(temporary::pin)),
        ("unpinGroupClusterFeatureCompatibilityVersion", Action::Special(temporary::unpin)),
        ("grantGroupClusterMongoDbEmployeeAccess", Action::Special(temporary::grant)),
        ("revokeGroupClusterMongoDbEmployeeAccess", Action::Special(temporary::revoke)),
    ],
    initial: |setting| {
        json!({
            "backupEnabled": false,
            "clusterType": "REPLICASET",
            "connectionStrings": {},
            "createDate": setting.call.timestamp(),
            "diskWarmingMode": "FULLY_WARMED",
            "encryptionAtRestProvider": "NONE",
            "featureCompatibilityVersion": "8.0",
            "globalClusterSelfManagedSharding": false,
            "labels": [],
            "mongoDBMajorVersion": "8.0",
            "mongoDBVersion": "8.0.4",
            "paused": false,
            "pitEnabled": false,
            "replicationSpecs": [{
                "regionConfigs": [{
                    "electableSpecs": { "diskSizeGB": 10.0, "instanceSize": "M10", "nodeCount": 3 },
                    "priority": 7,
                    "providerName": "AWS",
                    "regionName": "US_EAST_1",
                }],
            }],
            "rootCertType": "ISRGROOTX1",
            "stateName": "IDLE",
            "tags": [],
            "terminationProtectionEnabled": false,
            "versionReleaseSystem": "LTS",
        })
    },
    not_found: Code(404, "CLUSTER_NOT_FOUND", "No cluster named {key} exists in group {groupId}."),
    elsewhere: Some(("flexClusters", IS_FLEX)),
    conflict: Some(NAME_TAKEN),
    drafted: |setting, cluster| {
        name_specs(setting.store, &mut cluster.body);
        let hosts = hosts(cluster);
        if cluster.text("stateName") == "IDLE" {
            cluster.set("connectionStrings", connection_strings(&cluster.key, &hosts));
        }
    },
    created: |setting, cluster| {
        free_name(setting, "flexClusters", &cluster.key)?;
        if cluster.flag("paused") {
            return Err(CREATED_PAUSED.error(setting.call, &cluster.key));
        }
        let strings = connection_strings(&cluster.key, &hosts(cluster));
        cluster.set("connectionStrings", json!({}));
        cluster.set("stateName", "CREATING");
        let ready = setting.call.now + setting.times.cluster;
        cluster.set_at(ready, json!({ "connectionStrings": strings, "stateName": "IDLE" }));
        Ok(())
    },
    changing: change,
    removing: |setting, cluster| terminate(setting, cluster),
    events: ["CLUSTER_CREATED", "CLUSTER_UPDATE_STARTED", "CLUSTER_DELETED"],
    ..Family::PLAIN
};

static PROCESS_ARGUMENTS: Family = Family {
    name: "processArgs",
    scope: &["groupId", "clusterName"],
    operations: &[("getGroupClusterProcessArgs", Action::Read), ("updateGroupClusterProcessArgs", Action::Write)],
    initial: |_| {
        json!({
            "changeStreamOptionsPreAndPostImagesExpireAfterSeconds": -1,
            "customOpensslCipherConfigTls12": [],
            "javascriptEnabled": true,
            "minimumEnabledTlsProtocol": "TLS1_2",
            "noTableScan": false,
            "tlsCipherConfigMode": "DEFAULT",
        })
    },
    parent: Some(&CLUSTERS),
    ..Family::ONLY
};

/// Whether a cluster shares its machines with others, as free ones do.
pub(super) fn is_tenant(cluster: &Resource) -> bool {
    let specs = cluster.body.get("replicationSpecs");
    specs.and_then(|specs| specs.pointer("/0/regionConfigs/0/providerName")).is_some_and(|name| name == "TENANT")
}

/// Refuses a name that a cluster of the other kind has.
pub(super) fn free_name(setting: &Setting<'_>, family: &str, name: &str) -> Result<(), ApiError> {
    match setting.store.get(family, setting.scope, name) {
        Some(_) => Err(NAME_TAKEN.error(setting.call, name)),
        None => Ok(()),
    }
}

/// Begins the end of a cluster of either kind.
pub(super) fn terminate(setting: &Setting<'_>, cluster: &mut Resource) -> Result<Option<DateTime<Utc>>, ApiError> {
    if cluster.text("stateName") == "DELETING" {
        return Err(ENDING.error(setting.call, &cluster.key));
    }
    if cluster.flag("terminationProtectionEnabled") {
        return Err(PROTECTED.error(setting.call, &cluster.key));
    }
    cluster.set("stateName", "DELETING");
    cluster.later.clear();
    Ok(Some(setting.call.now + setting.times.cluster))
}

/// Refuses a change before the last one is over, and begins this one.
pub(super) fn begin_update(setting: &Setting<'_>, cluster: &mut Resource) -> Result<(), ApiError> {
    if cluster.text("stateName") != "IDLE" {
        return Err(NOT_IDLE.error(setting.call, &cluster.key));
    }
    cluster.set("stateName", "UPDATING");
    cluster.set_at(setting.call.now + setting.times.cluster, json!({ "stateName": "IDLE" }));
    Ok(())
}

fn change(setting: &Setting<'_>, cluster: &mut Resource, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    if backups::is_restored_into(setting.store, setting.scope, &cluster.key) {
        return Err(RESTORING.error(setting.call, &cluster.key));
    }
    if body.get("name").is_some_and(|name| name.as_str() != Some(&cluster.key)) {
        return Err(NAME_STAYS.error(setting.call, &cluster.key));
    }
    if is_tenant(cluster) {
        return Err(TENANT.error(setting.call, &cluster.key));
    }
    begin_update(setting, cluster)?;
    let wanted = body.get("paused").and_then(Value::as_bool);
    match (cluster.flag("paused"), wanted) {
        // A paused cluster can be resumed and no more, which is one change.
        (true, Some(false)) if body.len() == 1 => cluster.set(RESUMED_AT, setting.call.timestamp()),
        (true, _) => return Err(PAUSED.error(setting.call, &cluster.key)),
        (false, Some(true)) => {
            let resumed = DateTime::parse_from_rfc3339(cluster.text(RESUMED_AT)).ok();
            if resumed.is_some_and(|resumed| setting.call.now - resumed.to_utc() < PAUSE_AFTER) {
                return Err(RESUMED.error(setting.call, &cluster.key));
            }
        }
        (false, _) => {}
    }
    name_specs(setting.store, body);
    Ok(())
}

/// When a cluster was resumed; no schema knows this property, so it is never shown.
const RESUMED_AT: &str = "#resumed";

/// Gives each part of the hardware that has none an id and a zone.
fn name_specs(store: &Store, body: &mut Map<String, Value>) {
    let specs = body.get_mut("replicationSpecs").and_then(Value::as_array_mut);
    for spec in specs.into_iter().flatten().filter_map(Value::as_object_mut) {
        for (name, value) in [("id", store.new_id()), ("zoneId", store.new_id()), ("zoneName", "Zone 1".to_owned())] {
            spec.entry(name).or_insert_with(|| value.into());
        }
    }
}

/// The host names of a cluster's processes: of each shard its electable nodes, and one more shard for the configuration
/// where there are several.
pub(super) fn hosts(cluster: &Resource) -> Vec<String> {
    let specs = cluster.body.get("replicationSpecs").and_then(Value::as_array).cloned().unwrap_or_default();
    let name = cluster.key.to_lowercase();
    let shards = specs.iter().enumerate().flat_map(|(shard, spec)| {
        let regions = spec["regionConfigs"].as_array().into_iter().flatten();
        // The three nodes of a free cluster nobody counts.
        let count = |region: &Value| region.get("electableSpecs")?.get("nodeCount").map_or(Some(3), Value::as_u64);
        let nodes: u64 = regions.filter_map(count).sum();
        let name = name.clone();
        (0..nodes.clamp(1, 50)).map(move |node| format!("{name}-shard-{shard:02}-{node:02}.abcde.example.com"))
    });
    shards.collect()
}

pub(super) fn connection_strings(name: &str, hosts: &[String]) -> Value {
    let addresses = hosts.iter().map(|host| format!("{host}:27017")).collect::<Vec<_>>().join(",");
    json!({
        "standard": format!("mongodb://{addresses}/?ssl=true&authSource=admin&replicaSet=atlas-{name}-shard-0"),
        "standardSrv": format!("mongodb+srv://{}.abcde.example.com", name.to_lowercase()),
    })
}

fn restart_primaries(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let mut cluster = CLUSTERS.find(store, call)?.clone();
    let scope = cluster.scope.clone();
    begin_update(&Setting { store, call, times, scope: &scope }, &mut cluster)?;
    store.put(CLUSTERS.name, cluster);
    Ok(Value::Null)
}

fn status(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let idle = CLUSTERS.find(store, call)?.text("stateName") == "IDLE";
    Ok(json!({ "changeStatus": if idle { "APPLIED" } else { "PENDING" } }))
}
