//! Specs of private endpoint services and of their endpoints.

mod endpoint;
mod service;

pub(crate) use self::service::check_remote_regions;
pub use self::{endpoint::PrivateEndpointSpec, service::PrivateEndpointServiceSpec};
