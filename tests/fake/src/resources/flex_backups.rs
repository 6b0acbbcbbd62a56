//! Snapshots and restore jobs of flex clusters.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::json;

use super::flex_clusters::FLEX_CLUSTERS;
use crate::error::{ErrorSpec, codes};
use crate::resource_kind::{Action, Events, ResourceKind, Rules};
use crate::store::{Resource, Scheduled, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&SNAPSHOTS, &RESTORE_JOBS];

const NO_SUCH_SNAPSHOT: ErrorSpec =
    codes::SNAPSHOT_NOT_FOUND.worded("No snapshot with ID {key} exists for cluster {name}.");

/// How often a flex cluster takes a snapshot, and how long the snapshot is kept.
const INTERVAL: TimeDelta = TimeDelta::days(1);
const RETENTION: TimeDelta = TimeDelta::days(8);

/// How long a download is available.
const DOWNLOAD_LIFETIME: TimeDelta = TimeDelta::hours(4);

/// The time up to which a flex cluster's snapshots were taken. No schema has this property, so no response shows it.
const UNTIL: &str = "#snapshotsUntil";

static SNAPSHOTS: ResourceKind = ResourceKind {
    name: "flexSnapshots",
    scope: &["groupId", "name"],
    key: ("snapshotId", "id"),
    operations: &[
        ("listGroupFlexClusterBackupSnapshots", Action::List),
        ("getGroupFlexClusterBackupSnapshot", Action::Get),
    ],
    initial: |context| {
        json!({
            "expiration": context.call.timestamp_in(RETENTION),
            "finishTime": context.call.timestamp(),
            "mongoDBVersion": "8.0.4",
            "scheduledTime": context.call.timestamp(),
            "startTime": context.call.timestamp(),
            "status": "COMPLETED",
        })
    },
    not_found: NO_SUCH_SNAPSHOT,
    parent: Some(&FLEX_CLUSTERS),
    ..ResourceKind::PLAIN
};

static RESTORE_JOBS: ResourceKind = ResourceKind {
    name: "flexRestoreJobs",
    scope: &["groupId", "name"],
    key: ("restoreJobId", "id"),
    operations: &[
        ("listGroupFlexClusterBackupRestoreJobs", Action::List),
        ("getGroupFlexClusterBackupRestoreJob", Action::Get),
        ("createGroupFlexClusterBackupRestoreJob", Action::Create),
        ("downloadGroupFlexClusterBackup", Action::Create),
    ],
    initial: |context| {
        json!({
            "deliveryType": "RESTORE",
            "instanceName": context.call.parameter("name"),
            "projectId": context.call.parameter("groupId"),
            "restoreScheduledDate": context.call.timestamp(),
            "status": "COMPLETED",
        })
    },
    not_found: codes::RESOURCE_NOT_FOUND_FOR_JOB.worded("No restore job with ID {key} exists for cluster {name}."),
    parent: Some(&FLEX_CLUSTERS),
    rules: Rules {
        create: |context, job| {
            let snapshot = job.text("snapshotId");
            if context.store.get("flexSnapshots", context.scope, snapshot).is_none() {
                return Err(NO_SUCH_SNAPSHOT.error(context.call, snapshot));
            }
            job.set("status", "PENDING");
            let step = context.times.backup;
            let finished = context.call.timestamp_in(step * 2);
            if *context.call.operation.id == *"downloadGroupFlexClusterBackup" {
                let url = format!("https://restore.example.com/{}.tgz", job.key);
                job.set("deliveryType", "DOWNLOAD");
                job.set("expirationDate", context.call.timestamp_in(step * 2 + DOWNLOAD_LIFETIME));
                job.set_at(context.call.now + step * 2, json!({ "snapshotUrl": url, "status": "COMPLETED" }));
                return Ok(());
            }
            job.event_at(context.call.now + step * 2, "TENANT_RESTORE_COMPLETED_AUDIT");
            job.set_at(context.call.now + step, json!({ "status": "RUNNING" }));
            job.set_at(context.call.now + step * 2, json!({ "restoreFinishedDate": finished, "status": "COMPLETED" }));
            Ok(())
        },
        ..Rules::NONE
    },
    events: Events { create: "TENANT_RESTORE_REQUESTED_AUDIT", ..Events::NONE },
    ..ResourceKind::PLAIN
};

/// Records that all snapshots up to `now` were taken. Backups of a flex cluster start with the first such record.
pub(super) fn mark_taken_until(cluster: &mut Resource, now: DateTime<Utc>) {
    cluster.set(UNTIL, to_rfc3339(now));
}

/// Takes the snapshots that were due since the last call and are not expired yet. Their IDs are derived from the
/// cluster and the time, so they do not depend on when a snapshot is first requested.
pub(super) fn take_due(store: &mut Store, now: DateTime<Utc>) {
    let clusters: Vec<_> = store.all(FLEX_CLUSTERS.name).cloned().collect();
    for mut cluster in clusters {
        let Ok(until) = DateTime::parse_from_rfc3339(cluster.text(UNTIL)) else { continue };
        let end = cluster
            .scheduled
            .iter()
            .find(|(_, scheduled)| *scheduled == Scheduled::Delete)
            .map_or(now, |(end, _)| now.min(*end));
        let days = (end - until.to_utc()).num_days();
        if days < 1 {
            continue;
        }
        for time in (1..=days).map(|day| until.to_utc() + INTERVAL * i32::try_from(day).unwrap_or(i32::MAX)) {
            if time + RETENTION > now {
                store.put(SNAPSHOTS.name, snapshot(&cluster, time));
            }
            mark_taken_until(&mut cluster, time);
        }
        store.put(FLEX_CLUSTERS.name, cluster);
    }
}

fn snapshot(cluster: &Resource, time: DateTime<Utc>) -> Resource {
    let key = Store::id_of(&format!("{} {}", cluster.text("id"), to_rfc3339(time)));
    let at = to_rfc3339(time);
    let body = crate::serve::object(json!({
        "expiration": to_rfc3339(time + RETENTION),
        "finishTime": at,
        "id": key,
        "mongoDBVersion": cluster.text("mongoDBVersion"),
        "scheduledTime": at,
        "startTime": at,
        "status": "COMPLETED",
    }));
    let scheduled =
        vec![(time, Scheduled::Event("TENANT_SNAPSHOT_COMPLETED_AUDIT".into())), (time + RETENTION, Scheduled::Delete)];
    Resource { scope: format!("{}/{}", cluster.scope, cluster.key), key, body, scheduled }
}

fn to_rfc3339(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
