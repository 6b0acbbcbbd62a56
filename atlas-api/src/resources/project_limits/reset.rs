//! Making a limit of a project again what it is by itself.

use super::check_name;
use crate::{Atlas, Error};

/// A request to reset a limit of a project; made by [`ProjectLimits::reset`](super::ProjectLimits::reset).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct ResetProjectLimit {
    pub(super) atlas: Atlas,
    pub(super) name: String,
}

impl ResetProjectLimit {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`ProjectLimits::reset`](super::ProjectLimits::reset) says.
    pub async fn send(self) -> Result<(), Error> {
        check_name(&self.name)?;
        let operation = self.atlas.low().projects().delete_group_limit().group_id(self.atlas.project_id());
        operation.limit_name(self.name).send().await.map_err(Error::from_call)?;
        Ok(())
    }
}
