//! The operations of the API, by their ids.

use atlas_gen::{OPERATIONS, Operation};

/// The operation that the reference of the API calls so, such as `getGroupCluster`.
pub(crate) fn by_id(id: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().copied().find(|known| known.id == id)
}
