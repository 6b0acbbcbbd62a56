//! Atlas Search: search and vector indexes, and the nodes that serve them.

mod indexes;
mod nodes;

pub use self::{indexes::SearchIndexes, nodes::SearchNodes};
use crate::object_id::object_id;
#[doc(inline)]
pub use crate::specs::{
    IndexDefinition, Quantization, SearchDefinition, SearchIndexSpec, SearchNodesSpec, Similarity, VectorDefinition,
};

object_id! {
    /// The id of a search index.
    SearchIndexId, "search index id"
}
