//! Flex clusters.

use serde_json::{Map, Value, json};

use super::{clusters, flex_backups, limits};
use crate::resource_kind::{Action, ErrorSpec, ResourceKind};
use crate::store::Resource;

pub(super) static KINDS: &[&ResourceKind] = &[&FLEX_CLUSTERS];

pub(crate) static FLEX_CLUSTERS: ResourceKind = ResourceKind {
    name: "flexClusters",
    key: ("name", "name"),
    operations: &[
        ("listGroupFlexClusters", Action::List),
        ("getGroupFlexCluster", Action::Get),
        ("createGroupFlexCluster", Action::Create),
        ("updateGroupFlexCluster", Action::Update),
        ("deleteGroupFlexCluster", Action::Delete),
    ],
    initial: |context| {
        json!({
            "backupSettings": { "enabled": true },
            "clusterType": "REPLICASET",
            "connectionStrings": {},
            "createDate": context.call.timestamp(),
            "mongoDBVersion": "8.0.4",
            "providerSettings": { "backingProviderName": "AWS", "regionName": "US_EAST_1" },
            "stateName": "IDLE",
            "tags": [],
            "terminationProtectionEnabled": false,
            "versionReleaseSystem": "LTS",
        })
    },
    not_found: ErrorSpec(404, "CLUSTER_NOT_FOUND", "No cluster named {key} exists in group {groupId}."),
    elsewhere: Some((
        "clusters",
        ErrorSpec(400, "CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API", "Cannot use non-flex cluster {key} in the flex API."),
    )),
    conflict: Some(clusters::NAME_TAKEN),
    limit: Some(limits::CLUSTERS),
    normalize: |context, cluster| {
        flex_backups::mark_taken_until(cluster, context.call.now);
        if let Some(Value::Object(settings)) = cluster.body.get_mut("providerSettings") {
            settings.insert("diskSizeGB".to_owned(), json!(5.0));
            settings.insert("providerName".to_owned(), "FLEX".into());
        }
        if cluster.text("stateName") == "IDLE" {
            cluster.set("connectionStrings", connection_strings(cluster));
        }
    },
    validate_create: |context, cluster| {
        clusters::check_name(context, &cluster.key)?;
        let strings = connection_strings(cluster);
        clusters::start_creation(context, cluster, strings);
        Ok(())
    },
    validate_update: |context, cluster, _| clusters::start_update(context, cluster),
    validate_delete: clusters::start_deletion,
    events: ["CLUSTER_CREATED", "CLUSTER_UPDATE_SUBMITTED", "CLUSTER_DELETE_SUBMITTED"],
    extra_events: |before, after| {
        let tags = before.body.get("tags") != after.body.get("tags");
        [Some("CLUSTER_UPDATE_STARTED"), tags.then_some("CLUSTER_TAGS_MODIFIED")].into_iter().flatten().collect()
    },
    ..ResourceKind::PLAIN
};

/// Returns the connection strings of a flex cluster, a replica set of three nodes.
fn connection_strings(cluster: &Resource) -> Value {
    let three = json!([{ "regionConfigs": [{ "electableSpecs": { "nodeCount": 3 } }] }]);
    let body = Map::from_iter([("replicationSpecs".to_owned(), three)]);
    clusters::connection_strings(&Resource { key: cluster.key.clone(), body, ..Resource::default() })
}
