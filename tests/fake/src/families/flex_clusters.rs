//! Flex clusters.

use serde_json::json;

use super::{clusters, upgrades};
use crate::family::{Action, Code, Family};

pub(super) static FAMILIES: &[&Family] = &[&FLEX_CLUSTERS];

pub(crate) static FLEX_CLUSTERS: Family = Family {
    name: "flexClusters",
    key: ("name", "name"),
    operations: &[
        ("listGroupFlexClusters", Action::List),
        ("getGroupFlexCluster", Action::Get),
        ("createGroupFlexCluster", Action::Create),
        ("updateGroupFlexCluster", Action::Update),
        ("deleteGroupFlexCluster", Action::Delete),
        ("tenantGroupFlexClusterUpgrade", Action::Special(upgrades::flex)),
    ],
    initial: |setting| {
        json!({
            "backupSettings": { "enabled": true },
            "clusterType": "REPLICASET",
            "connectionStrings": {},
            "createDate": setting.call.timestamp(),
            "mongoDBVersion": "8.0.4",
            "providerSettings": { "backingProviderName": "AWS", "regionName": "US_EAST_1" },
            "stateName": "IDLE",
            "terminationProtectionEnabled": false,
            "versionReleaseSystem": "LTS",
        })
    },
    not_found: Code(404, "CLUSTER_NOT_FOUND", "No cluster named {key} exists in group {groupId}."),
    elsewhere: Some((
        "clusters",
        Code(400, "CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API", "Cannot use non-flex cluster {key} in the flex API."),
    )),
    conflict: Some(Code(400, "DUPLICATE_CLUSTER_NAME", "A cluster named {key} already exists in group {groupId}.")),
    drafted: |_, cluster| {
        if let Some(settings) = cluster.body.get_mut("providerSettings") {
            settings["diskSizeGB"] = json!(5.0);
            settings["providerName"] = "FLEX".into();
        }
        if cluster.text("stateName") == "IDLE" {
            cluster.set("connectionStrings", strings(&cluster.key));
        }
    },
    created: |setting, cluster| {
        clusters::free_name(setting, "clusters", &cluster.key)?;
        cluster.set("connectionStrings", json!({}));
        cluster.set("stateName", "CREATING");
        let ready = setting.call.now + setting.times.cluster;
        cluster.set_at(ready, json!({ "connectionStrings": strings(&cluster.key), "stateName": "IDLE" }));
        Ok(())
    },
    changing: |setting, cluster, _| clusters::begin_update(setting, cluster),
    removing: clusters::terminate,
    events: ["CLUSTER_CREATED", "CLUSTER_UPDATE_STARTED", "CLUSTER_DELETED"],
    ..Family::PLAIN
};

fn strings(name: &str) -> serde_json::Value {
    clusters::connection_strings(name, &[format!("{}-shard-00-00.abcde.example.com", name.to_lowercase())])
}
