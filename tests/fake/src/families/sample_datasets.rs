//! Sample data that is loaded into a cluster.

use serde_json::{Value, json};

use super::clusters::CLUSTERS;
use crate::error::ApiError;
use crate::family::{Action, Family, Times};
use crate::serve;
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&SAMPLE_DATASETS];

static SAMPLE_DATASETS: Family = Family {
    name: "sampleDatasetLoad",
    key: ("sampleDatasetId", "_id"),
    id: Some("_id"),
    operations: &[("getGroupSampleDatasetLoad", Action::Get), ("requestGroupSampleDatasetLoad", Action::Special(load))],
    initial: |setting| json!({ "createDate": setting.call.timestamp(), "state": "COMPLETED" }),
    ..Family::PLAIN
};

/// Begins to load, which takes as long as any change of a cluster.
fn load(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let scope = SAMPLE_DATASETS.scope_of(call);
    let cluster = call.path_parameter("name")?;
    if store.get(CLUSTERS.name, &scope, cluster).is_none() {
        return Err(CLUSTERS.not_found.error(call, cluster));
    }
    let id = store.new_id();
    let body = json!({ "_id": id, "clusterName": cluster, "createDate": call.timestamp(), "state": "WORKING" });
    let mut loading = Resource { scope, key: id, body: serve::object(body.clone()), later: Vec::new() };
    let done = json!({ "completeDate": call.timestamp_in(times.cluster), "state": "COMPLETED" });
    loading.set_at(call.now + times.cluster, done);
    store.put(SAMPLE_DATASETS.name, loading);
    Ok(body)
}
