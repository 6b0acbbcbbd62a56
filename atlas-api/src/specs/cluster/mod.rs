//! Clusters to be created or changed.

mod create;
mod flex;
mod region;
mod update;

pub use self::{
    create::ClusterSpecs,
    flex::{FlexClusterSpecs, FlexClusterUpdateSpecs},
    region::ClusterRegion,
    update::ClusterUpdateSpecs,
};
