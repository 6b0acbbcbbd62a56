//! The lifecycle of a cluster: creation, updates, pausing and deletion, each of which takes time.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Map, Value, json};

use super::{CLUSTERS, details, hardware, layout, rules, versions, views};
use crate::error::{ApiError, ErrorSpec, codes};
use crate::resource_kind::{Context, Times};
use crate::resources::compliance::{self, Protected};
use crate::resources::{backups, events};
use crate::state::Call;
use crate::store::{Resource, Scheduled, Store};

/// How long a resumed cluster cannot be paused again.
const PAUSE_AFTER: Duration = Duration::hours(1);

/// The time at which a cluster was resumed, and whether a test failover is in progress. No schema has these properties,
/// so no response shows them.
const RESUMED_AT: &str = "#resumed";
const FAILOVER: &str = "#failover";

/// The properties that can be changed only while a cluster is `IDLE`.
const NEEDS_IDLE: [&str; 4] = ["clusterType", "configServerManagementMode", "mongoDBMajorVersion", "replicationSpecs"];

/// The properties of a tenant cluster that can be changed.
const TENANT_PROPERTIES: [&str; 3] = ["labels", "tags", "terminationProtectionEnabled"];

pub(super) fn create(context: &Context<'_>, cluster: &mut Resource) -> Result<(), ApiError> {
    rules::check_new(context, &cluster.key, &cluster.body)?;
    let strings = connection_strings(cluster);
    start_creation(context, cluster, strings);
    Ok(())
}

/// Starts the creation of a cluster, dedicated or flex, which later has these connection strings.
pub(in crate::resources) fn start_creation(context: &Context<'_>, cluster: &mut Resource, strings: Value) {
    let is_shared = hardware::is_tenant(&cluster.body) || !cluster.body.contains_key("replicationSpecs");
    cluster.set("connectionStrings", known_early(&strings, is_shared));
    cluster.set("stateName", "CREATING");
    let ready = context.call.now + context.times.cluster;
    cluster.set_at(ready, json!({ "connectionStrings": strings, "stateName": "IDLE" }));
    cluster.event_at(ready, "CLUSTER_READY");
}

pub(super) fn delete(context: &Context<'_>, cluster: &mut Resource) -> Result<Option<DateTime<Utc>>, ApiError> {
    if backups::is_restored_into(context.store, context.scope, &cluster.key) {
        return Err(codes::CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE.error(context.call, &cluster.key));
    }
    start_deletion(context, cluster)
}

/// Starts the deletion of a cluster, dedicated or flex. Returns the time at which the cluster is removed.
pub(in crate::resources) fn start_deletion(
    context: &Context<'_>,
    cluster: &mut Resource,
) -> Result<Option<DateTime<Utc>>, ApiError> {
    if cluster.text("stateName") == "DELETING" {
        return Err(codes::CLUSTER_ALREADY_REQUESTED_DELETION.error(context.call, &cluster.key));
    }
    if cluster.flag("terminationProtectionEnabled") {
        return Err(
            codes::CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED.error(context.call, &cluster.key)
        );
    }
    cluster.set("stateName", "DELETING");
    cluster.scheduled.clear();
    let gone = context.call.now + context.times.cluster;
    cluster.event_at(gone, "CLUSTER_DELETED");
    Ok(Some(gone))
}

/// Starts an update. Rejects it unless the cluster is `IDLE`.
pub(in crate::resources) fn start_update(context: &Context<'_>, cluster: &mut Resource) -> Result<(), ApiError> {
    check_idle(context, cluster)?;
    schedule_update(context, cluster);
    Ok(())
}

fn check_idle(context: &Context<'_>, cluster: &Resource) -> Result<(), ApiError> {
    match cluster.text("stateName") {
        "IDLE" => Ok(()),
        "DELETING" => Err(codes::CLUSTER_ALREADY_REQUESTED_DELETION.error(context.call, &cluster.key)),
        _ => Err(codes::CLUSTER_NOT_IDLE_CANNOT_UPDATE.error(context.call, &cluster.key)),
    }
}

/// Puts a cluster into an update. An update that is in progress ends together with the new one.
fn schedule_update(context: &Context<'_>, cluster: &mut Resource) {
    cluster.scheduled.retain(|(_, change)| match change {
        Scheduled::Set(properties) => !properties.contains_key("stateName"),
        Scheduled::Event(name) => name != "CLUSTER_UPDATE_COMPLETED",
        Scheduled::Delete => true,
    });
    cluster.set("stateName", "UPDATING");
    let over = context.call.now + context.times.cluster;
    cluster.set_at(over, json!({ "stateName": "IDLE", FAILOVER: false }));
    cluster.event_at(over, "CLUSTER_UPDATE_COMPLETED");
}

