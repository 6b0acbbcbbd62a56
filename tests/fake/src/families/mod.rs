//! The families of resources that are remembered. Each is a table of its own; a further one is listed here.

pub(crate) mod clusters;
pub(crate) mod events;
mod flex_clusters;
mod invitations;
mod organizations;
mod processes;
pub(crate) mod projects;
mod settings;
mod teams;
mod users;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::error::ApiError;
use crate::family::{Action, Family};
use crate::state::Call;
use crate::store::Store;

/// Properties that only the answer to creating has.
pub(crate) const SAID_ONCE: &[&str] = &["privateKey"];

/// All families.
static FAMILIES: &[&[&Family]] = &[
    clusters::FAMILIES,
    events::FAMILIES,
    flex_clusters::FAMILIES,
    invitations::FAMILIES,
    organizations::FAMILIES,
    processes::FAMILIES,
    projects::FAMILIES,
    settings::FAMILIES,
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

/// Refuses a path through an organization or a project that is not there, whatever the operation.
pub(crate) fn check_path(store: &Store, call: &Call<'_>) -> Result<(), ApiError> {
    if let Some(id) = call.parameter("groupId") {
        store.get("groups", "", id).ok_or_else(|| projects::NOT_FOUND.error(call, id))?;
    }
    if let Some(id) = call.parameter("orgId") {
        store.get("orgs", "", id).ok_or_else(|| organizations::NOT_FOUND.error(call, id))?;
    }
    Ok(())
}
