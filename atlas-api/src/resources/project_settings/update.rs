//! Changing the settings of a project.

use crate::{Atlas, Error, Response, model, specs::ProjectSettingsUpdate};

/// A request to change the settings of a project; made by [`ProjectSettings::update`](super::ProjectSettings::update).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct UpdateProjectSettings {
    pub(super) atlas: Atlas,
    pub(super) spec: ProjectSettingsUpdate,
}

impl UpdateProjectSettings {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`ProjectSettings::update`](super::ProjectSettings::update) says.
    pub async fn send(self) -> Result<Response<model::ProjectSettings>, Error> {
        let body = self.spec.into_body()?;
        let operation = self.atlas.low().projects().update_group_settings().group_id(self.atlas.project_id());
        operation.body(body).send().await.map(Response::new).map_err(Error::from_call)
    }
}
