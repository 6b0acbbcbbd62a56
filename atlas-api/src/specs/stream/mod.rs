//! Specs of stream processing.

mod connection;
mod kafka;
mod log_period;
mod private_link;
mod processor;
mod workspace;

pub use self::{
    connection::StreamConnectionSpec,
    kafka::KafkaAuthentication,
    log_period::StreamLogPeriod,
    private_link::StreamPrivateLinkSpec,
    processor::{StreamProcessorSpec, StreamProcessorStart, StreamProcessorUpdate},
    workspace::{StreamWorkspaceSpec, StreamWorkspaceUpdate},
};
