//! Snapshots and restore jobs of flex clusters.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::json;

use super::flex_clusters::FLEX_CLUSTERS;
use crate::family::{Action, Code, Family};
use crate::store::{Later, Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&SNAPSHOTS, &RESTORE_JOBS];

const NO_SUCH_SNAPSHOT: Code = Code(404, "SNAPSHOT_NOT_FOUND", "No snapshot with ID {key} exists for cluster {name}.");

/// How often a flex cluster takes a snapshot, and how long the snapshot is kept.
const EVERY: TimeDelta = TimeDelta::days(1);
const KEPT: TimeDelta = TimeDelta::days(8);

/// The time up to which a flex cluster's snapshots were taken. No schema has this property, so no response shows it.
const UNTIL: &str = "#snapshotsUntil";

static SNAPSHOTS: Family = Family {
    name: "flexSnapshots",
    scope: &["groupId", "name"],
    key: ("snapshotId", "id"),
    operations: &[
        ("listGroupFlexClusterBackupSnapshots", Action::List),
        ("getGroupFlexClusterBackupSnapshot", Action::Get),
    ],
    initial: |setting| {
        json!({
            "expiration": setting.call.timestamp_in(KEPT),
            "finishTime": setting.call.timestamp(),
            "mongoDBVersion": "8.0.4",
            "scheduledTime": setting.call.timestamp(),
            "startTime": setting.call.timestamp(),
            "status": "COMPLETED",
        })
    },
    not_found: NO_SUCH_SNAPSHOT,
    parent: Some(&FLEX_CLUSTERS),
    ..Family::PLAIN
};

static RESTORE_JOBS: Family = Family {
    name: "flexRestoreJobs",
    scope: &["groupId", "name"],
    key: ("restoreJobId", "id"),
    operations: &[
        ("listGroupFlexClusterBackupRestoreJobs", Action::List),
        ("getGroupFlexClusterBackupRestoreJob", Action::Get),
        ("createGroupFlexClusterBackupRestoreJob", Action::Create),
    ],
    initial: |setting| {
        json!({
            "deliveryType": "RESTORE",
            "instanceName": setting.call.parameter("name"),
            "projectId": setting.call.parameter("groupId"),
            "restoreScheduledDate": setting.call.timestamp(),
            "status": "COMPLETED",
        })
    },
    not_found: Code(404, "RESOURCE_NOT_FOUND_FOR_JOB", "No restore job with ID {key} exists for cluster {name}."),
    parent: Some(&FLEX_CLUSTERS),
    created: |setting, job| {
        let snapshot = job.text("snapshotId");
        if setting.store.get("flexSnapshots", setting.scope, snapshot).is_none() {
            return Err(NO_SUCH_SNAPSHOT.error(setting.call, snapshot));
        }
        job.set("status", "PENDING");
        let step = setting.times.backup;
        let finished = setting.call.timestamp_in(step * 2);
        job.event_at(setting.call.now + step * 2, "TENANT_RESTORE_COMPLETED_AUDIT");
        job.set_at(setting.call.now + step, json!({ "status": "RUNNING" }));
        job.set_at(setting.call.now + step * 2, json!({ "restoreFinishedDate": finished, "status": "COMPLETED" }));
        Ok(())
    },
    events: ["TENANT_RESTORE_REQUESTED_AUDIT", "", ""],
    ..Family::PLAIN
};

/// Starts daily snapshots of a flex cluster.
pub(super) fn begin(cluster: &mut Resource, now: DateTime<Utc>) {
    cluster.set(UNTIL, written(now));
}

/// Takes the snapshots that were due since the last call and are not expired yet. Their IDs are derived from the
/// cluster and the time, so they do not depend on when a snapshot is first requested.
pub(super) fn take_due(store: &mut Store, now: DateTime<Utc>) {
    let clusters: Vec<_> = store.all(FLEX_CLUSTERS.name).cloned().collect();
    for mut cluster in clusters {
        let Ok(until) = DateTime::parse_from_rfc3339(cluster.text(UNTIL)) else { continue };
        let end = cluster.later.iter().find(|(_, later)| *later == Later::Gone).map_or(now, |(end, _)| now.min(*end));
        let days = (end - until.to_utc()).num_days();
        if days < 1 {
            continue;
        }
        for time in (1..=days).map(|day| until.to_utc() + EVERY * i32::try_from(day).unwrap_or(i32::MAX)) {
            if time + KEPT > now {
                store.put(SNAPSHOTS.name, snapshot(&cluster, time));
            }
            begin(&mut cluster, time);
        }
        store.put(FLEX_CLUSTERS.name, cluster);
    }
}

fn snapshot(cluster: &Resource, time: DateTime<Utc>) -> Resource {
    let key = Store::id_of(&format!("{} {}", cluster.text("id"), written(time)));
    let at = written(time);
    let body = crate::serve::object(json!({
        "expiration": written(time + KEPT),
        "finishTime": at,
        "id": key,
        "mongoDBVersion": cluster.text("mongoDBVersion"),
        "scheduledTime": at,
        "startTime": at,
        "status": "COMPLETED",
    }));
    let later = vec![(time, Later::Event("TENANT_SNAPSHOT_COMPLETED_AUDIT".into())), (time + KEPT, Later::Gone)];
    Resource { scope: format!("{}/{}", cluster.scope, cluster.key), key, body, later }
}

fn written(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
