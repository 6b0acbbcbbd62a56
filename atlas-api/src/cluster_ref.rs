//! Clusters by name.

use crate::{Atlas, Error, ProjectId, specs::check_cluster_name};

/// A cluster of the client's project, by its name.
#[derive(Clone, Debug)]
pub(crate) struct ClusterRef {
    pub(crate) atlas: Atlas,
    name: String,
}

impl ClusterRef {
    pub(crate) fn new(atlas: Atlas, name: String) -> Self {
        Self { atlas, name }
    }

    /// Returns the project and the name, for paths.
    pub(crate) fn path(&self) -> Result<(ProjectId, &str), Error> {
        check_cluster_name("cluster", &self.name)?;
        Ok((self.atlas.project_id()?, &self.name))
    }
}
