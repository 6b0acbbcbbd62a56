//! Adding a user to a project.

use atlas_gen::types::GroupUserRequest;

use crate::{
    Atlas, Error, Response,
    model::ProjectUser,
    specs::{check_length, check_roles},
};

/// A request to add a user to a project; made by [`ProjectUsers::add`](super::ProjectUsers::add).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct AddProjectUser {
    pub(super) atlas: Atlas,
    pub(super) username: String,
    pub(super) roles: Vec<String>,
}

impl AddProjectUser {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`ProjectUsers::add`](super::ProjectUsers::add) says.
    pub async fn send(self) -> Result<Response<ProjectUser>, Error> {
        check_length("username", &self.username, 1..=usize::MAX)?;
        check_roles(&self.roles)?;
        let body = GroupUserRequest::new().username(self.username).roles(self.roles);
        let operation = self.atlas.low().mongo_db_cloud_users().add_group_users().group_id(self.atlas.project_id());
        operation.body(body).send().await.map(Response::new).map_err(Error::from_call)
    }
}
