//! Specs of clusters.

mod create;
mod flex;
mod region;
mod rolling_index;
mod update;

pub use self::{
    create::ClusterSpec,
    flex::{FlexClusterSpec, FlexClusterUpdate},
    region::ClusterRegion,
    rolling_index::RollingIndexSpec,
    update::ClusterUpdate,
};
