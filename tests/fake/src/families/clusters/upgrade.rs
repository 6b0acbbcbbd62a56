//! The upgrade of a cluster from shared hardware.

use serde_json::{Value, json};

use super::{CLUSTERS, begin_update};
use crate::error::ApiError;
use crate::family::{Setting, Times};
use crate::state::Call;
use crate::store::Store;

/// Moves a cluster, which the body names, to hardware of its own. The answer is of the oldest version, which describes
/// hardware in another way.
pub(super) fn upgrade(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let body = call.body(call.operation.extent())?;
    let name = body.get("name").and_then(Value::as_str).unwrap_or_default();
    let scope = CLUSTERS.scope_of(call);
    let cluster = store.get(CLUSTERS.name, &scope, name).cloned();
    let mut cluster = cluster.ok_or_else(|| CLUSTERS.not_found.error(call, name))?;
    begin_update(&Setting { store, call, times, scope: &scope }, &mut cluster)?;
    let settings = body.get("providerSettings").cloned().unwrap_or_default();
    let region = cluster.body.get_mut("replicationSpecs").and_then(|specs| specs.pointer_mut("/0/regionConfigs/0"));
    if let Some(region) = region {
        let [provider, name, size] =
            ["providerName", "regionName", "instanceSizeName"].map(|property| settings.get(property).cloned());
        *region = json!({
            "electableSpecs": { "diskSizeGB": 10.0, "instanceSize": size.unwrap_or_else(|| "M10".into()), "nodeCount": 3 },
            "priority": 7,
            "providerName": provider.unwrap_or_else(|| "AWS".into()),
            "regionName": name.unwrap_or_else(|| "US_EAST_1".into()),
        });
    }
    let mut answer = cluster.body.clone();
    answer.remove("replicationSpecs");
    answer.insert("providerSettings".to_owned(), settings);
    store.put(CLUSTERS.name, cluster);
    Ok(answer.into())
}
