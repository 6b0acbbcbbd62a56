//! Changing a database user.

use super::UserName;
use crate::{Atlas, Error, Response, model::DatabaseUser, specs::DatabaseUsersUpdatePermissionsSpecs};

/// A request to change a database user; made by [`DatabaseUsers::update`](super::DatabaseUsers::update).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct UpdateDatabaseUser {
    atlas: Atlas,
    user: UserName,
    spec: DatabaseUsersUpdatePermissionsSpecs,
}

impl UpdateDatabaseUser {
    pub(super) fn new(atlas: Atlas, user: UserName, spec: DatabaseUsersUpdatePermissionsSpecs) -> Self {
        Self { atlas, user, spec }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`DatabaseUsers::update`](super::DatabaseUsers::update) says.
    pub async fn send(self) -> Result<Response<DatabaseUser>, Error> {
        self.user.check()?;
        self.spec.check(self.atlas.now())?;
        let operation = self.atlas.low().database_users().update_database_user();
        let answer = operation
            .group_id(self.atlas.project_id())
            .database_name(self.user.database())
            .username(self.user.name())
            .body(self.spec.into_body())
            .send()
            .await
            .map_err(Error::from_call)?;
        Ok(Response::new(answer))
    }
}
