//! Specs of federated authentication.

mod connected_organization;
mod identity_provider;
mod role_mapping;

pub use self::{
    connected_organization::ConnectedOrganizationUpdate,
    identity_provider::{IdentityProviderSpec, IdentityProviderUpdate},
    role_mapping::RoleMappingSpec,
};
