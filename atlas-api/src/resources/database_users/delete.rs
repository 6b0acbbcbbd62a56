//! Deleting a database user.

use super::UserName;
use crate::{Atlas, Error};

/// A request to delete a database user; made by [`DatabaseUsers::delete`](super::DatabaseUsers::delete).
#[derive(Clone, Debug)]
#[must_use = "nothing is deleted before `send` is called and awaited"]
pub struct DeleteDatabaseUser {
    atlas: Atlas,
    user: UserName,
}

impl DeleteDatabaseUser {
    pub(super) fn new(atlas: Atlas, user: UserName) -> Self {
        Self { atlas, user }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`DatabaseUsers::delete`](super::DatabaseUsers::delete) says.
    pub async fn send(self) -> Result<(), Error> {
        self.user.check()?;
        let operation = self.atlas.low().database_users().delete_database_user();
        operation
            .group_id(self.atlas.project_id())
            .database_name(self.user.database())
            .username(self.user.name())
            .send()
            .await
            .map_err(Error::from_call)?;
        Ok(())
    }
}
