//! The cluster whose backups these are.

use crate::{Atlas, Error, specs::check_cluster_name};

/// A cluster of the project, by its name. What every request for its backups begins with.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) atlas: Atlas,
    pub(super) cluster: String,
}

impl Source {
    /// Refuses a name that can't be a cluster's, and would lead elsewhere in a path.
    pub(super) fn check(&self) -> Result<(), Error> {
        check_cluster_name("cluster", &self.cluster)
    }
}
