//! Taking the acknowledgement of an alert away.

use atlas_gen::types;

use super::AlertId;
use crate::{Atlas, Error, Response, model::Alert};

/// A request to take an acknowledgement away; made by [`Alerts::unacknowledge`](super::Alerts::unacknowledge).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct UnacknowledgeAlert {
    atlas: Atlas,
    id: String,
}

impl UnacknowledgeAlert {
    pub(super) fn new(atlas: Atlas, id: String) -> Self {
        Self { atlas, id }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`Alerts::unacknowledge`](super::Alerts::unacknowledge) says.
    pub async fn send(self) -> Result<Response<Alert>, Error> {
        let id: AlertId = self.id.parse()?;
        let body = types::AcknowledgeAlert::new().unacknowledge_alert(true);
        let operation = self.atlas.low().alerts().acknowledge_alert();
        let operation = operation.group_id(self.atlas.project_id()).alert_id(id).body(body);
        Ok(Response::new(operation.send().await.map_err(Error::from_call)?))
    }
}
