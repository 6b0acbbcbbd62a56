//! Specs of clusters.

mod change;
#[cfg(test)]
mod change_tests;
mod create;
mod flex;
mod hardware;
mod layout_change;
mod nodes;
mod region;
mod resize;
mod rolling_index;
mod shard;
#[cfg(test)]
mod tests;
mod update;

pub use self::{
    change::ClusterChange,
    create::ClusterSpec,
    flex::{FlexClusterSpec, FlexClusterUpdate},
    nodes::NodesChange,
    region::ClusterRegion,
    rolling_index::RollingIndexSpec,
    shard::ClusterShard,
    update::ClusterUpdate,
};
pub(crate) use self::{change::ClusterPatch, layout_change::layout_of, resize::Resize};
