//! Deleting a project.

use crate::{
    Atlas, Error, ProjectId,
    guard::{Destroy, Doomed},
};

/// A request to delete a project; made by [`Projects::delete`](super::Projects::delete).
#[derive(Clone, Debug)]
pub struct DeleteProject {
    pub(super) atlas: Atlas,
    pub(super) id: String,
}

impl Destroy for DeleteProject {
    type Output = ();

    fn doomed(&self) -> Doomed {
        Doomed { kind: "project", name: self.id.clone(), fate: "would be deleted, with all that is in it" }
    }

    fn check(&self) -> Result<(), Error> {
        self.id.parse::<ProjectId>().map(drop)
    }

    async fn destroy(self) -> Result<(), Error> {
        let id: ProjectId = self.id.parse()?;
        self.atlas.low().projects().delete_group().group_id(id).send().await.map_err(Error::from_call)?;
        Ok(())
    }
}
