//! Upgrades of tenant clusters and flex clusters.

use serde_json::{Map, Value, json};

use super::{CLUSTERS, connection_strings, hardware, legacy, start_update, views};
use crate::error::ApiError;
use crate::resource_kind::{Context, Times};
use crate::resources::events;
use crate::resources::flex_clusters::FLEX_CLUSTERS;
use crate::state::Call;
use crate::store::{Resource, Store};

/// Upgrades a tenant cluster to a dedicated or a flex cluster, which keeps its name and its ID.
pub(super) fn tenant(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let mut body = call.body(call.operation.validation())?;
    let scope = CLUSTERS.scope_of(call);
    let name = body.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let found = store.get(CLUSTERS.name, &scope, &name).cloned();
    let mut cluster = found.ok_or_else(|| CLUSTERS.not_found.error(call, &name))?;
    if !hardware::is_tenant(&cluster.body) {
        return Err(ApiError::invalid_attribute("name", "Only a free cluster can be upgraded."));
    }
    let context = Context { store, call, times, scope: &scope };
    start_update(&context, &mut cluster)?;
    if body.get("providerSettings").is_some_and(|settings| settings["providerName"] == "FLEX") {
        let flex = to_flex(&context, &cluster, &body);
        events::record(store, call, "FREE_UPGRADE_STARTED", &flex);
        let rendered = views::view(store, call, &cluster)?;
        store.remove_recursively(CLUSTERS.name, &scope, &name);
        store.put(FLEX_CLUSTERS.name, flex);
        return Ok(rendered.into());
    }
    fill_in_hardware(&cluster, &mut body);
    legacy::modernize(&mut body, &Map::new());
    if let Some(specs) = body.remove("replicationSpecs") {
        cluster.set("replicationSpecs", specs);
        hardware::complete(store, &mut cluster.body);
    }
    cluster.set("connectionStrings", connection_strings(&cluster));
    events::record(store, call, "FREE_UPGRADE_STARTED", &cluster);
    let rendered = views::view(store, call, &cluster)?;
    store.put(CLUSTERS.name, cluster);
    Ok(rendered.into())
}

/// Fills in the new hardware: by default the smallest size in the same region.
fn fill_in_hardware(cluster: &Resource, body: &mut Map<String, Value>) {
    let region = hardware::regions(&cluster.body).next().cloned().unwrap_or_default();
    let settings = body.entry("providerSettings").or_insert_with(|| json!({}));
    if let Some(settings) = settings.as_object_mut() {
        for (name, value) in [
            ("instanceSizeName", json!("M10")),
            ("providerName", region["backingProviderName"].clone()),
            ("regionName", region["regionName"].clone()),
        ] {
            settings.entry(name).or_insert(value);
        }
    }
}

/// Returns the flex cluster that replaces a tenant cluster, by default in the same region.
fn to_flex(context: &Context<'_>, cluster: &Resource, body: &Map<String, Value>) -> Resource {
    let region = hardware::regions(&cluster.body).next().cloned().unwrap_or_default();
    let settings = &body["providerSettings"];
    let setting = |name: &str| settings.get(name).unwrap_or(&region[name]).clone();
    let provider =
        json!({ "backingProviderName": setting("backingProviderName"), "regionName": setting("regionName") });
    let mut body = crate::serve::object((FLEX_CLUSTERS.initial)(context));
    let kept = ["createDate", "groupId", "id", "name", "tags", "terminationProtectionEnabled"];
    body.extend(kept.iter().filter_map(|name| Some(((*name).to_owned(), cluster.body.get(*name)?.clone()))));
    body.insert("providerSettings".to_owned(), provider);
    let mut flex = Resource { body, ..cluster.clone() };
    (FLEX_CLUSTERS.lifecycle.normalize)(context, &mut flex);
    flex.set("connectionStrings", cluster.body.get("connectionStrings").cloned().unwrap_or_default());
    flex.set("stateName", "UPDATING");
    flex
}

/// Upgrades a flex cluster to a dedicated one, which keeps its name and its ID.
pub(super) fn flex(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let given = call.body(call.operation.validation())?;
    let scope = CLUSTERS.scope_of(call);
    let name = given.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let found = store.get(FLEX_CLUSTERS.name, &scope, &name).cloned();
    let mut flex = found.ok_or_else(|| FLEX_CLUSTERS.not_found.error(call, &name))?;
    let context = Context { store, call, times, scope: &scope };
    start_update(&context, &mut flex)?;

    let mut body = crate::serve::object((CLUSTERS.initial)(&context));
    let kept = ["createDate", "groupId", "id", "tags", "terminationProtectionEnabled"];
    body.extend(kept.iter().filter_map(|name| Some(((*name).to_owned(), flex.body.get(*name)?.clone()))));
    body.extend(given.into_iter().filter(|(_, value)| !value.is_null()));
    let mut cluster = Resource { scope: scope.clone(), key: name.clone(), body, scheduled: Vec::new() };
    (CLUSTERS.lifecycle.normalize)(&context, &mut cluster);
    cluster.set("stateName", "UPDATING");
    cluster.set_at(call.now + times.cluster, json!({ "stateName": "IDLE" }));
    cluster.event_at(call.now + times.cluster, "CLUSTER_UPDATE_COMPLETED");
    events::record(store, call, "FLEX_UPGRADE_STARTED", &cluster);
    store.remove_recursively(FLEX_CLUSTERS.name, &scope, &name);
    store.put(CLUSTERS.name, cluster);
    let rendered: Map<String, Value> = flex.body;
    Ok(rendered.into())
}
