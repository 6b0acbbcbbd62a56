//! Creating a project.

use crate::{Atlas, Error, Response, model::Project, specs::ProjectSpec};

/// A request to create a project; made by [`Projects::create`](super::Projects::create).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct CreateProject {
    pub(super) atlas: Atlas,
    pub(super) spec: ProjectSpec,
}

impl CreateProject {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`Projects::create`](super::Projects::create) says.
    pub async fn send(self) -> Result<Response<Project>, Error> {
        let (body, owner) = self.spec.into_parts()?;
        let operation = self.atlas.low().projects().create_group().body(body);
        let operation = match owner {
            Some(owner) => operation.project_owner_id(owner),
            None => operation,
        };
        operation.send().await.map(Response::new).map_err(Error::from_call)
    }
}
