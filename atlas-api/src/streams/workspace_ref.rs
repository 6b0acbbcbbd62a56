//! Workspaces by name.

use atlas_gen::{Client, OperationBuilder};

use crate::{Atlas, Error, ProjectId, Request, segment::check_segment};

/// A workspace of the client's project, by its name.
#[derive(Clone, Debug)]
pub(super) struct WorkspaceRef {
    pub(super) atlas: Atlas,
    pub(super) name: String,
}

impl WorkspaceRef {
    /// Returns the parameters of a path, unless one is missing or invalid.
    #[inline]
    pub(super) fn path(&self) -> Result<(ProjectId, &str), Error> {
        let name = check_segment("stream workspace", &self.name)?;
        Ok((self.atlas.project_id()?, name))
    }

    /// Returns a request from the builder that `build` returns for the parameters of the path.
    pub(super) fn request<B: OperationBuilder>(
        &self,
        build: impl FnOnce(&Client, ProjectId, &str) -> Result<B, Error>,
    ) -> Request<B::Value> {
        Request::new(&self.atlas, |api| {
            let (project, name) = self.path()?;
            build(api, project, name)
        })
    }
}
