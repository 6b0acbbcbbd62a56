//! The rate limits of sets of endpoints, a catalog. The fake has the same limits for everyone.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static KINDS: &[&ResourceKind] = &[&ENDPOINT_SETS];

static ENDPOINT_SETS: ResourceKind = ResourceKind {
    scope: &[],
    operations: &[("listRateLimits", Action::Special(list)), ("getRateLimit", Action::Special(get))],
    ..ResourceKind::SINGLETON
};

/// The sets: ID, name, scope, capacity, and the path of an endpoint.
const SETS: [(&str, &str, &str, u32, &str); 3] = [
    ("clusters", "Clusters", "GROUP", 100, "/api/atlas/v2/groups/{groupId}/clusters"),
    ("invitations", "Invitations", "ORGANIZATION", 40, "/api/atlas/v2/orgs/{orgId}/users"),
    ("status", "Status", "IP", 1000, "/api/atlas/v2"),
];

fn list(_: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let is_wanted = |parameter: &str, value: &str| call.request.query.value(parameter).is_none_or(|it| it == value);
    let wanted = SETS.iter().filter(|(_, name, _, _, path)| is_wanted("name", name) && is_wanted("endpointPath", path));
    Ok(wanted.map(render).collect())
}

fn get(_: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let wanted = call.path_parameter("endpointSetId")?;
    let found = SETS.iter().find(|(id, ..)| *id == wanted);
    found.map(render).ok_or_else(|| ApiError::resource_not_found(&call.request.path))
}

fn render((id, name, scope, capacity, path): &(&str, &str, &str, u32, &str)) -> Value {
    let value = |value: u32| json!({ "defaultValue": value, "value": value });
    json!({
        "capacity": value(*capacity),
        "endpointSetId": id,
        "endpointSetName": name,
        "endpoints": [{ "method": "GET", "path": path }],
        "refillDurationSeconds": value(60),
        "refillRate": value(*capacity),
        "scope": scope,
    })
}
