//! Restore jobs of clusters.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::snapshots::{NO_SUCH_SNAPSHOT, is_in_progress};
use crate::error::ApiError;
use crate::families::clusters::CLUSTERS;
use crate::family::{Action, Code, Family, Setting, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

const AUTOMATED: Code =
    Code(400, "CANNOT_CANCEL_AUTOMATED_RESTORE", "The automated restore {key} cannot be cancelled.");
const INCOMPLETE: Code = Code(
    409,
    "CANNOT_START_RESTORE_JOB_FOR_INCOMPLETE_CLUSTER_SNAPSHOT",
    "The snapshot {key} is not complete and cannot be restored.",
);
const NOT_TO_DOWNLOAD: Code =
    Code(409, "CANNOT_DOWNLOAD_INCOMPLETE_SNAPSHOT", "The snapshot {key} is not complete and cannot be downloaded.");
const NO_TIME: Code = Code(
    400,
    "INVALID_PIT_RESTORE_TIME",
    "A point-in-time restore needs continuous backup of the cluster {clusterName} and a time in the past.",
);
const NO_TARGET: Code = Code(404, "CLUSTER_NOT_FOUND", "No cluster named {key} exists in the target group.");
const TARGET_PAUSED: Code =
    Code(400, "CLUSTER_PAUSED_CANNOT_RESTORE", "The target cluster {key} is paused and cannot be restored into.");
const TARGET_BUSY: Code = Code(
    400,
    "CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE",
    "Another restore into the cluster {key} is in progress; wait until it is finished.",
);

/// How long a download is available.
const DOWNLOADABLE: TimeDelta = TimeDelta::hours(1);

pub(super) static RESTORE_JOBS: Family = Family {
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
    created: begin,
    arrived: occupy,
    events: ["CPS_RESTORE_REQUESTED_AUDIT", "", ""],
    ..Family::PLAIN
};

fn begin(setting: &Setting<'_>, job: &mut Resource) -> Result<(), ApiError> {
    let is_download = job.text("deliveryType") == "download";
    if job.text("deliveryType") == "pointInTime" {
        check_time(setting, job)?;
    } else {
        let id = job.text("snapshotId");
        let snapshot = setting.store.get("snapshots", setting.scope, id);
        let snapshot = snapshot.ok_or_else(|| NO_SUCH_SNAPSHOT.error(setting.call, id))?;
        if is_in_progress(snapshot) {
            return Err(if is_download { NOT_TO_DOWNLOAD } else { INCOMPLETE }.error(setting.call, id));
        }
        let created = snapshot.text("createdAt").to_owned();
        job.set("timestamp", created);
    }
    let step = setting.times.backup;
    if is_download {
        let ready = setting.call.now + step;
        let url = format!("https://restore.example.com/{}.tgz", job.key);
        let expires = setting.call.timestamp_in(step + DOWNLOADABLE);
        job.set_at(ready, json!({ "deliveryUrl": [url], "expiresAt": expires }));
        job.set_at(ready + DOWNLOADABLE, json!({ "deliveryUrl": [], "expired": true }));
        return Ok(());
    }
    check_target(setting, job)?;
    let finished = setting.call.timestamp_in(step * 2);
    job.set_at(setting.call.now + step * 2, json!({ "finishedAt": finished }));
    job.event_at(setting.call.now + step * 2, "CPS_RESTORE_SUCCESSFUL");
    Ok(())
}

/// Rejects a point in time that the cluster has no oplog for.
fn check_time(setting: &Setting<'_>, job: &Resource) -> Result<(), ApiError> {
    let continuous = CLUSTERS.find(setting.store, setting.call)?.flag("pitEnabled");
    let seconds = ["pointInTimeUTCSeconds", "oplogTs"].iter().find_map(|name| job.body.get(*name)?.as_i64());
    let is_past = seconds.is_some_and(|seconds| (1..=setting.call.now.timestamp()).contains(&seconds));
    if continuous && is_past { Ok(()) } else { Err(NO_TIME.error(setting.call, "")) }
}

/// Rejects a target cluster that does not exist or is not ready. A job without a target is accepted.
fn check_target(setting: &Setting<'_>, job: &Resource) -> Result<(), ApiError> {
    let (project, name) = (job.text("targetGroupId"), job.text("targetClusterName"));
    if name.is_empty() {
        return Ok(());
    }
    let target = setting.store.get(CLUSTERS.name, project, name);
    let target = target.ok_or_else(|| NO_TARGET.error(setting.call, name))?;
    if target.flag("paused") {
        return Err(TARGET_PAUSED.error(setting.call, name));
    }
    if is_restored_into(setting.store, project, name) {
        return Err(TARGET_BUSY.error(setting.call, name));
    }
    Ok(())
}

/// Sets the target of a restore to `UPDATING` until the restore is finished.
fn occupy(store: &mut Store, call: &Call<'_>, times: &Times, job: &Resource) {
    let (project, name) = (job.text("targetGroupId"), job.text("targetClusterName"));
    if job.text("deliveryType") != "download"
        && let Some(target) = store.get_mut(CLUSTERS.name, project, name)
        && target.text("stateName") == "IDLE"
    {
        target.set("stateName", "UPDATING");
        target.set_at(call.now + times.backup * 2, json!({ "stateName": "IDLE" }));
    }
}

/// Returns whether a restore into a cluster is in progress. Until it is finished the cluster cannot be changed.
pub(in crate::families) fn is_restored_into(store: &Store, project: &str, cluster: &str) -> bool {
    store.all("restoreJobs").any(|job| {
        let into = job.text("targetGroupId") == project && job.text("targetClusterName") == cluster;
        into && job.text("deliveryType") != "download" && job.text("finishedAt").is_empty() && !job.flag("cancelled")
    })
}

fn cancel(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let job = RESTORE_JOBS.find_mut(store, call)?;
    if job.text("deliveryType") != "download" {
        return Err(AUTOMATED.error(call, &job.key));
    }
    job.set("cancelled", true);
    job.set("deliveryUrl", json!([]));
    job.later.clear();
    Ok(Value::Null)
}
