//! Specs of network containers and network peerings.

mod container;
mod peering;

pub use self::{container::NetworkContainerSpec, peering::NetworkPeeringSpec};
