//! Getting a process.

use super::id::check_process_id;
use crate::{Atlas, Error, Response, model::Process};

/// A request for a process; made by [`Processes::get`](super::Processes::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetProcess {
    pub(super) atlas: Atlas,
    pub(super) id: String,
}

impl GetProcess {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`Processes::get`](super::Processes::get) says.
    pub async fn send(self) -> Result<Response<Process>, Error> {
        check_process_id(&self.id)?;
        let operation = self.atlas.low().monitoring_and_logs().get_group_process().group_id(self.atlas.project_id());
        operation.process_id(self.id).send().await.map(Response::new).map_err(Error::from_call)
    }
}
