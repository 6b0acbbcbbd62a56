//! Snapshots of flex clusters and what is restored from them.

use chrono::TimeDelta;
use serde_json::json;

use super::flex_clusters::FLEX_CLUSTERS;
use crate::family::{Action, Code, Family};

pub(super) static FAMILIES: &[&Family] = &[&SNAPSHOTS, &RESTORE_JOBS];

const NO_SUCH_SNAPSHOT: Code = Code(404, "SNAPSHOT_NOT_FOUND", "No snapshot with ID {key} exists for cluster {name}.");

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
            "expiration": setting.call.timestamp_in(TimeDelta::days(8)),
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
        job.set_at(setting.call.now + step, json!({ "status": "RUNNING" }));
        job.set_at(setting.call.now + step * 2, json!({ "restoreFinishedDate": finished, "status": "COMPLETED" }));
        Ok(())
    },
    ..Family::PLAIN
};
