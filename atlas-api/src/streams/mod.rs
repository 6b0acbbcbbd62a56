//! Stream processing: workspaces, their connections and processors, and their networks.

mod connections;
mod failovers;
mod logs;
mod private_links;
mod processors;
mod vpc_peerings;
mod workspace_ref;
mod workspaces;

pub use self::{
    connections::StreamConnections, failovers::FailoverConnections, private_links::StreamPrivateLinks,
    processors::StreamProcessors, vpc_peerings::StreamVpcPeerings, workspaces::Streams,
};
use crate::object_id::object_id;
#[doc(inline)]
pub use crate::specs::{
    KafkaAuthentication, StreamConnectionSpec, StreamPrivateLinkSpec, StreamProcessorSpec, StreamProcessorStart,
    StreamProcessorUpdate, StreamWorkspaceSpec, StreamWorkspaceUpdate,
};

object_id! {
    /// The id of a private link of stream processing.
    StreamPrivateLinkId, "private link id"
}

object_id! {
    /// The id of a VPC peering of stream processing.
    StreamVpcPeeringId, "VPC peering id"
}
