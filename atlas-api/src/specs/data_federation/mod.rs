//! Specs of federated database instances, their query limits and private endpoints.

mod endpoint;
mod instance;
mod limit;
mod source;
mod store;

pub use self::{
    endpoint::DataFederationEndpointSpec,
    instance::{FederatedDatabaseSpec, FederatedDatabaseUpdate},
    limit::QueryLimitSpec,
    source::DataSource,
    store::FederatedStore,
};
