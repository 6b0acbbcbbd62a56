//! Getting a limit of a project.

use super::check_name;
use crate::{Atlas, Error, Response, model::ProjectLimit};

/// A request for a limit of a project; made by [`ProjectLimits::get`](super::ProjectLimits::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetProjectLimit {
    pub(super) atlas: Atlas,
    pub(super) name: String,
}

impl GetProjectLimit {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`ProjectLimits::get`](super::ProjectLimits::get) says.
    pub async fn send(self) -> Result<Response<ProjectLimit>, Error> {
        check_name(&self.name)?;
        let operation = self.atlas.low().projects().get_group_limit().group_id(self.atlas.project_id());
        operation.limit_name(self.name).send().await.map(Response::new).map_err(Error::from_call)
    }
}
