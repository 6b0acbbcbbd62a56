//! A cluster that requests are about.

use crate::{Atlas, Error, specs::check_cluster_name};

/// A cluster of the project, by its name.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) atlas: Atlas,
    pub(super) name: String,
}

impl Named {
    pub(super) fn check(&self) -> Result<(), Error> {
        check_cluster_name("cluster", &self.name)
    }
}

/// The code with which the operations for clusters refuse a flex cluster, which has its own.
const IS_FLEX: &str = "CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API";

/// Whether a cluster was asked for that turns out to be a flex cluster.
pub(super) fn is_flex(error: &Error) -> bool {
    error.code() == Some(IS_FLEX)
}
