//! Getting one database user.

use super::UserName;
use crate::{Atlas, Error, Response, model::DatabaseUser};

/// A request for one database user; made by [`DatabaseUsers::get`](super::DatabaseUsers::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetDatabaseUser {
    atlas: Atlas,
    user: UserName,
}

impl GetDatabaseUser {
    pub(super) fn new(atlas: Atlas, user: UserName) -> Self {
        Self { atlas, user }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`DatabaseUsers::get`](super::DatabaseUsers::get) says.
    pub async fn send(self) -> Result<Response<DatabaseUser>, Error> {
        self.user.check()?;
        let operation = self.atlas.low().database_users().get_database_user();
        let answer = operation
            .group_id(self.atlas.project_id())
            .database_name(self.user.database())
            .username(self.user.name())
            .send()
            .await
            .map_err(Error::from_call)?;
        Ok(Response::new(answer))
    }
}
