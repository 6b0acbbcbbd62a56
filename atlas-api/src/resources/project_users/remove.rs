//! Removing a user from a project.

use crate::{
    Atlas, Error, UserId,
    guard::{Destroy, Doomed},
};

/// A request to remove a user from a project; made by [`ProjectUsers::remove`](super::ProjectUsers::remove).
#[derive(Clone, Debug)]
pub struct RemoveProjectUser {
    pub(super) atlas: Atlas,
    pub(super) user_id: String,
}

impl Destroy for RemoveProjectUser {
    type Output = ();

    fn doomed(&self) -> Doomed {
        Doomed { kind: "user", name: self.user_id.clone(), fate: "would be removed from the project" }
    }

    fn check(&self) -> Result<(), Error> {
        self.user_id.parse::<UserId>().map(drop)
    }

    async fn destroy(self) -> Result<(), Error> {
        let user: UserId = self.user_id.parse()?;
        let operation = self.atlas.low().mongo_db_cloud_users().remove_group_user().group_id(self.atlas.project_id());
        operation.user_id(user).send().await.map_err(Error::from_call)?;
        Ok(())
    }
}