pub(super) fn change(
    context: &Context<'_>,
    cluster: &mut Resource,
    body: &mut Map<String, Value>,
) -> Result<(), ApiError> {
    let refuse = |code: ErrorSpec| Err(code.error(context.call, &cluster.key));
    if backups::is_restored_into(context.store, context.scope, &cluster.key) {
        return refuse(codes::CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE);
    }
    if body.get("name").and_then(Value::as_str).is_some_and(|name| name != cluster.key) {
        return refuse(codes::CLUSTER_CANNOT_CHANGE_NAME);
    }
    body.remove("name");
    views::modernize(context.call, body, &cluster.body);
    let mut after = cluster.body.clone();
    after.extend(body.clone().into_iter().filter(|(_, value)| !value.is_null()));
    if body.contains_key("replicationSpecs") {
        hardware::keep_ids(&cluster.body, &mut after);
        hardware::complete(context.store, &mut after);
        body.extend(after.get("replicationSpecs").map(|specs| ("replicationSpecs".to_owned(), specs.clone())));
    }
    // A client may send back all that it read, with one change.
    let changed: Vec<_> = body.keys().filter(|name| differs(&cluster.body, body, name)).cloned().collect();
    let others = changed.iter().any(|name| name != "paused");
    let resumed = DateTime::parse_from_rfc3339(cluster.text(RESUMED_AT)).ok();
    let too_early = resumed.is_some_and(|resumed| context.call.now - resumed.to_utc() < PAUSE_AFTER);
    match (cluster.flag("paused"), body.get("paused").and_then(Value::as_bool)) {
        // The only change that a paused cluster accepts is to resume it.
        (true, Some(false)) if !others => {}
        (true, Some(true)) if !others => return refuse(codes::CLUSTER_ALREADY_PAUSED),
        (true, _) => return refuse(codes::CANNOT_UPDATE_PAUSED_CLUSTER),
        (false, Some(true)) if others => return refuse(codes::CANNOT_UPDATE_AND_PAUSE_CLUSTER),
        (false, Some(true)) if too_early => return refuse(codes::CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER),
        (false, _) => {}
    }
    if hardware::is_tenant(&cluster.body) && !changed.iter().all(|name| TENANT_PROPERTIES.contains(&name.as_str())) {
        return refuse(codes::TENANT_CLUSTER_UPDATE_UNSUPPORTED);
    }
    if body.contains_key("replicationSpecs") {
        details::set_scaling_mode(context.call, cluster);
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
    if cluster.text("stateName") != "UPDATING" || changed.iter().any(|name| NEEDS_IDLE.contains(&name.as_str())) {
        check_idle(context, cluster)?;
    }
    schedule_update(context, cluster);
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

/// Returns whether a body changes a property of a cluster. Integers equal floating-point numbers.
fn differs(cluster: &Map<String, Value>, body: &Map<String, Value>, name: &str) -> bool {
    let none = Value::Null;
    !same(cluster.get(name).unwrap_or(&none), body.get(name).unwrap_or(&none))
}

fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| same(value, other)))
        }
        (one, other) => one == other,
    }
}

/// Returns the connection strings of a cluster that is ready.
pub(in crate::resources) fn connection_strings(cluster: &Resource) -> Value {
    let addresses = layout::addresses(cluster).join(",");
    let name = &cluster.key;
    let set = if layout::is_sharded(cluster) { String::new() } else { format!("&replicaSet=atlas-{name}-shard-0") };
    let mut strings = json!({
        "standard": format!("mongodb://{addresses}/?ssl=true&authSource=admin{set}"),
        "standardSrv": format!("mongodb+srv://{}.abcde.example.com", name.to_lowercase()),
    });
    if layout::is_sharded(cluster) {
        strings["awsPrivateLinkSrv"] = json!({});
        strings["privateEndpoint"] = json!([]);
    }
    strings
}

/// Returns the connection strings that are known before a cluster is ready: those of private endpoints, and on shared
/// hardware the SRV record, which exists already.
fn known_early(strings: &Value, is_shared: bool) -> Value {
    let is_known = |name: &str| match name {
        "standard" => false,
        "standardSrv" => is_shared,
        _ => true,
    };
    let strings = strings.as_object().into_iter().flatten();
    strings.filter(|(name, _)| is_known(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
}

pub(super) fn restart_primaries(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let mut cluster = CLUSTERS.find(store, call)?.clone();
    let scope = cluster.scope.clone();
    let refusal = match () {
        () if hardware::is_tenant(&cluster.body) => Some(codes::TENANT_CLUSTER_TEST_FAILOVER_NOT_SUPPORTED),
        () if cluster.flag("paused") => Some(codes::CANNOT_UPDATE_PAUSED_CLUSTER),
        () if cluster.flag(FAILOVER) => Some(codes::CLUSTER_RESTART_IN_PROGRESS),
        () if cluster.text("stateName") != "IDLE" => Some(codes::CLUSTER_RESTART_INVALID),
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
