//! Specs of clusters.

mod change;
#[cfg(test)]
mod change_tests;
mod create;
mod flex;
pub(crate) mod hardware;
mod layout_change;
mod nodes;
mod region;
mod rolling_index;
mod shard;
#[cfg(test)]
mod tests;
mod update;

pub(crate) use self::change::ClusterPatch;
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
