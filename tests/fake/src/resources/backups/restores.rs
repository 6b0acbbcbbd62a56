//! Restore jobs of clusters.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::snapshots::is_in_progress;
use crate::error::{ApiError, ErrorSpec, codes};
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules, Times};
use crate::resources::clusters::CLUSTERS;
use crate::state::Call;
use crate::store::{Resource, Store};

const NO_TARGET: ErrorSpec = codes::CLUSTER_NOT_FOUND.worded("No cluster named {key} exists in the target group.");

const TARGET_BUSY: ErrorSpec = codes::CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE
    .worded("Another restore into the cluster {key} is in progress; wait until it is finished.");

/// How long a download is available.
const DOWNLOAD_LIFETIME: TimeDelta = TimeDelta::hours(1);

pub(super) static RESTORE_JOBS: ResourceKind = ResourceKind {
    name: "restoreJobs",
    scope: &["groupId", "clusterName"],
    key: ("restoreJobId", "id"),
    operations: &[
        ("listGroupClusterBackupRestoreJobs", Action::List),
        ("getGroupClusterBackupRestoreJob", Action::Get),
        ("createGroupClusterBackupRestoreJob", Action::Create),
        ("cancelGroupClusterBackupRestoreJob", Action::Special(cancel)),
    ],
    initial: |context| {
        json!({
            "cancelled": false,
            "deliveryType": "automated",
            "deliveryUrl": [],
            "expired": false,
            "failed": false,
            "timestamp": context.call.timestamp(),
        })
    },
    not_found: codes::RESOURCE_NOT_FOUND_FOR_JOB,
    parent: Some(&CLUSTERS),
    rules: Rules { create: start, ..Rules::NONE },
    lifecycle: Lifecycle { after_create: mark_target_busy, ..Lifecycle::NONE },
    events: Events { create: "CPS_RESTORE_REQUESTED_AUDIT", ..Events::NONE },
    ..ResourceKind::PLAIN
};

fn start(context: &Context<'_>, job: &mut Resource) -> Result<(), ApiError> {
    let is_download = job.text("deliveryType") == "download";
    if job.text("deliveryType") == "pointInTime" {
        check_time(context, job)?;
    } else {
        let id = job.text("snapshotId");
        let snapshot = context.store.get("snapshots", context.scope, id);
        let snapshot = snapshot.ok_or_else(|| codes::SNAPSHOT_NOT_FOUND.error(context.call, id))?;
        if is_in_progress(snapshot) {
            return Err(if is_download {
                codes::CANNOT_DOWNLOAD_INCOMPLETE_SNAPSHOT
            } else {
                codes::CANNOT_START_RESTORE_JOB_FOR_INCOMPLETE_CLUSTER_SNAPSHOT
            }
            .error(context.call, id));
        }
        let created = snapshot.text("createdAt").to_owned();
        job.set("timestamp", created);
    }
    job.set("desiredTimestamp", json!({}));
    let step = context.times.backup;
    if is_download {
        let ready = context.call.now + step;
        let url = format!("https://restore.example.com/{}.tgz", job.key);
        let expires = context.call.timestamp_in(step + DOWNLOAD_LIFETIME);
        job.set_at(ready, json!({ "deliveryUrl": [url], "expiresAt": expires }));
        job.set_at(ready + DOWNLOAD_LIFETIME, json!({ "deliveryUrl": [], "expired": true }));
        return Ok(());
    }
    check_target(context, job)?;
    let target = Store::id_of(&format!("deployment {} {}", job.text("targetGroupId"), job.text("targetClusterName")));
    job.set("targetDeploymentItemName", format!("atlas-{}", &target[..6]));
    let finished = context.call.timestamp_in(step * 2);
    job.set_at(context.call.now + step * 2, json!({ "finishedAt": finished }));
    job.event_at(context.call.now + step * 2, "CPS_RESTORE_SUCCESSFUL");
    Ok(())
}

/// Rejects a point in time that the cluster has no oplog for.
pub(super) fn check_time(context: &Context<'_>, job: &Resource) -> Result<(), ApiError> {
    let continuous = CLUSTERS.find(context.store, context.call)?.flag("pitEnabled");
    let seconds = ["pointInTimeUTCSeconds", "pointInTimeUtcSeconds", "oplogTs"]
        .iter()
        .find_map(|name| job.body.get(*name)?.as_i64());
    let is_past = seconds.is_some_and(|seconds| (1..=context.call.now.timestamp()).contains(&seconds));
    if continuous && is_past { Ok(()) } else { Err(codes::INVALID_PIT_RESTORE_TIME.error(context.call, "")) }
}

/// Rejects a target cluster that does not exist or is not ready. A job without a target is accepted.
fn check_target(context: &Context<'_>, job: &Resource) -> Result<(), ApiError> {
    let (project, name) = (job.text("targetGroupId"), job.text("targetClusterName"));
    if name.is_empty() {
        return Ok(());
    }
    let target = context.store.get(CLUSTERS.name, project, name);
    let target = target.ok_or_else(|| NO_TARGET.error(context.call, name))?;
    if target.flag("paused") {
        return Err(codes::CLUSTER_PAUSED_CANNOT_RESTORE.error(context.call, name));
    }
    if is_restored_into(context.store, project, name) {
        return Err(TARGET_BUSY.error(context.call, name));
    }
    Ok(())
}

/// Sets the target of a restore to `UPDATING` until the restore is finished.
fn mark_target_busy(store: &mut Store, call: &Call<'_>, times: &Times, job: &Resource) {
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
pub(in crate::resources) fn is_restored_into(store: &Store, project: &str, cluster: &str) -> bool {
    store.all("restoreJobs").any(|job| {
        let into = job.text("targetGroupId") == project && job.text("targetClusterName") == cluster;
        into && job.text("deliveryType") != "download" && job.text("finishedAt").is_empty() && !job.flag("cancelled")
    })
}

fn cancel(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let job = RESTORE_JOBS.find_mut(store, call)?;
    if job.text("deliveryType") != "download" {
        return Err(codes::CANNOT_CANCEL_AUTOMATED_RESTORE.error(call, &job.key));
    }
    job.set("cancelled", true);
    job.set("deliveryUrl", json!([]));
    job.scheduled.clear();
    Ok(Value::Null)
}
