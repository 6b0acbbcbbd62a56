//! Specs of clusters.

mod create;
mod flex;
mod region;
mod update;

pub use self::{
    create::ClusterSpec,
    flex::{FlexClusterSpec, FlexClusterUpdate},
    region::ClusterRegion,
    update::ClusterUpdate,
};
