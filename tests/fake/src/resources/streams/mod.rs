//! Stream processing: workspaces (`tenants` in the API's paths), their connections and processors, and private links.

mod connections;
mod private_links;
mod processors;
mod workspaces;

use crate::resource_kind::ResourceKind;

pub(super) static KINDS: &[&ResourceKind] =
    &[&connections::CONNECTIONS, &private_links::PRIVATE_LINKS, &processors::PROCESSORS, &workspaces::WORKSPACES];
