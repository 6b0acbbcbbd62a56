//! Network peering: connections between the network of a project's clusters and other networks at the cloud provider.

mod containers;
mod peerings;

pub use self::{containers::NetworkContainers, peerings::NetworkPeerings};
use crate::object_id::object_id;
#[doc(inline)]
pub use crate::specs::{NetworkContainerSpec, NetworkPeeringSpec};

object_id! {
    /// The id of a network container.
    NetworkContainerId, "network container id"
}

object_id! {
    /// The id of a network peering.
    NetworkPeeringId, "network peering id"
}
