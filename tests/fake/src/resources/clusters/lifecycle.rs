//! The lifecycle of a cluster: creation, updates, pausing and deletion, each of which takes time.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Map, Value, json};

use super::{CLUSTERS, details, hardware, layout, rules, versions, views};
use crate::error::ApiError;
use crate::resource_kind::{Context, ErrorSpec, Times};
use crate::resources::compliance::{self, Protected};
use crate::resources::{backups, events};
use crate::state::Call;
use crate::store::{Resource, Store};

const PROTECTED: ErrorSpec = ErrorSpec(
    400,
    "CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED",
    "The cluster {key} cannot be terminated while termination protection is enabled.",
);
const DELETION_REQUESTED: ErrorSpec = ErrorSpec(
    400,
    "CLUSTER_ALREADY_REQUESTED_DELETION",
    "The deletion of the cluster {key} has already been requested.",
);
const NOT_IDLE: ErrorSpec =
    ErrorSpec(400, "CLUSTER_NOT_IDLE_CANNOT_UPDATE", "The cluster {key} cannot be updated while it is being changed.");
const RESTORING: ErrorSpec = ErrorSpec(
    400,
    "CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE",
    "The cluster {key} cannot be updated while a backup is restored into it.",
);
const PAUSED: ErrorSpec =
    ErrorSpec(409, "CANNOT_UPDATE_PAUSED_CLUSTER", "The cluster {key} cannot be updated while it is paused.");
const ALREADY_PAUSED: ErrorSpec = ErrorSpec(409, "CLUSTER_ALREADY_PAUSED", "The cluster {key} is already paused.");
const PAUSED_AND_CHANGED: ErrorSpec = ErrorSpec(
    409,
    "CANNOT_UPDATE_AND_PAUSE_CLUSTER",
    "The cluster {key} cannot be updated and paused at the same time.",
);
const RESUMED_RECENTLY: ErrorSpec = ErrorSpec(
    400,
    "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER",
    "The cluster {key} was resumed less than an hour ago and cannot be paused yet.",
);
const NAME_CHANGED: ErrorSpec =
    ErrorSpec(400, "CLUSTER_CANNOT_CHANGE_NAME", "The name of a cluster cannot be changed.");
const TENANT_UPDATE: ErrorSpec =
    ErrorSpec(400, "TENANT_CLUSTER_UPDATE_UNSUPPORTED", "The tenant cluster {key} cannot be changed in this way.");
const TENANT_RESTART: ErrorSpec = ErrorSpec(
    400,
    "TENANT_CLUSTER_TEST_FAILOVER_NOT_SUPPORTED",
    "A failover of the tenant cluster {key} cannot be tested.",
);
const RESTARTING: ErrorSpec =
    ErrorSpec(400, "CLUSTER_RESTART_IN_PROGRESS", "A failover of the cluster {key} is being tested.");
const RESTART_INVALID: ErrorSpec = ErrorSpec(
    400,
    "CLUSTER_RESTART_INVALID",
    "A failover of the cluster {key} cannot be tested while it is being changed.",
);

/// How long a resumed cluster cannot be paused again.
const PAUSE_AFTER: Duration = Duration::hours(1);

/// The time at which a cluster was resumed, and whether a test failover is in progress. No schema has these properties,
/// so no response shows them.
const RESUMED_AT: &str = "#resumed";
const FAILOVER: &str = "#failover";

/// The properties of a tenant cluster that can be changed.
const TENANT_PROPERTIES: [&str; 3] = ["labels", "tags", "terminationProtectionEnabled"];

pub(super) fn create(context: &Context<'_>, cluster: &mut Resource) -> Result<(), ApiError> {
    rules::check_new(context, &cluster.key, &cluster.body)?;
    let strings = connection_strings(cluster);
    start_creation(context, cluster, strings);
    Ok(())
}

/// Starts the creation of a cluster, dedicated or flex.
pub(in crate::resources) fn start_creation(context: &Context<'_>, cluster: &mut Resource, strings: Value) {
    cluster.set("connectionStrings", json!({}));
    cluster.set("stateName", "CREATING");
    let ready = context.call.now + context.times.cluster;
    cluster.set_at(ready, json!({ "connectionStrings": strings, "stateName": "IDLE" }));
    cluster.event_at(ready, "CLUSTER_READY");
}

pub(super) fn delete(context: &Context<'_>, cluster: &mut Resource) -> Result<Option<DateTime<Utc>>, ApiError> {
    if backups::is_restored_into(context.store, context.scope, &cluster.key) {
        return Err(RESTORING.error(context.call, &cluster.key));
    }
    start_deletion(context, cluster)
}

/// Starts the deletion of a cluster, dedicated or flex. Returns the time at which the cluster is removed.
pub(in crate::resources) fn start_deletion(
    context: &Context<'_>,
    cluster: &mut Resource,
) -> Result<Option<DateTime<Utc>>, ApiError> {
    if cluster.text("stateName") == "DELETING" {
        return Err(DELETION_REQUESTED.error(context.call, &cluster.key));
    }
    if cluster.flag("terminationProtectionEnabled") {
        return Err(PROTECTED.error(context.call, &cluster.key));
    }
    cluster.set("stateName", "DELETING");
    cluster.scheduled.clear();
    let gone = context.call.now + context.times.cluster;
    cluster.event_at(gone, "CLUSTER_DELETED");
    Ok(Some(gone))
}

