//! Loading of sample data into clusters.

use serde_json::{Map, Value, json};

use super::clusters::CLUSTERS;
use super::events;
use super::flex_clusters::FLEX_CLUSTERS;
use crate::error::ApiError;
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&LOADS];

static LOADS: ResourceKind = ResourceKind {
    name: "sampleDatasetLoads",
    key: ("sampleDatasetId", "_id"),
    id: Some("_id"),
    operations: &[("requestGroupSampleDatasetLoad", Action::Special(load)), ("getGroupSampleDatasetLoad", Action::Get)],
    initial: |context| json!({ "createDate": context.call.timestamp(), "state": "WORKING" }),
    ..ResourceKind::PLAIN
};

/// Starts loading the data into a cluster, dedicated or flex. The request has no body.
fn load(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let (project, cluster) = (call.path_parameter("groupId")?, call.path_parameter("name")?);
    let mut kinds = [&CLUSTERS, &FLEX_CLUSTERS].into_iter();
    if kinds.all(|kind| store.get(kind.name, project, cluster).is_none()) {
        return Err(CLUSTERS.not_found.error(call, cluster));
    }
    let key = store.new_id();
    let body = Map::from_iter([
        ("_id".to_owned(), key.clone().into()),
        ("clusterName".to_owned(), cluster.into()),
        ("createDate".to_owned(), call.timestamp().into()),
        ("state".to_owned(), "WORKING".into()),
    ]);
    let mut job = Resource { scope: project.to_owned(), key, body: body.clone(), scheduled: Vec::new() };
    let completed = call.timestamp_in(times.cluster);
    job.set_at(call.now + times.cluster, json!({ "completeDate": completed, "state": "COMPLETED" }));
    events::record(store, call, "SAMPLE_DATASET_LOAD_REQUESTED", &job);
    store.put(LOADS.name, job);
    Ok(body.into())
}
