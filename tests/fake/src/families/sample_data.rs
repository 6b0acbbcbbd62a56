//! Sample data, which is loaded into clusters.

use serde_json::{Map, Value, json};

use super::clusters::CLUSTERS;
use super::events;
use crate::error::ApiError;
use crate::family::{Action, Family, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&SAMPLE_DATA];

static SAMPLE_DATA: Family = Family {
    name: "sampleDatasetLoads",
    key: ("sampleDatasetId", "_id"),
    operations: &[
        ("requestGroupSampleDatasetLoad", Action::Special(load)),
        ("getGroupSampleDatasetLoad", Action::Special(|store, call, _| Ok(get(store, call)))),
    ],
    ..Family::PLAIN
};

/// A load, which is over if nobody knows of it any more.
fn get(store: &Store, call: &Call<'_>) -> Value {
    match SAMPLE_DATA.find(store, call) {
        Ok(loading) => loading.body.clone().into(),
        Err(_) => json!({ "_id": SAMPLE_DATA.key_of(call), "state": "COMPLETED" }),
    }
}

/// Begins to load sample data into the cluster that the path names, which takes as long as a change of a cluster.
fn load(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let (project, name) = (call.path_parameter("groupId")?, call.path_parameter("name")?);
    let known = ["clusters", "flexClusters"].iter().any(|family| store.get(family, project, name).is_some());
    if !known {
        return Err(CLUSTERS.not_found.error(call, name));
    }
    let id = store.new_id();
    let body = crate::serve::object(json!({
        "_id": id,
        "clusterName": name,
        "createDate": call.timestamp(),
        "state": "WORKING",
    }));
    let shown: Map<String, Value> = body.clone();
    let mut loading = Resource { scope: project.to_owned(), key: id, body, later: Vec::new() };
    let done = json!({ "completeDate": call.timestamp_in(times.cluster), "state": "COMPLETED" });
    loading.set_at(call.now + times.cluster, done);
    events::record(store, call, "SAMPLE_DATASET_LOAD_REQUESTED", &loading);
    store.put(SAMPLE_DATA.name, loading);
    Ok(shown.into())
}
