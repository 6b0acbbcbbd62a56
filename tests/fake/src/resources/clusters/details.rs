//! Operations that report on clusters: scaling mode, change status, and clusters of all projects.

use serde_json::{Value, json};

use super::{CLUSTERS, hosts, views};
use crate::error::ApiError;
use crate::resource_kind::Times;
use crate::state::Call;
use crate::store::{Resource, Scheduled, Store};

/// Whether each shard of a cluster scales independently. No schema has this property, so no response shows it.
const BY_SHARD: &str = "#scalesByShard";

/// Whether a change of a user or role of the project is not applied to a cluster yet.
const IS_PENDING: &str = "#hasPendingChanges";

/// Stores the scaling mode, which follows from the API version that last set the hardware: since 2024-08-05 shards
/// scale independently.
pub(super) fn set_scaling_mode(call: &Call<'_>, cluster: &mut Resource) {
    cluster.set(BY_SHARD, views::is_of_shards(call));
}

pub(super) fn scaling(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let by_shard = CLUSTERS.find(store, call)?.flag(BY_SHARD);
    Ok(json!({ "autoScalingMode": if by_shard { "INDEPENDENT_SHARD_SCALING" } else { "CLUSTER_WIDE_SCALING" } }))
}

/// Returns whether all changes of the users and roles of the project are applied to a cluster.
pub(super) fn status(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let cluster = CLUSTERS.find(store, call)?;
    let is_applied = cluster.text("stateName") == "IDLE" && !cluster.flag(IS_PENDING);
    Ok(json!({ "changeStatus": if is_applied { "APPLIED" } else { "PENDING" } }))
}

/// Applies a change of a user or role to all clusters of its project, after the time of a change.
pub(in crate::resources) fn apply_later(store: &mut Store, call: &Call<'_>, times: &Times, changed: &Resource) {
    if times.cluster.is_zero() {
        return;
    }
    let clusters: Vec<_> = store.list(CLUSTERS.name, &changed.scope).cloned().collect();
    for mut cluster in clusters {
        cluster.scheduled.retain(|(_, change)| match change {
            Scheduled::Set(properties) => !properties.contains_key(IS_PENDING),
            _ => true,
        });
        cluster.set(IS_PENDING, true);
        cluster.set_at(call.now + times.cluster, json!({ IS_PENDING: false }));
        store.put(CLUSTERS.name, cluster);
    }
}

/// Lists the clusters of all projects, grouped by project.
pub(super) fn of_all_projects(store: &mut Store, _: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let project = |project: &Resource| {
        let both = store.list("clusters", &project.key).chain(store.list("flexClusters", &project.key));
        let clusters = both.map(|cluster| {
            json!({
                "alertCount": 0,
                "authEnabled": true,
                "availability": "available",
                "backupEnabled": cluster.flag("backupEnabled"),
                "clusterId": cluster.text("id"),
                "name": cluster.key,
                "nodeCount": hosts(cluster).len(),
                "sslEnabled": true,
                "type": if cluster.text("clusterType") == "REPLICASET" { "REPLICA_SET" } else { "SHARDED_CLUSTER" },
                "versions": [cluster.text("mongoDBVersion")],
            })
        });
        let clusters: Vec<_> = clusters.collect();
        let organization = project.text("orgId");
        json!({
            "clusters": clusters,
            "groupId": project.key,
            "groupName": project.text("name"),
            "orgId": organization,
            "orgName": store.get("orgs", "", organization).map(|organization| organization.text("name")),
            "tags": [],
        })
    };
    Ok(store.all("groups").map(project).collect())
}
