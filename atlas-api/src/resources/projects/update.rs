//! Changing a project.

use crate::{Atlas, Error, ProjectId, Response, model::Project, specs::ProjectUpdate};

/// A request to change a project; made by [`Projects::update`](super::Projects::update).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct UpdateProject {
    pub(super) atlas: Atlas,
    pub(super) id: String,
    pub(super) spec: ProjectUpdate,
}

impl UpdateProject {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`Projects::update`](super::Projects::update) says.
    pub async fn send(self) -> Result<Response<Project>, Error> {
        let id: ProjectId = self.id.parse()?;
        let body = self.spec.into_body()?;
        self.atlas
            .low()
            .projects()
            .update_group()
            .group_id(id)
            .body(body)
            .send()
            .await
            .map(Response::new)
            .map_err(Error::from_call)
    }
}
