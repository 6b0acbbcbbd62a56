//! How clusters that share their hardware with others come to have their own.

use serde_json::{Map, Value, json};

use super::{CLUSTERS, begin_update, connection_strings, hardware, legacy, views};
use crate::error::ApiError;
use crate::families::events;
use crate::families::flex_clusters::FLEX_CLUSTERS;
use crate::family::{Setting, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

/// Makes a tenant cluster one with hardware of its own.
pub(super) fn tenant(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let mut body = call.body(call.operation.extent())?;
    let scope = CLUSTERS.scope_of(call);
    let name = body.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let found = store.get(CLUSTERS.name, &scope, &name).cloned();
    let mut cluster = found.ok_or_else(|| CLUSTERS.not_found.error(call, &name))?;
    legacy::modernize(&mut body, &Map::new());
    begin_update(&Setting { store, call, times, scope: &scope }, &mut cluster)?;
    if let Some(specs) = body.remove("replicationSpecs") {
        cluster.set("replicationSpecs", specs);
        hardware::complete(store, &mut cluster.body);
    }
    cluster.set("connectionStrings", connection_strings(&cluster));
    events::record(store, call, "FREE_UPGRADE_STARTED", &cluster);
    let shown = views::view(call, &cluster)?;
    store.put(CLUSTERS.name, cluster);
    Ok(shown.into())
}

/// Makes a flex cluster one of the other kind, with its name and its id.
pub(super) fn flex(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let said = call.body(call.operation.extent())?;
    let scope = CLUSTERS.scope_of(call);
    let name = said.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let found = store.get(FLEX_CLUSTERS.name, &scope, &name).cloned();
    let mut flex = found.ok_or_else(|| FLEX_CLUSTERS.not_found.error(call, &name))?;
    let setting = Setting { store, call, times, scope: &scope };
    begin_update(&setting, &mut flex)?;

    let mut body = crate::serve::object((CLUSTERS.initial)(&setting));
    let kept = ["createDate", "groupId", "id", "tags", "terminationProtectionEnabled"];
    body.extend(kept.iter().filter_map(|name| Some(((*name).to_owned(), flex.body.get(*name)?.clone()))));
    body.extend(said.into_iter().filter(|(_, value)| !value.is_null()));
    let mut cluster = Resource { scope: scope.clone(), key: name.clone(), body, later: Vec::new() };
    (CLUSTERS.drafted)(&setting, &mut cluster);
    cluster.set("stateName", "UPDATING");
    cluster.set_at(call.now + times.cluster, json!({ "stateName": "IDLE" }));
    cluster.event_at(call.now + times.cluster, "CLUSTER_UPDATE_COMPLETED");
    events::record(store, call, "FLEX_UPGRADE_STARTED", &cluster);
    store.remove_whole(FLEX_CLUSTERS.name, &scope, &name);
    store.put(CLUSTERS.name, cluster);
    let shown: Map<String, Value> = flex.body;
    Ok(shown.into())
}
