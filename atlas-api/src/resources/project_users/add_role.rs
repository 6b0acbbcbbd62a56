//! Giving a user of a project another role.

use atlas_gen::types::AddOrRemoveGroupRole;

use crate::{Atlas, Error, Response, UserId, model::ProjectUser, specs::check_length};

/// A request to give a user another role; made by [`ProjectUsers::add_role`](super::ProjectUsers::add_role).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct AddProjectUserRole {
    pub(super) atlas: Atlas,
    pub(super) user_id: String,
    pub(super) role: String,
}

impl AddProjectUserRole {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`ProjectUsers::add_role`](super::ProjectUsers::add_role) says.
    pub async fn send(self) -> Result<Response<ProjectUser>, Error> {
        let user: UserId = self.user_id.parse()?;
        check_length("role", &self.role, 1..=usize::MAX)?;
        let operation = self.atlas.low().mongo_db_cloud_users().add_group_user_role().group_id(self.atlas.project_id());
        operation
            .user_id(user)
            .body(AddOrRemoveGroupRole::new().group_role(self.role))
            .send()
            .await
            .map(Response::new)
            .map_err(Error::from_call)
    }
}
