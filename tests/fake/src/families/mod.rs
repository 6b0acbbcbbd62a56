//! The families of resources that are remembered.
//!
//! Each is a table: a `static` of [`Family`] that says which collection it is, which path parameters it belongs to,
//! which parameter and property name one resource, what each operation does, and what a resource has at first. What is
//! left out is as in [`Family::PLAIN`], or [`Family::ONLY`] for what there is always one of. Rules that no table can
//! say are functions in it: `drafted` completes, `created`, `changing` and `removing` refuse or plan what happens later
//! by the fake's clock, `arrived` and `departed` see to what follows for others, `view` is how a version of the API
//! shows it, and [`Action::Special`] is an operation of its own.
//!
//! Every change writes an event: `events` names those of a table's own operations, `noted` those that depend on what
//! differs, and a special operation calls [`events::record`]. What time brings about and nobody asked for has an id
//! that follows from what it is, because a state that is read back asks at other times than the one that was written.
//!
//! To add a family, write its table in a module here and list it in `FAMILIES`. How it is shown follows from the schema
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
mod offers;
mod organizations;
mod pending;
mod processes;
pub(crate) mod projects;
mod sample_datasets;
mod service_accounts;
mod settings;
mod streams;
mod teams;
mod users;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::error::ApiError;
use crate::family::{Action, Family};
use crate::state::Call;
use crate::store::Store;

/// All families.
static FAMILIES: &[&[&Family]] = &[
    access_lists::FAMILIES,
    accounts::FAMILIES,
    alerts::FAMILIES,
    api_keys::FAMILIES,
    backups::FAMILIES,
    clusters::FAMILIES,
    compliance::FAMILIES,
    containers::FAMILIES,
    custom_roles::FAMILIES,
    events::FAMILIES,
    flex_backups::FAMILIES,
    flex_clusters::FAMILIES,
    global_writes::FAMILIES,
    invitations::FAMILIES,
    invoices::FAMILIES,
    limits::FAMILIES,
    line_items::FAMILIES,
    maintenance::FAMILIES,
    measurements::FAMILIES,
    offers::FAMILIES,
    organizations::FAMILIES,
    processes::FAMILIES,
    projects::FAMILIES,
    sample_datasets::FAMILIES,
    service_accounts::FAMILIES,
    settings::FAMILIES,
    streams::FAMILIES,
    teams::FAMILIES,
    users::FAMILIES,
];

/// The family that an operation is of, and what it does there.
pub(crate) fn of_operation(id: &str) -> Option<(&'static Family, Action)> {
    static BY_OPERATION: LazyLock<HashMap<&'static str, (&'static Family, Action)>> = LazyLock::new(|| {
        let families = FAMILIES.iter().flat_map(|families| families.iter().copied());
        families.flat_map(|family| family.operations.iter().map(move |&(id, action)| (id, (family, action)))).collect()
    });
    BY_OPERATION.get(id).copied()
}

/// Refuses what belongs to something that is not there.
pub(crate) fn check_parents(store: &Store, call: &Call<'_>, family: &Family) -> Result<(), ApiError> {
    let mut parent = family.parent;
    while let Some(family) = parent {
        family.find(store, call)?;
        parent = family.parent;
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
