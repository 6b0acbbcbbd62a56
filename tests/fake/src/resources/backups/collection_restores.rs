//! Restores of single collections of clusters.

use serde_json::{Value, json};

use super::restores::check_time;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, ResourceKind, Rules};
use crate::resources::clusters::CLUSTERS;
use crate::state::Call;
use crate::store::{Resource, Store};

/// The properties with a point in time.
const TIMES: [&str; 2] = ["oplogTs", "pointInTimeUtcSeconds"];

pub(super) static COLLECTION_RESTORES: ResourceKind = ResourceKind {
    name: "collectionRestoreJobs",
    scope: &["groupId", "clusterName"],
    key: ("jobId", "id"),
    operations: &[
        ("listGroupClusterCollectionRestoreJobs", Action::List),
        ("getGroupClusterCollectionRestoreJob", Action::Get),
        ("createGroupClusterCollectionRestoreJob", Action::Create),
        ("listGroupClusterCollectionRestoreJobCollections", Action::Special(|store, call, _| list(store, call))),
        ("getGroupClusterCollectionRestoreJobCollection", Action::Special(|store, call, _| get(store, call))),
    ],
    initial: |context| {
        json!({
            "collections": [],
            "createdAt": context.call.timestamp(),
            "databases": [],
            "indexStrategy": "ALL",
            "restoredDocuments": 0,
            "state": "SUCCESSFUL",
            "totalDocuments": 0,
            "writeStrategy": "CREATE_NEW",
        })
    },
    parent: Some(&CLUSTERS),
    rules: Rules {
        create: |context, job| {
            match job.body.get("snapshotId").and_then(Value::as_str) {
                Some(id) if context.store.get("snapshots", context.scope, id).is_none() => {
                    return Err(codes::SNAPSHOT_NOT_FOUND.error(context.call, id));
                }
                None if TIMES.iter().any(|name| job.body.contains_key(*name)) => check_time(context, job)?,
                Some(_) | None => {}
            }
            job.set("state", "INITIALIZING");
            let step = context.times.backup;
            let finished = context.call.timestamp_in(step * 2);
            job.set_at(context.call.now + step, json!({ "state": "IN_PROGRESS" }));
            job.set_at(context.call.now + step * 2, json!({ "finishedAt": finished, "state": "SUCCESSFUL" }));
            Ok(())
        },
        ..Rules::NONE
    },
    ..ResourceKind::PLAIN
};

/// Returns the state of each collection that a job names. The collections of a database are not known.
fn collections(job: &Resource) -> Vec<Value> {
    let state = match job.text("state") {
        "INITIALIZING" => "NOT_STARTED",
        "CANCELED" => "NOT_RESTORED",
        state => state,
    };
    let named = job.body.get("collections").and_then(Value::as_array).cloned().unwrap_or_default();
    let collections = named.into_iter().map(|collection| {
        let source = collection["sourceNamespace"].as_str().unwrap_or_default();
        let (database, name) = source.split_once('.').unwrap_or((source, ""));
        let suffixed = || format!("{database}{}.{name}{}", job.text("databaseSuffix"), job.text("collectionSuffix"));
        let target = collection["targetNamespace"].as_str().map_or_else(suffixed, str::to_owned);
        json!({
            "effectiveTargetNamespace": target,
            "restoredDocuments": 0,
            "sourceNamespace": source,
            "state": state,
            "targetNamespace": target,
            "totalDocuments": 0,
        })
    });
    collections.collect()
}

fn list(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    Ok(collections(COLLECTION_RESTORES.find(store, call)?).into())
}

fn get(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let source = call.path_parameter("sourceNamespace")?;
    let collections = collections(COLLECTION_RESTORES.find(store, call)?);
    let found = collections.into_iter().find(|collection| collection["sourceNamespace"] == *source);
    found.ok_or_else(|| ApiError::resource_not_found(&call.request.path))
}
