//! Temporary settings of a cluster: a pinned feature compatibility version, and access for MongoDB employees.

use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use super::CLUSTERS;
use crate::error::ApiError;
use crate::resource_kind::Times;
use crate::resources::events;
use crate::state::Call;
use crate::store::Store;

const PINNED_UNTIL: &str = "featureCompatibilityVersionExpirationDate";
const GRANT: &str = "mongoDBEmployeeAccessGrant";
/// How long a version is pinned by default.
const PINNED_FOR: TimeDelta = TimeDelta::weeks(4);

pub(super) fn pin(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let cluster = CLUSTERS.find_mut(store, call)?;
    let body = if call.expects_body() { call.body(call.operation.validation())? } else { Map::new() };
    let end = body.get("expirationDate").cloned().unwrap_or_else(|| call.timestamp_in(PINNED_FOR).into());
    cluster.set(PINNED_UNTIL, end);
    let cluster = cluster.clone();
    events::record(store, call, "CLUSTER_FCV_FIXED", &cluster);
    Ok(Value::Null)
}

pub(super) fn unpin(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let cluster = CLUSTERS.find_mut(store, call)?;
    cluster.body.remove(PINNED_UNTIL);
    let cluster = cluster.clone();
    events::record(store, call, "CLUSTER_FCV_UNFIXED", &cluster);
    Ok(Value::Null)
}

pub(super) fn grant(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let cluster = CLUSTERS.find_mut(store, call)?;
    let body = call.body(call.operation.validation())?;
    let [end, kind] = ["expirationTime", "grantType"].map(|name| body.get(name).cloned());
    cluster.set(GRANT, json!({ "expirationTime": end, "grantType": kind }));
    let cluster = cluster.clone();
    events::record(store, call, "EMPLOYEE_ACCESS_GRANTED", &cluster);
    Ok(Value::Null)
}

pub(super) fn revoke(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let cluster = CLUSTERS.find_mut(store, call)?;
    cluster.body.remove(GRANT);
    let cluster = cluster.clone();
    events::record(store, call, "EMPLOYEE_ACCESS_REVOKED", &cluster);
    Ok(Value::Null)
}
