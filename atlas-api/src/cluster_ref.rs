//! Clusters by name.

use atlas_gen::{Client, OperationBuilder};

use crate::{Atlas, Error, ProjectId, Request, specs::check_cluster_name};

/// A cluster of the client's project, by its name.
#[derive(Clone, Debug)]
pub(crate) struct ClusterRef {
    pub(crate) atlas: Atlas,
    pub(crate) name: String,
}

impl Atlas {
    pub(crate) fn cluster(&self, name: impl Into<String>) -> ClusterRef {
        ClusterRef { atlas: self.clone(), name: name.into() }
    }
}

impl ClusterRef {
    /// Returns the parameters of a path, unless one is missing or invalid.
    #[inline]
    pub(crate) fn path(&self) -> Result<(ProjectId, &str), Error> {
        check_cluster_name("cluster", &self.name)?;
        Ok((self.atlas.project_id()?, &self.name))
    }

    /// Returns a request from the builder that `build` returns for the parameters of the path.
    pub(crate) fn request<B: OperationBuilder>(
        &self,
        build: impl FnOnce(&Client, ProjectId, &str) -> Result<B, Error>,
    ) -> Request<B::Value> {
        Request::new(&self.atlas, |api| {
            let (project, name) = self.path()?;
            build(api, project, name)
        })
    }
}
