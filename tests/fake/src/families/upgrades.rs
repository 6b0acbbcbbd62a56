//! Upgrades of free and flex clusters, which become clusters of another kind under the same name and id.

use serde_json::{Map, Value, json};

use super::clusters::{self, CLUSTERS};
use super::flex_clusters::FLEX_CLUSTERS;
use crate::body::Extent;
use crate::error::ApiError;
use crate::family::{Family, Setting, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

/// What a cluster keeps of what it was.
const KEPT: [&str; 5] = ["createDate", "groupId", "id", "name", "tags"];

/// Upgrades a free cluster to a flex or a dedicated one. The operation is of an old version, and says the hardware as that
/// version did.
pub(super) fn tenant(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let body = call.body(Extent::Whole)?;
    let before = begin(store, call, times, &CLUSTERS, &body)?;
    let region = before.body.get("replicationSpecs").and_then(|specs| specs.pointer("/0/regionConfigs/0"));
    let region = region.cloned().unwrap_or_default();
    if !clusters::is_tenant(&before) {
        return Err(ApiError::invalid_attribute("name", "Only a free cluster can be upgraded."));
    }
    let settings = body.get("providerSettings").cloned().unwrap_or_default();
    let said = |name: &str, otherwise: &Value| settings.get(name).unwrap_or(otherwise).clone();
    let region_name = said("regionName", &region["regionName"]);
    let (family, hardware) = if settings["providerName"] == "FLEX" {
        let provider = said("backingProviderName", &region["backingProviderName"]);
        (&FLEX_CLUSTERS, json!({ "providerSettings": { "backingProviderName": provider, "regionName": region_name } }))
    } else {
        let provider = said("providerName", &region["backingProviderName"]);
        let size = said("instanceSizeName", &"M10".into());
        let region = json!({
            "electableSpecs": { "diskSizeGB": 10.0, "instanceSize": size, "nodeCount": 3 },
            "priority": 7,
            "providerName": provider,
            "regionName": region_name,
        });
        (&CLUSTERS, json!({ "replicationSpecs": [{ "regionConfigs": [region] }] }))
    };
    let mut answer = finish(store, call, times, (&before, &CLUSTERS), (family, hardware));
    answer.retain(|name, _| name != "replicationSpecs");
    answer.insert("providerSettings".to_owned(), settings);
    Ok(answer.into())
}

/// Upgrades a flex cluster to a dedicated one.
pub(super) fn flex(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let body = call.body(Extent::Whole)?;
    let before = begin(store, call, times, &FLEX_CLUSTERS, &body)?;
    let hardware: Map<_, _> = body.into_iter().filter(|(_, value)| !value.is_null()).collect();
    finish(store, call, times, (&before, &FLEX_CLUSTERS), (&CLUSTERS, hardware.into()));
    Ok(before.body.into())
}

/// The cluster that the body names, which is about to change.
fn begin(
    store: &Store,
    call: &Call<'_>,
    times: &Times,
    family: &Family,
    body: &Map<String, Value>,
) -> Result<Resource, ApiError> {
    let name = body.get("name").and_then(Value::as_str).unwrap_or_default();
    let scope = family.scope_of(call);
    let found = store.get(family.name, &scope, name).cloned();
    let mut cluster = found.ok_or_else(|| family.not_found.error(call, name))?;
    clusters::begin_update(&Setting { store, call, times, scope: &scope }, &mut cluster)?;
    Ok(cluster)
}

/// Puts the cluster that it becomes in the place of the one that was, and says what it has.
fn finish(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    (before, old): (&Resource, &Family),
    (new, hardware): (&'static Family, Value),
) -> Map<String, Value> {
    let setting = Setting { store, call, times, scope: &before.scope };
    let mut after = before.clone();
    let kept = before.body.iter().filter(|(name, _)| KEPT.contains(&name.as_str()));
    let layers =
        [(new.initial)(&setting), Value::Object(kept.map(|(k, v)| (k.clone(), v.clone())).collect()), hardware];
    after.body = layers.into_iter().filter_map(|layer| layer.as_object().cloned()).flatten().collect();
    // It is reachable all the while.
    (new.drafted)(&setting, &mut after);
    after.set("stateName", "UPDATING");
    let body = after.body.clone();
    store.remove(old.name, &before.scope, &before.key);
    store.put(new.name, after);
    body
}
