//! Creating a database user.

use crate::{Atlas, Error, Response, model::DatabaseUser, specs::DatabaseUsersPermissionsSpecs};

/// A request to create a database user; made by [`DatabaseUsers::create`](super::DatabaseUsers::create).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct CreateDatabaseUser {
    atlas: Atlas,
    spec: DatabaseUsersPermissionsSpecs,
}

impl CreateDatabaseUser {
    pub(super) fn new(atlas: Atlas, spec: DatabaseUsersPermissionsSpecs) -> Self {
        Self { atlas, spec }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`DatabaseUsers::create`](super::DatabaseUsers::create) says.
    pub async fn send(self) -> Result<Response<DatabaseUser>, Error> {
        self.spec.check(self.atlas.now())?;
        let operation = self.atlas.low().database_users().create_database_user();
        let answer = operation
            .group_id(self.atlas.project_id())
            .body(self.spec.into_body())
            .send()
            .await
            .map_err(Error::from_call)?;
        Ok(Response::new(answer))
    }
}
