//! Listing the limits of a project.

use crate::{Atlas, Error, Response, model::ProjectLimit};

/// A request for the limits of a project; made by [`ProjectLimits::list`](super::ProjectLimits::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct ListProjectLimits {
    pub(super) atlas: Atlas,
}

impl ListProjectLimits {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`ProjectLimits::list`](super::ProjectLimits::list) says.
    pub async fn send(self) -> Result<Response<Vec<ProjectLimit>>, Error> {
        let operation = self.atlas.low().projects().list_group_limits().group_id(self.atlas.project_id());
        operation.send().await.map(Response::new).map_err(Error::from_call)
    }
}
