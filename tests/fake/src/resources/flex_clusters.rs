//! Flex clusters.

use serde_json::{Map, Value, json};

use super::{clusters, flex_backups, limits};
use crate::error::codes;
use crate::resource_kind::{Action, Lifecycle, ResourceKind, Rules};
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
    not_found: codes::CLUSTER_NOT_FOUND,
    elsewhere: Some(("clusters", codes::CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API)),
    conflict: Some(codes::DUPLICATE_CLUSTER_NAME),
    limit: Some(limits::CLUSTERS),
    lifecycle: Lifecycle {
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
        ..Lifecycle::NONE
    },
    rules: Rules {
        create: |context, cluster| {
            clusters::check_name(context, &cluster.key)?;
            let strings = connection_strings(cluster);
            clusters::start_creation(context, cluster, strings);
            Ok(())
        },
        update: |context, cluster, _| clusters::start_update(context, cluster),
        delete: clusters::start_deletion,
        ..Rules::NONE
    },
    events: clusters::EVENTS,
    ..ResourceKind::PLAIN
};

/// Returns the connection strings of a flex cluster, a replica set of three nodes.
fn connection_strings(cluster: &Resource) -> Value {
    let three = json!([{ "regionConfigs": [{ "electableSpecs": { "nodeCount": 3 } }] }]);
    let body = Map::from_iter([("replicationSpecs".to_owned(), three)]);
    clusters::connection_strings(&Resource { key: cluster.key.clone(), body, ..Resource::default() })
}