/// Starts an update. Rejects it unless the cluster is `IDLE`.
pub(in crate::resources) fn start_update(context: &Context<'_>, cluster: &mut Resource) -> Result<(), ApiError> {
    match cluster.text("stateName") {
        "IDLE" => {}
        "DELETING" => return Err(DELETION_REQUESTED.error(context.call, &cluster.key)),
        _ => return Err(NOT_IDLE.error(context.call, &cluster.key)),
    }
    cluster.set("stateName", "UPDATING");
    let over = context.call.now + context.times.cluster;
    cluster.set_at(over, json!({ "stateName": "IDLE", FAILOVER: false }));
    cluster.event_at(over, "CLUSTER_UPDATE_COMPLETED");
    Ok(())
}

pub(super) fn change(
    context: &Context<'_>,
    cluster: &mut Resource,
    body: &mut Map<String, Value>,
) -> Result<(), ApiError> {
    let refuse = |code: ErrorSpec| Err(code.error(context.call, &cluster.key));
    if backups::is_restored_into(context.store, context.scope, &cluster.key) {
        return refuse(RESTORING);
    }
    if body.get("name").and_then(Value::as_str).is_some_and(|name| name != cluster.key) {
        return refuse(NAME_CHANGED);
    }
    body.remove("name");
    let paused = body.get("paused").and_then(Value::as_bool);
    let others = body.len() > usize::from(paused.is_some());
    let resumed = DateTime::parse_from_rfc3339(cluster.text(RESUMED_AT)).ok();
    let too_early = resumed.is_some_and(|resumed| context.call.now - resumed.to_utc() < PAUSE_AFTER);
    match (cluster.flag("paused"), paused) {
        // The only change that a paused cluster accepts is to resume it.
        (true, Some(false)) if !others => {}
        (true, Some(true)) if !others => return refuse(ALREADY_PAUSED),
        (true, _) => return refuse(PAUSED),
        (false, Some(true)) if others => return refuse(PAUSED_AND_CHANGED),
        (false, Some(true)) if too_early => return refuse(RESUMED_RECENTLY),
        (false, _) => {}
    }
    if hardware::is_tenant(&cluster.body) && !body.keys().all(|name| TENANT_PROPERTIES.contains(&name.as_str())) {
        return refuse(TENANT_UPDATE);
    }
    views::modernize(context.call, body, &cluster.body);
    let mut after = cluster.body.clone();
    after.extend(body.clone().into_iter().filter(|(_, value)| !value.is_null()));
    if body.contains_key("replicationSpecs") {
        details::set_scaling_mode(context.call, cluster);
        hardware::keep_ids(&cluster.body, &mut after);
        hardware::complete(context.store, &mut after);
        body.extend(after.get("replicationSpecs").map(|specs| ("replicationSpecs".to_owned(), specs.clone())));
    }
    rules::check_change(context, &cluster.body, &after)?;
    if body.get("mongoDBMajorVersion").is_some_and(|version| Some(version) != cluster.body.get("mongoDBMajorVersion")) {
        versions::invalidate(&mut after);
        versions::complete(&mut after);
        for name in ["mongoDBVersion", "featureCompatibilityVersion"] {
            body.extend(after.get(name).map(|value| (name.to_owned(), value.clone())));
        }
    }
    if body.get("backupEnabled") == Some(&Value::Bool(false)) && cluster.flag("backupEnabled") {
        compliance::check(context.store, context.call, context.scope, &Protected::Backup)?;
    }
    start_update(context, cluster)?;
    if cluster.flag("paused") {
        cluster.set(RESUMED_AT, context.call.timestamp());
    }
    if body.get("backupEnabled") == Some(&Value::Bool(true)) && !cluster.flag("backupEnabled") {
        backups::mark_taken_until(cluster, context.call.now);
    }
    let after = Resource { body: after, ..cluster.clone() };
    cluster.set("connectionStrings", connection_strings(&after));
    Ok(())
}

/// Returns the connection strings of a cluster that is ready.
pub(in crate::resources) fn connection_strings(cluster: &Resource) -> Value {
    let addresses = layout::addresses(cluster).join(",");
    let name = &cluster.key;
    let set = if layout::is_sharded(cluster) { String::new() } else { format!("&replicaSet=atlas-{name}-shard-0") };
    json!({
        "standard": format!("mongodb://{addresses}/?ssl=true&authSource=admin{set}"),
        "standardSrv": format!("mongodb+srv://{}.abcde.example.com", name.to_lowercase()),
    })
}

pub(super) fn restart_primaries(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let mut cluster = CLUSTERS.find(store, call)?.clone();
    let scope = cluster.scope.clone();
    let refusal = match () {
        () if hardware::is_tenant(&cluster.body) => Some(TENANT_RESTART),
        () if cluster.flag("paused") => Some(PAUSED),
        () if cluster.flag(FAILOVER) => Some(RESTARTING),
        () if cluster.text("stateName") != "IDLE" => Some(RESTART_INVALID),
        () => None,
    };
    if let Some(code) = refusal {
        return Err(code.error(call, &cluster.key));
    }
    start_update(&Context { store, call, times, scope: &scope }, &mut cluster)?;
    cluster.set(FAILOVER, true);
    events::record(store, call, "TEST_FAILOVER_REQUESTED", &cluster);
    store.put(CLUSTERS.name, cluster);
    Ok(Value::Null)
}
