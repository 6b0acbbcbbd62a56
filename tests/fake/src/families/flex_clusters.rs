//! Flex clusters.

use serde_json::{Map, Value, json};

use super::{clusters, flex_backups, limits};
use crate::family::{Action, Code, Family};
use crate::store::Resource;

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
    conflict: Some(clusters::NAME_TAKEN),
    limit: Some(limits::CLUSTERS),
    drafted: |setting, cluster| {
        flex_backups::begin(cluster, setting.call.now);
        if let Some(Value::Object(settings)) = cluster.body.get_mut("providerSettings") {
            settings.insert("diskSizeGB".to_owned(), json!(5.0));
            settings.insert("providerName".to_owned(), "FLEX".into());
        }
        if cluster.text("stateName") == "IDLE" {
            cluster.set("connectionStrings", strings(cluster));
        }
    },
    created: |setting, cluster| {
        clusters::check_name(setting, &cluster.key)?;
        let strings = strings(cluster);
        clusters::begin_life(setting, cluster, strings);
        Ok(())
    },
    changing: |setting, cluster, _| clusters::begin_update(setting, cluster),
    removing: clusters::terminate,
    events: ["CLUSTER_CREATED", "CLUSTER_UPDATE_SUBMITTED", "CLUSTER_DELETE_SUBMITTED"],
    noted: |before, after| {
        let tags = before.body.get("tags") != after.body.get("tags");
        [Some("CLUSTER_UPDATE_STARTED"), tags.then_some("CLUSTER_TAGS_MODIFIED")].into_iter().flatten().collect()
    },
    ..Family::PLAIN
};

/// Returns the connection strings of a flex cluster, a replica set of three nodes.
fn strings(cluster: &Resource) -> Value {
    let three = json!([{ "regionConfigs": [{ "electableSpecs": { "nodeCount": 3 } }] }]);
    let body = Map::from_iter([("replicationSpecs".to_owned(), three)]);
    clusters::connection_strings(&Resource { key: cluster.key.clone(), body, ..Resource::default() })
}
