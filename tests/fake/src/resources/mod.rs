//! Stored resources: one table for each kind.
//!
//! A table is a `static` of [`ResourceKind`]. It contains the collection, the path parameters of the scope, the path
//! parameter and the property of the key, the effect of each operation, and the initial properties. The other fields
//! default to those of [`ResourceKind::PLAIN`], or of [`ResourceKind::SINGLETON`] for a resource that always exists
//! exactly once. Functions in the table implement the rules that a table cannot express:
//!
//! * `rules` reject a request, or schedule changes by the fake's clock.
//! * `lifecycle` completes a new resource, and updates other resources.
//! * `view` converts a resource to a version of the API.
//! * [`Action::Special`] is an operation with a function of its own.
//!
//! Every change records an event. `events` names those of the table's own operations, and a special operation calls
//! [`events::record`]. Each error is an entry of the table in [`codes`].
//!
//! A resource or an event created by the passage of time has an ID derived from its content. Otherwise its ID would
//! differ after a restart, when the first request comes at another time than before.
//!
//! To add a kind, write its table in a module here and list it in `KINDS`. Responses follow the schema of the requested
//! version. A property whose name begins with `#` is in no schema, so it is stored but never shown. The test of all
//! operations needs an existing resource for each path, which its fixture provisions.

mod access_lists;
mod accounts;
mod ai_model_limits;
mod alerts;
mod api_keys;
mod backups;
pub(crate) mod clusters;
mod compliance;
mod containers;
mod custom_roles;
pub(crate) mod database_users;
pub(crate) mod defaults;
pub(crate) mod endpoint_services;
pub(crate) mod events;
pub(crate) mod federation;
mod flex_backups;
mod flex_clusters;
mod global_writes;
mod integrations;
mod invitations;
mod invoices;
mod ldap;
pub(crate) mod limits;
mod line_items;
mod live_migrations;
mod maintenance;
pub(crate) mod measurements;
mod organizations;
mod pending;
mod pinned_namespaces;
pub(crate) mod processes;
pub(crate) mod projects;
mod rate_limits;
mod regions;
mod resource_policies;
mod sample_datasets;
mod search_indexes;
mod service_accounts;
mod settings;
mod streams;
mod teams;
mod users;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, ResourceKind};
use crate::state::Call;
use crate::store::Store;

/// The tables of all kinds.
static KINDS: &[&[&ResourceKind]] = &[
    access_lists::KINDS,
    accounts::KINDS,
    ai_model_limits::KINDS,
    alerts::KINDS,
    api_keys::KINDS,
    backups::KINDS,
    clusters::KINDS,
    compliance::KINDS,
    containers::KINDS,
    custom_roles::KINDS,
    database_users::KINDS,
    endpoint_services::KINDS,
    events::KINDS,
    federation::KINDS,
    flex_backups::KINDS,
    flex_clusters::KINDS,
    global_writes::KINDS,
    integrations::KINDS,
    invitations::KINDS,
    invoices::KINDS,
    ldap::KINDS,
    limits::KINDS,
    line_items::KINDS,
    live_migrations::KINDS,
    maintenance::KINDS,
    measurements::KINDS,
    organizations::KINDS,
    pinned_namespaces::KINDS,
    processes::KINDS,
    projects::KINDS,
    rate_limits::KINDS,
    regions::KINDS,
    resource_policies::KINDS,
    sample_datasets::KINDS,
    search_indexes::KINDS,
    service_accounts::KINDS,
    settings::KINDS,
    streams::KINDS,
    teams::KINDS,
    users::KINDS,
];

/// Returns the kind of an operation, and its action there.
pub(crate) fn of_operation(id: &str) -> Option<(&'static ResourceKind, Action)> {
    static BY_OPERATION: LazyLock<HashMap<&'static str, (&'static ResourceKind, Action)>> = LazyLock::new(|| {
        let kinds = KINDS.iter().flat_map(|kinds| kinds.iter().copied());
        kinds.flat_map(|kind| kind.operations.iter().map(move |&(id, action)| (id, (kind, action)))).collect()
    });
    BY_OPERATION.get(id).copied()
}

/// Rejects a request if a parent of the resource does not exist.
pub(crate) fn check_parents(store: &Store, call: &Call<'_>, kind: &ResourceKind) -> Result<(), ApiError> {
    let mut parent = kind.parent;
    while let Some(kind) = parent {
        kind.find(store, call)?;
        parent = kind.parent;
    }
    Ok(())
}

/// Rejects a path with an organization, a project or a cluster that does not exist, for any operation.
pub(crate) fn check_path(store: &Store, call: &Call<'_>) -> Result<(), ApiError> {
    if let Some(id) = call.parameter("groupId") {
        store.get("groups", "", id).ok_or_else(|| codes::GROUP_NOT_FOUND.error(call, id))?;
    }
    if let Some(id) = call.parameter("orgId") {
        store.get("orgs", "", id).ok_or_else(|| codes::ORG_NOT_FOUND.error(call, id))?;
    }
    // The paths of serverless instances have a `clusterName` too, but the fake does not store serverless instances.
    let cluster = call.parameter("clusterName").filter(|_| call.request.path.contains("/clusters/"));
    if let (Some(project), Some(name)) = (call.parameter("groupId"), cluster) {
        let kinds = [&clusters::CLUSTERS, &flex_clusters::FLEX_CLUSTERS];
        if kinds.iter().all(|kind| store.get(kind.name, project, name).is_none()) {
            return Err(clusters::CLUSTERS.not_found.error(call, name));
        }
    }
    Ok(())
}
