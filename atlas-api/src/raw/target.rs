//! The target of a raw request.

use atlas_gen::Operation;

/// The method and path of a raw request, and the operation that they match.
#[derive(Clone, Debug)]
pub(crate) struct RawTarget {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) operation: Option<&'static Operation>,
}
