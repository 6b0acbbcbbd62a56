//! The families of resources that are remembered.
//!
//! Each is a table: a `static` of [`ResourceKind`] that says which collection it is, which path parameters it belongs to,
//! which parameter and property name one resource, what each operation does, and what a resource has at first. What is
//! left out is as in [`ResourceKind::PLAIN`], or [`ResourceKind::SINGLETON`] for what there is always one of. Rules that no table can
//! say are functions in it: `normalize` completes, `validate_create`, `validate_update` and `validate_delete` refuse or plan what happens later
//! by the fake's clock, `after_create` and `after_delete` see to what follows for others, `view` is how a version of the API
//! shows it, and [`Action::Special`] is an operation of its own.
//!
//! Every change writes an event: `events` names those of a table's own operations, `extra_events` those that depend on what
//! differs, and a special operation calls [`events::record`]. What time brings about and nobody asked for has an id
//! that follows from what it is, because a state that is read back asks at other times than the one that was written.
//!
//! To add a family, write its table in a module here and list it in `KINDS`. How it is shown follows from the schema
//! of the version that is asked for; a property whose name begins with `#` is in no schema, so it is remembered and
//! never shown. The test of all operations has to find what it asks for, which its `path` and `seed` see to.

mod access_lists;
mod accounts;
mod alerts;
mod api_keys;
mod backups;
pub(crate) mod clusters;
mod compliance;
mod containers;
mod custom_roles;
pub(crate) mod events;
mod flex_backups;
mod flex_clusters;
mod global_writes;
mod invitations;
mod invoices;
pub(crate) mod limits;
mod line_items;
mod maintenance;
mod measurements;
mod organizations;
mod pending;
mod processes;
pub(crate) mod projects;
mod regions;
mod sample_datasets;
mod service_accounts;
mod settings;
mod streams;
mod teams;
mod users;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::error::ApiError;
use crate::resource_kind::{Action, ResourceKind};
use crate::state::Call;
use crate::store::Store;

/// All families.
static KINDS: &[&[&ResourceKind]] = &[
    access_lists::KINDS,
    accounts::KINDS,
    alerts::KINDS,
    api_keys::KINDS,
    backups::KINDS,
    clusters::KINDS,
    compliance::KINDS,
    containers::KINDS,
    custom_roles::KINDS,
    events::KINDS,
    flex_backups::KINDS,
    flex_clusters::KINDS,
    global_writes::KINDS,
    invitations::KINDS,
    invoices::KINDS,
    limits::KINDS,
    line_items::KINDS,
    maintenance::KINDS,
    measurements::KINDS,
    regions::KINDS,
    organizations::KINDS,
    processes::KINDS,
    projects::KINDS,
    sample_datasets::KINDS,
    service_accounts::KINDS,
    settings::KINDS,
    streams::KINDS,
    teams::KINDS,
    users::KINDS,
];

/// The family that an operation is of, and what it does there.
pub(crate) fn of_operation(id: &str) -> Option<(&'static ResourceKind, Action)> {
    static BY_OPERATION: LazyLock<HashMap<&'static str, (&'static ResourceKind, Action)>> = LazyLock::new(|| {
        let families = KINDS.iter().flat_map(|families| families.iter().copied());
        families.flat_map(|kind| kind.operations.iter().map(move |&(id, action)| (id, (kind, action)))).collect()
    });
    BY_OPERATION.get(id).copied()
}

/// Refuses what belongs to something that is not there.
pub(crate) fn check_parents(store: &Store, call: &Call<'_>, kind: &ResourceKind) -> Result<(), ApiError> {
    let mut parent = kind.parent;
    while let Some(kind) = parent {
        kind.find(store, call)?;
        parent = kind.parent;
    }
    Ok(())
}

/// Refuses a path through an organization, a project or a cluster that is not there, whatever the operation.
pub(crate) fn check_path(store: &Store, call: &Call<'_>) -> Result<(), ApiError> {
    if let Some(id) = call.parameter("groupId") {
        store.get("groups", "", id).ok_or_else(|| projects::NOT_FOUND.error(call, id))?;
    }
    if let Some(id) = call.parameter("orgId") {
        store.get("orgs", "", id).ok_or_else(|| organizations::NOT_FOUND.error(call, id))?;
    }
    // Serverless instances are called clusters too, in their paths' parameters; nothing is remembered of them.
    let cluster = call.parameter("clusterName").filter(|_| call.request.path.contains("/clusters/"));
    if let (Some(project), Some(name)) = (call.parameter("groupId"), cluster) {
        let kinds = [&clusters::CLUSTERS, &flex_clusters::FLEX_CLUSTERS];
        if kinds.iter().all(|kind| store.get(kind.name, project, name).is_none()) {
            return Err(clusters::CLUSTERS.not_found.error(call, name));
        }
    }
    Ok(())
}
