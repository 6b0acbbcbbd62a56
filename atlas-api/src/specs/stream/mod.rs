//! Specs of stream processing.

mod connection;
mod kafka;
mod private_link;
mod processor;
mod workspace;

pub use self::{
    connection::StreamConnectionSpec,
    kafka::KafkaAuthentication,
    private_link::StreamPrivateLinkSpec,
    processor::{StreamProcessorSpec, StreamProcessorStart, StreamProcessorUpdate},
    workspace::{StreamWorkspaceSpec, StreamWorkspaceUpdate},
};
