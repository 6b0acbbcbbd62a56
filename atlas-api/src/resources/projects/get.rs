//! Getting a project by its id.

use crate::{Atlas, Error, ProjectId, Response, model::Project};

/// A request for a project; made by [`Projects::get`](super::Projects::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetProject {
    pub(super) atlas: Atlas,
    pub(super) id: String,
}

impl GetProject {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`Projects::get`](super::Projects::get) says.
    pub async fn send(self) -> Result<Response<Project>, Error> {
        let id: ProjectId = self.id.parse()?;
        self.atlas.low().projects().get_group().group_id(id).send().await.map(Response::new).map_err(Error::from_call)
    }
}
