//! Snapshots of clusters, what is restored from them, and when they are taken.

use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use super::clusters::CLUSTERS;
use crate::error::ApiError;
use crate::family::{Action, Code, Family, Setting, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&SNAPSHOTS, &RESTORE_JOBS, &SCHEDULE];

const NO_SUCH_SNAPSHOT: Code =
    Code(404, "SNAPSHOT_NOT_FOUND", "No snapshot with ID {key} exists for cluster {clusterName}.");
const AUTOMATED: Code =
    Code(400, "CANNOT_CANCEL_AUTOMATED_RESTORE", "The automated restore {key} cannot be cancelled.");

static SNAPSHOTS: Family = Family {
    name: "snapshots",
    scope: &["groupId", "clusterName"],
    key: ("snapshotId", "id"),
    operations: &[
        ("listGroupClusterBackupSnapshots", Action::Special(|store, call, _| snapshots(store, call, "replicaSet"))),
        ("getGroupClusterBackupSnapshot", Action::Get),
        ("takeGroupClusterBackupSnapshots", Action::Create),
        ("updateGroupClusterBackupSnapshot", Action::Update),
        ("deleteGroupClusterBackupSnapshot", Action::Delete),
        (
            "listGroupClusterBackupSnapshotShardedClusters",
            Action::Special(|store, call, _| snapshots(store, call, "shardedCluster")),
        ),
        ("getGroupClusterBackupSnapshotShardedCluster", Action::Get),
        ("deleteGroupClusterBackupSnapshotShardedCluster", Action::Delete),
    ],
    initial: |setting| {
        let cluster = CLUSTERS.find(setting.store, setting.call).ok();
        let sharded = cluster.is_some_and(|cluster| cluster.text("clusterType") != "REPLICASET");
        json!({
            "cloudProvider": "AWS",
            "copyRegions": [],
            "createdAt": setting.call.timestamp(),
            "expiresAt": setting.call.timestamp_in(TimeDelta::days(1)),
            "mongodVersion": "8.0.4",
            "policyItems": [],
            "replicaSetName": setting.call.parameter("clusterName"),
            "snapshotType": "onDemand",
            "status": "completed",
            "storageSizeBytes": SIZE,
            "type": if sharded { "shardedCluster" } else { "replicaSet" },
        })
    },
    not_found: NO_SUCH_SNAPSHOT,
    parent: Some(&CLUSTERS),
    created: |setting, snapshot| {
        if let Some(days) = snapshot.body.remove("retentionInDays").as_ref().and_then(Value::as_i64) {
            snapshot.set("expiresAt", setting.call.timestamp_in(TimeDelta::days(days)));
        }
        snapshot.set("status", "queued");
        snapshot.set("storageSizeBytes", 0);
        let step = setting.times.backup;
        snapshot.set_at(setting.call.now + step, json!({ "status": "inProgress" }));
        snapshot.set_at(setting.call.now + step * 2, json!({ "status": "completed", "storageSizeBytes": SIZE }));
        Ok(())
    },
    changing: keep_longer,
    ..Family::PLAIN
};

/// What a snapshot weighs when it is complete.
const SIZE: u64 = 1 << 30;

static RESTORE_JOBS: Family = Family {
    name: "restoreJobs",
    scope: &["groupId", "clusterName"],
    key: ("restoreJobId", "id"),
    operations: &[
        ("listGroupClusterBackupRestoreJobs", Action::List),
        ("getGroupClusterBackupRestoreJob", Action::Get),
        ("createGroupClusterBackupRestoreJob", Action::Create),
        ("cancelGroupClusterBackupRestoreJob", Action::Special(cancel)),
    ],
    initial: |setting| {
        json!({
            "cancelled": false,
            "deliveryType": "automated",
            "deliveryUrl": [],
            "expired": false,
            "failed": false,
            "timestamp": setting.call.timestamp(),
        })
    },
    not_found: Code(
        404,
        "RESOURCE_NOT_FOUND_FOR_JOB",
        "No restore job with ID {key} exists for cluster {clusterName}.",
    ),
    parent: Some(&CLUSTERS),
    created: |setting, job| {
        let snapshot = job.text("snapshotId");
        if job.text("deliveryType") != "pointInTime"
            && setting.store.get("snapshots", setting.scope, snapshot).is_none()
        {
            return Err(NO_SUCH_SNAPSHOT.error(setting.call, snapshot));
        }
        let step = setting.times.backup;
        if job.text("deliveryType") == "download" {
            let url = format!("https://restore.example.com/{}.tgz", job.key);
            job.set_at(setting.call.now + step, json!({ "deliveryUrl": [url] }));
        } else {
            let finished = setting.call.timestamp_in(step * 2);
            job.set_at(setting.call.now + step * 2, json!({ "finishedAt": finished }));
        }
        Ok(())
    },
    ..Family::PLAIN
};

