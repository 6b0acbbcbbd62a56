//! Getting a project by its name.

use crate::{Atlas, Error, Response, model::Project, specs::check_length};

/// A request for a project of a name; made by [`Projects::get_by_name`](super::Projects::get_by_name).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetProjectByName {
    pub(super) atlas: Atlas,
    pub(super) name: String,
}

impl GetProjectByName {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`Projects::get_by_name`](super::Projects::get_by_name) says.
    pub async fn send(self) -> Result<Response<Project>, Error> {
        check_length("project name", &self.name, 1..=64)?;
        self.atlas
            .low()
            .projects()
            .get_group_by_name()
            .group_name(self.name)
            .send()
            .await
            .map(Response::new)
            .map_err(Error::from_call)
    }
}
