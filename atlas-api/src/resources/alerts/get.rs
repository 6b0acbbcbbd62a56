//! Getting one alert.

use super::AlertId;
use crate::{Atlas, Error, Response, model::Alert};

/// A request for one alert; made by [`Alerts::get`](super::Alerts::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetAlert {
    atlas: Atlas,
    id: String,
}

impl GetAlert {
    pub(super) fn new(atlas: Atlas, id: String) -> Self {
        Self { atlas, id }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`Alerts::get`](super::Alerts::get) says.
    pub async fn send(self) -> Result<Response<Alert>, Error> {
        let id: AlertId = self.id.parse()?;
        let operation = self.atlas.low().alerts().get_alert();
        let operation = operation.group_id(self.atlas.project_id()).alert_id(id);
        Ok(Response::new(operation.send().await.map_err(Error::from_call)?))
    }
}
