//! Setting a limit of a project.

use atlas_gen::types::DataFederationLimitInput;

use super::check_name;
use crate::{Atlas, Error, Response, model::ProjectLimit};

/// A request to set a limit of a project; made by [`ProjectLimits::set`](super::ProjectLimits::set).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct SetProjectLimit {
    pub(super) atlas: Atlas,
    pub(super) name: String,
    pub(super) value: u64,
}

impl SetProjectLimit {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`ProjectLimits::set`](super::ProjectLimits::set) says.
    pub async fn send(self) -> Result<Response<ProjectLimit>, Error> {
        check_name(&self.name)?;
        let value = i64::try_from(self.value)
            .map_err(|_| Error::invalid_argument("limit", format!("it is at most {}, not {}", i64::MAX, self.value)))?;
        let operation = self.atlas.low().projects().set_group_limit().group_id(self.atlas.project_id());
        // The body says the name too: the document requires it there.
        operation
            .limit_name(self.name.clone())
            .body(DataFederationLimitInput::new().name(self.name).value(value))
            .send()
            .await
            .map(Response::new)
            .map_err(Error::from_call)
    }
}
