//! Stream processing: workspaces, which the API's paths call tenants, with their connections and processors, and the
//! private links of a project's workspaces.

mod connections;
mod private_links;
mod processors;
mod workspaces;

use crate::family::Family;

pub(super) static FAMILIES: &[&Family] =
    &[&connections::CONNECTIONS, &private_links::PRIVATE_LINKS, &processors::PROCESSORS, &workspaces::WORKSPACES];
