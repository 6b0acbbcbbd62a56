//! Limits of a project: usage, defaults, and the check that a new resource stays within them.

use serde_json::{Value, json};

use crate::error::{ApiError, ErrorSpec, codes};
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&LIMITS];

pub(crate) const CLUSTERS: &str = "atlas.project.deployment.clusters";
pub(crate) const CUSTOM_ROLES: &str = "atlas.project.security.databaseAccess.customRoles";
pub(crate) const DATABASE_USERS: &str = "atlas.project.security.databaseAccess.users";
pub(crate) const ENTRIES: &str = "atlas.project.security.networkAccess.entries";

/// A limit that every project has.
struct Limit {
    name: &'static str,
    default: u64,
    maximum: u64,
    /// The collections whose resources count towards the limit.
    counts: &'static [&'static str],
    /// The error if the limit is exceeded, for limits that the fake enforces. `{key}` is the limit.
    exceeded: Option<ErrorSpec>,
}

const LIMITS_OF_PROJECTS: &[Limit] = &[
    limit(CLUSTERS, 25, 100, &["clusters", "flexClusters"], Some(codes::MAX_CLUSTERS_PER_GROUP_EXCEEDED)),
    limit("atlas.project.deployment.nodesPerPrivateLinkRegion", 50, 90, &[], None),
    limit(CUSTOM_ROLES, 100, 1_400, &["customDbRoles"], Some(codes::CUSTOM_ROLES_LIMIT_EXCEEDED)),
    limit(DATABASE_USERS, 100, 900, &["databaseUsers"], Some(codes::GROUP_USERS_LIMIT_EXCEEDED)),
    limit("atlas.project.security.networkAccess.crossRegionEntries", 40, 220, &[], None),
    limit(ENTRIES, 200, 20_000, &["accessList"], Some(codes::ATLAS_NETWORK_PERMISSIONS_LIMIT_EXCEEDED)),
];

const fn limit(
    name: &'static str,
    default: u64,
    maximum: u64,
    counts: &'static [&'static str],
    exceeded: Option<ErrorSpec>,
) -> Limit {
    Limit { name, default, maximum, counts, exceeded }
}

static LIMITS: ResourceKind = ResourceKind {
    name: "limits",
    key: ("limitName", "name"),
    id: None,
    operations: &[
        ("listGroupLimits", Action::Special(|store, call, _| list(store, call))),
        ("getGroupLimit", Action::Special(|store, call, _| get(store, call))),
        ("setGroupLimit", Action::Special(set)),
        ("deleteGroupLimit", Action::Special(delete)),
    ],
    ..ResourceKind::PLAIN
};

/// Returns the value that a project's limit was set to, if any.
fn set_value(store: &Store, project: &str, name: &str) -> Option<u64> {
    store.get("limits", project, name)?.body.get("value")?.as_u64()
}

/// Rejects `more` new resources if they would exceed the project's limit.
pub(crate) fn check(store: &Store, call: &Call<'_>, name: &str, more: usize) -> Result<(), ApiError> {
    let Some(limit) = LIMITS_OF_PROJECTS.iter().find(|limit| limit.name == name) else { return Ok(()) };
    let project = call.parameter("groupId").unwrap_or_default();
    let value = set_value(store, project, name).unwrap_or_else(|| default(call, limit));
    match limit.exceeded {
        Some(code) if usage(store, project, limit) + more as u64 > value => Err(code.error(call, &value.to_string())),
        _ => Ok(()),
    }
}

/// Returns the value of a limit that was not set. That of database users is a setting of the fake.
fn default(call: &Call<'_>, limit: &Limit) -> u64 {
    if limit.name == DATABASE_USERS { call.database_user_limit } else { limit.default }
}

fn usage(store: &Store, project: &str, limit: &Limit) -> u64 {
    limit.counts.iter().map(|kind| store.list(kind, project).count() as u64).sum()
}

fn render(store: &Store, call: &Call<'_>, project: &str, limit: &Limit) -> Value {
    let default = default(call, limit);
    json!({
        "currentUsage": usage(store, project, limit),
        "defaultLimit": default,
        "maximumLimit": limit.maximum.max(default),
        "name": limit.name,
        "value": set_value(store, project, limit.name).unwrap_or(default),
    })
}

fn list(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let set = store.list("limits", project).filter(|limit| is_of_federation(&limit.key));
    let set = set.map(|limit| Value::Object(limit.body.clone()));
    Ok(LIMITS_OF_PROJECTS.iter().map(|limit| render(store, call, project, limit)).chain(set).collect())
}

fn get(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let (project, name) = (call.path_parameter("groupId")?, call.path_parameter("limitName")?);
    match (LIMITS_OF_PROJECTS.iter().find(|limit| limit.name == name), store.get("limits", project, name)) {
        (Some(limit), _) => Ok(render(store, call, project, limit)),
        (None, Some(limit)) => Ok(limit.body.clone().into()),
        (None, None) if is_of_federation(name) => Ok(json!({ "name": name, "value": 0 })),
        _ => Err(codes::LIMIT_NOT_FOUND.error(call, name)),
    }
}

/// Returns whether a limit is one of data federation or private service connections. Such a limit has no default.
fn is_of_federation(name: &str) -> bool {
    name.starts_with("dataFederation.") || name.starts_with("atlas.project.deployment.privateServiceConnections")
}

fn set(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let name = call.path_parameter("limitName")?;
    get(store, call)?;
    let mut body = call.body(call.operation.validation())?;
    let value = body.get("value").and_then(Value::as_u64);
    let maximum = LIMITS_OF_PROJECTS.iter().find(|limit| limit.name == name).map(|limit| limit.maximum);
    if let Some(maximum) = maximum.filter(|maximum| value.is_some_and(|value| value > *maximum)) {
        return Err(codes::LIMIT_EXCEEDS_MAXIMUM.error(call, &maximum.to_string()));
    }
    body.insert("name".to_owned(), name.into());
    let limit = Resource { scope: LIMITS.scope_of(call), key: name.to_owned(), body, scheduled: Vec::new() };
    super::events::record(store, call, "PROJECT_LIMIT_UPDATED", &limit);
    store.put("limits", limit);
    get(store, call)
}

fn delete(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let name = call.path_parameter("limitName")?;
    get(store, call)?;
    if let Some(limit) = store.remove("limits", &LIMITS.scope_of(call), name) {
        super::events::record(store, call, "PROJECT_LIMIT_UPDATED", &limit);
    }
    Ok(Value::Null)
}