static SCHEDULE: Family = Family {
    name: "backupSchedule",
    scope: &["groupId", "clusterName"],
    operations: &[
        ("getGroupClusterBackupSchedule", Action::Read),
        ("updateGroupClusterBackupSchedule", Action::Write),
        ("deleteGroupClusterBackupSchedule", Action::Reset),
    ],
    initial: schedule,
    parent: Some(&CLUSTERS),
    changing: |_, schedule, body| {
        schedule.body.extend(
            std::mem::take(body)
                .into_iter()
                .filter(|(name, _)| !name.starts_with("delete") && !name.starts_with("update")),
        );
        Ok(())
    },
    ..Family::ONLY
};

/// Whether something is being restored into a cluster, which cannot be changed as long.
pub(super) fn is_restored_into(store: &Store, project: &str, cluster: &str) -> bool {
    store.all("restoreJobs").any(|job| {
        let into = job.text("targetGroupId") == project && job.text("targetClusterName") == cluster;
        into && job.text("deliveryType") != "download" && job.text("finishedAt").is_empty() && !job.flag("cancelled")
    })
}

fn snapshots(store: &mut Store, call: &Call<'_>, kind: &str) -> Result<Value, ApiError> {
    let snapshots = store.list(SNAPSHOTS.name, &SNAPSHOTS.scope_of(call));
    Ok(snapshots.filter(|snapshot| snapshot.text("type") == kind).map(|snapshot| snapshot.body.clone()).collect())
}

fn keep_longer(setting: &Setting<'_>, snapshot: &mut Resource, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    let unit = body.remove("retentionUnit");
    if let Some(value) = body.remove("retentionValue").as_ref().and_then(Value::as_i64) {
        let days = match unit.as_ref().and_then(Value::as_str) {
            Some("WEEKS") => 7,
            Some("MONTHS") => 30,
            Some("YEARS") => 365,
            _ => 1,
        };
        snapshot.set("expiresAt", setting.call.timestamp_in(TimeDelta::days(days * value.clamp(0, 36_500))));
    }
    Ok(())
}

fn cancel(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let job = RESTORE_JOBS.find_mut(store, call)?;
    if job.text("deliveryType") == "automated" {
        return Err(AUTOMATED.error(call, &job.key));
    }
    job.set("cancelled", true);
    job.later.clear();
    Ok(Value::Null)
}

fn schedule(setting: &Setting<'_>) -> Value {
    let cluster = CLUSTERS.find(setting.store, setting.call).ok();
    let id = |piece: usize| format!("5f1a2b3c4d5e6f7a8b9c{piece:04x}");
    let item = |piece, kind: &str, interval: u32, unit: &str, retention: u32| {
        json!({
            "frequencyInterval": interval,
            "frequencyType": kind,
            "id": id(piece),
            "retentionUnit": unit,
            "retentionValue": retention,
        })
    };
    let items = [
        item(1, "hourly", 6, "days", 7),
        item(2, "daily", 1, "days", 7),
        item(3, "weekly", 6, "weeks", 4),
        item(4, "monthly", 40, "months", 12),
    ];
    json!({
        "autoExportEnabled": false,
        "clusterId": cluster.map(|cluster| cluster.text("id")),
        "clusterName": cluster.map(|cluster| cluster.key.as_str()),
        "copySettings": [],
        "nextSnapshot": setting.call.timestamp_in(TimeDelta::hours(6)),
        "policies": [{ "id": id(0), "policyItems": items }],
        "referenceHourOfDay": 3,
        "referenceMinuteOfHour": 16,
        "restoreWindowDays": 7,
        "useOrgAndGroupNamesInExportPrefix": false,
    })
}
