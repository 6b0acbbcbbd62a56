//! Specs of clusters.

mod across_shards;
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
mod shard_ref;
mod shards_change;
#[cfg(test)]
mod shards_tests;
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
    shard_ref::ShardRef,
    update::ClusterUpdate,
};
pub(crate) use self::{change::ClusterPatch, layout_change::layout_of, resize::Resize};
