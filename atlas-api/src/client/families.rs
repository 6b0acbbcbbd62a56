//! Handles of the families that have a cargo feature.

#[cfg(feature = "federation")]
use crate::{Atlas, federation::Federation};

/// Handles of families with the cargo feature `federation`.
#[cfg(feature = "federation")]
impl Atlas {
    /// Returns a handle for federated authentication.
    #[must_use]
    #[doc(alias = "federated_authentication")]
    pub fn federation(&self) -> Federation {
        Federation { atlas: self.clone() }
    }
}
