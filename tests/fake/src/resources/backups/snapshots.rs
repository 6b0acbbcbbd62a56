//! Snapshots of clusters.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use super::calendar::retention;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, ResourceKind, Rules, Times};
use crate::resources::clusters::{self, CLUSTERS};
use crate::resources::compliance::{self, Protected};
use crate::state::Call;
use crate::store::{Resource, Scheduled, Store};

pub(super) static SNAPSHOTS: ResourceKind = ResourceKind {
    name: "snapshots",
    scope: &["groupId", "clusterName"],
    key: ("snapshotId", "id"),
    operations: &[
        ("listGroupClusterBackupSnapshots", Action::Special(|store, call, _| list(store, call, "replicaSet"))),
        ("getGroupClusterBackupSnapshot", Action::Get),
        ("takeGroupClusterBackupSnapshots", Action::Create),
        ("updateGroupClusterBackupSnapshot", Action::Update),
        ("deleteGroupClusterBackupSnapshot", Action::Delete),
        (
            "listGroupClusterBackupSnapshotShardedClusters",
            Action::Special(|store, call, _| list(store, call, "shardedCluster")),
        ),
        ("getGroupClusterBackupSnapshotShardedCluster", Action::Get),
        ("deleteGroupClusterBackupSnapshotShardedCluster", Action::Delete),
    ],
    initial: |context| {
        let cluster = CLUSTERS.find(context.store, context.call).ok();
        let mut body = cluster.map(|cluster| cluster_properties(cluster, context.call.now)).unwrap_or_default();
        body.extend([
            ("expiresAt".to_owned(), context.call.timestamp_in(TimeDelta::days(1)).into()),
            ("frequencyType".to_owned(), "ondemand".into()),
            ("snapshotType".to_owned(), "onDemand".into()),
            ("status".to_owned(), "completed".into()),
            ("storageSizeBytes".to_owned(), SIZE.into()),
        ]);
        body.into()
    },
    not_found: codes::SNAPSHOT_NOT_FOUND,
    parent: Some(&CLUSTERS),
    rules: Rules {
        create: |context, snapshot| {
            let is_unfinished = |other: &Resource| other.text("snapshotType") == "onDemand" && is_in_progress(other);
            if context.store.list("snapshots", context.scope).any(is_unfinished) {
                return Err(codes::UNFINISHED_ON_DEMAND_SNAPSHOT.error(context.call, ""));
            }
            let days = snapshot.body.remove("retentionInDays").as_ref().and_then(Value::as_i64).unwrap_or(1);
            queue(snapshot, context.times, context.call.now, retention("days", days));
            Ok(())
        },
        update: change_retention,
        delete: |context, snapshot| {
            if is_in_progress(snapshot) {
                return Err(codes::CANNOT_DELETE_IN_PROGRESS_SNAPSHOT.error(context.call, &snapshot.key));
            }
            let project = context.call.parameter("groupId").unwrap_or_default();
            compliance::check(context.store, context.call, project, &Protected::Snapshot).map(|()| None)
        },
        ..Rules::NONE
    },
    events: Events {
        create: "CPS_ON_DEMAND_SNAPSHOT_REQUESTED",
        update: "CPS_SNAPSHOT_RETENTION_MODIFIED_AUDIT",
        delete: "CPS_SNAPSHOT_DELETED_AUDIT",
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

/// The size of a completed snapshot in bytes.
const SIZE: u64 = 1 << 30;

pub(super) fn is_in_progress(snapshot: &Resource) -> bool {
    ["queued", "inProgress"].contains(&snapshot.text("status"))
}

pub(super) fn to_rfc3339(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Returns the properties that a snapshot takes from its cluster.
pub(super) fn cluster_properties(cluster: &Resource, time: DateTime<Utc>) -> Map<String, Value> {
    let provider =
        cluster.body.get("replicationSpecs").and_then(|specs| specs.pointer("/0/regionConfigs/0/providerName"));
    let provider = provider.filter(|provider| **provider != "TENANT").cloned().unwrap_or_else(|| "AWS".into());
    let mut body = crate::serve::object(json!({
        "cloudProvider": provider,
        "copyRegions": [],
        "createdAt": to_rfc3339(time),
        "mongodVersion": cluster.text("mongoDBVersion"),
        "policyItems": [],
        "replicaSetName": cluster.key,
        "type": "replicaSet",
    }));
    if cluster.text("clusterType") != "REPLICASET" {
        // The snapshot has a member for each shard and for the config servers.
        let mut sets: Vec<_> = clusters::nodes(cluster).into_iter().filter_map(|node| node.replica_set).collect();
        sets.dedup();
        let id = |set: &String| Store::id_of(&format!("{} {set} {time}", cluster.text("id")));
        let members = sets.iter().map(|set| json!({ "cloudProvider": provider, "id": id(set), "replicaSetName": set }));
        body.insert("members".to_owned(), members.collect());
        body.insert("snapshotIds".to_owned(), sets.iter().map(id).collect());
        body.insert("type".to_owned(), "shardedCluster".into());
    }
    body
}

/// Queues a snapshot and schedules its progress and its expiry.
pub(super) fn queue(snapshot: &mut Resource, times: &Times, now: DateTime<Utc>, retained_for: TimeDelta) {
    let complete = now + times.backup * 2;
    snapshot.set("expiresAt", to_rfc3339(now + retained_for));
    snapshot.set("status", "queued");
    snapshot.set("storageSizeBytes", 0);
    snapshot.set_at(now + times.backup, json!({ "status": "inProgress" }));
    snapshot.event_at(now + times.backup, "CPS_SNAPSHOT_STARTED");
    snapshot.set_at(complete, json!({ "status": "completed", "storageSizeBytes": SIZE }));
    snapshot.event_at(complete, "CPS_SNAPSHOT_SUCCESSFUL");
    snapshot.scheduled.push((now + retained_for, Scheduled::Delete));
}

fn list(store: &Store, call: &Call<'_>, kind: &str) -> Result<Value, ApiError> {
    let snapshots = store.list(SNAPSHOTS.name, &SNAPSHOTS.scope_of(call));
    Ok(snapshots.filter(|snapshot| snapshot.text("type") == kind).map(|snapshot| snapshot.body.clone()).collect())
}

fn change_retention(
    context: &Context<'_>,
    snapshot: &mut Resource,
    body: &mut Map<String, Value>,
) -> Result<(), ApiError> {
    if is_in_progress(snapshot) {
        return Err(codes::CANNOT_MODIFY_IN_PROGRESS_SNAPSHOT_RETENTION.error(context.call, ""));
    }
    let unit = body.remove("retentionUnit");
    if let Some(value) = body.remove("retentionValue").as_ref().and_then(Value::as_i64) {
        let retained_for = retention(unit.as_ref().and_then(Value::as_str).unwrap_or_default(), value);
        snapshot.set("expiresAt", context.call.timestamp_in(retained_for));
        snapshot.scheduled.retain(|(_, scheduled)| *scheduled != Scheduled::Delete);
        snapshot.scheduled.push((context.call.now + retained_for, Scheduled::Delete));
    }
    Ok(())
}
