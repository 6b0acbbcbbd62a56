//! Private endpoints: connections from a network at a cloud provider that do not use the internet.

mod endpoints;
mod services;

pub use self::{endpoints::PrivateEndpoints, services::PrivateEndpointServices};
use crate::object_id::object_id;
#[doc(inline)]
pub use crate::specs::{PrivateEndpointServiceSpec, PrivateEndpointSpec};

object_id! {
    /// The id of a private endpoint service.
    PrivateEndpointServiceId, "private endpoint service id"
}
