//! Getting the settings of a project.

use crate::{Atlas, Error, Response, model};

/// A request for the settings of a project; made by [`ProjectSettings::get`](super::ProjectSettings::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetProjectSettings {
    pub(super) atlas: Atlas,
}

impl GetProjectSettings {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`ProjectSettings::get`](super::ProjectSettings::get) says.
    pub async fn send(self) -> Result<Response<model::ProjectSettings>, Error> {
        let operation = self.atlas.low().projects().get_group_settings().group_id(self.atlas.project_id());
        operation.send().await.map(Response::new).map_err(Error::from_call)
    }
}
