//! Stream processing: workspaces (`tenants` in the API's paths), their connections and processors, and private links.

mod connections;
mod private_links;
mod processors;
mod workspaces;

use crate::family::Family;

pub(super) static FAMILIES: &[&Family] =
    &[&connections::CONNECTIONS, &private_links::PRIVATE_LINKS, &processors::PROCESSORS, &workspaces::WORKSPACES];
