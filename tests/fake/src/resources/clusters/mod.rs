//! Dedicated and tenant clusters.

mod arguments;
mod details;
mod hardware;
mod layout;
mod legacy;
mod lifecycle;
mod private_endpoints;
mod rules;
mod shards;
mod temporary;
mod upgrade;
mod validate;
mod versions;
mod views;

use serde_json::json;

use super::{backups, containers, limits};
use crate::error::codes;
use crate::resource_kind::{Action, Events, Lifecycle, ResourceKind, Rules};

pub(super) use details::apply_later;
pub(super) use layout::{ProcessKind, hosts, nodes};
pub(super) use lifecycle::{connection_strings, start_creation, start_deletion, start_update};
pub(super) use rules::check_name;

pub(super) static KINDS: &[&ResourceKind] = &[&CLUSTERS, &arguments::PROCESS_ARGUMENTS];

/// The events of dedicated, tenant and flex clusters.
pub(super) const EVENTS: Events = Events {
    create: "CLUSTER_CREATED",
    update: "CLUSTER_UPDATE_SUBMITTED",
    delete: "CLUSTER_DELETE_SUBMITTED",
    more: |before, after| {
        let tags = before.body.get("tags") != after.body.get("tags");
        [Some("CLUSTER_UPDATE_STARTED"), tags.then_some("CLUSTER_TAGS_MODIFIED")].into_iter().flatten().collect()
    },
};

pub(crate) static CLUSTERS: ResourceKind = ResourceKind {
    name: "clusters",
    key: ("clusterName", "name"),
    operations: &[
        ("listGroupClusters", Action::List),
        ("getGroupCluster", Action::Get),
        ("createGroupCluster", Action::Create),
        ("updateGroupCluster", Action::Update),
        ("deleteGroupCluster", Action::Delete),
        ("restartGroupClusterPrimaries", Action::Special(lifecycle::restart_primaries)),
        ("upgradeGroupClusterTenantUpgrade", Action::Special(upgrade::tenant)),
        ("tenantGroupFlexClusterUpgrade", Action::Special(upgrade::flex)),
        ("validateGroupClusterConfigurations", Action::Special(validate::configuration)),
        ("autoGroupClusterScalingConfiguration", Action::Special(details::scaling)),
        ("getGroupClusterStatus", Action::Special(details::status)),
        ("listClusterDetails", Action::Special(details::of_all_projects)),
        ("pinGroupClusterFeatureCompatibilityVersion", Action::Special(temporary::pin)),
        ("unpinGroupClusterFeatureCompatibilityVersion", Action::Special(temporary::unpin)),
        ("grantGroupClusterMongoDbEmployeeAccess", Action::Special(temporary::grant)),
        ("revokeGroupClusterMongoDbEmployeeAccess", Action::Special(temporary::revoke)),
    ],
    initial: |context| {
        json!({
            "advancedConfiguration": arguments::default_configuration(),
            "backupEnabled": false,
            "biConnector": { "enabled": false, "readPreference": "secondary" },
            "clusterType": "REPLICASET",
            "connectionStrings": {},
            "createDate": context.call.timestamp(),
            "diskWarmingMode": "FULLY_WARMED",
            "effectiveDatabaseEdition": "CORE",
            "encryptionAtRestProvider": "NONE",
            "globalClusterSelfManagedSharding": false,
            "internalClusterRole": "NONE",
            "labels": [],
            "mongoDBMajorVersion": versions::NEWEST,
            "paused": false,
            "pitEnabled": false,
            "redactClientLogData": false,
            "replicationSpecs": hardware::smallest(),
            "retainBackups": false,
            "rootCertType": "ISRGROOTX1",
            "stateName": "IDLE",
            "tags": [],
            "terminationProtectionEnabled": false,
            "useAwsTimeBasedSnapshotCopyForFastInitialSync": false,
            "versionReleaseSystem": "LTS",
        })
    },
    not_found: codes::CLUSTER_NOT_FOUND,
    elsewhere: Some(("flexClusters", codes::CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API)),
    conflict: Some(codes::DUPLICATE_CLUSTER_NAME),
    limit: Some(limits::CLUSTERS),
    lifecycle: Lifecycle {
        normalize: |context, cluster| {
            views::modernize(context.call, &mut cluster.body, &serde_json::Map::new());
            details::set_scaling_mode(context.call, cluster);
            hardware::complete(context.store, &mut cluster.body);
            versions::complete(&mut cluster.body);
            if hardware::is_tenant(&cluster.body) {
                cluster.body.remove("advancedConfiguration");
            } else if layout::is_sharded(cluster) {
                layout::complete_config_servers(&mut cluster.body);
            }
            if cluster.flag("backupEnabled") {
                backups::mark_taken_until(cluster, context.call.now);
            }
            if cluster.text("stateName") == "IDLE" {
                cluster.set("connectionStrings", connection_strings(cluster));
            }
        },
        after_create: |store, _, _, cluster| containers::create_missing(store, &cluster.scope),
        ..Lifecycle::NONE
    },
    rules: Rules { create: lifecycle::create, update: lifecycle::change, delete: lifecycle::delete, ..Rules::NONE },
    events: EVENTS,
    view: Some(views::view),
    ..ResourceKind::PLAIN
};
