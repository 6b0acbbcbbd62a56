//! Deleting a database user.

use super::UserName;
use crate::{
    Atlas, Error,
    guard::{Destroy, Doomed},
};

/// A request to delete a database user; made by [`DatabaseUsers::delete`](super::DatabaseUsers::delete).
#[derive(Clone, Debug)]
pub struct DeleteDatabaseUser {
    atlas: Atlas,
    user: UserName,
}

impl DeleteDatabaseUser {
    pub(super) fn new(atlas: Atlas, user: UserName) -> Self {
        Self { atlas, user }
    }
}

impl Destroy for DeleteDatabaseUser {
    type Output = ();

    fn doomed(&self) -> Doomed {
        Doomed { kind: "database user", name: self.user.name().to_owned(), fate: "would be deleted" }
    }

    fn check(&self) -> Result<(), Error> {
        self.user.check()
    }

    async fn destroy(self) -> Result<(), Error> {
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
