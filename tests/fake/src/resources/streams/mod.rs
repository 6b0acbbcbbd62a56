//! Stream processing: workspaces (`tenants` in the API's paths), their connections and processors, private links and VPC peerings.

mod connections;
mod private_links;
mod processors;
mod vpc_peerings;
mod workspaces;

use crate::resource_kind::ResourceKind;

pub(super) static KINDS: &[&ResourceKind] = &[
    &connections::CONNECTIONS,
    &private_links::PRIVATE_LINKS,
    &processors::PROCESSORS,
    &vpc_peerings::VPC_PEERINGS,
    &workspaces::WORKSPACES,
];
