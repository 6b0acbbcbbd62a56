//! Getting a user of a project.

use crate::{Atlas, Error, Response, UserId, model::ProjectUser};

/// A request for a user of a project; made by [`ProjectUsers::get`](super::ProjectUsers::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetProjectUser {
    pub(super) atlas: Atlas,
    pub(super) user_id: String,
}

impl GetProjectUser {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`ProjectUsers::get`](super::ProjectUsers::get) says.
    pub async fn send(self) -> Result<Response<ProjectUser>, Error> {
        let user: UserId = self.user_id.parse()?;
        let operation = self.atlas.low().mongo_db_cloud_users().get_group_user().group_id(self.atlas.project_id());
        operation.user_id(user).send().await.map(Response::new).map_err(Error::from_call)
    }
}
