//! Listing alerts.

use crate::{
    Atlas, Error, Page,
    model::Alert,
    page::{self, Listing, PageRequest, ask_for, listing, page_bodies},
    specs::AlertStatusSpec,
};

/// A request for alerts; made by [`Alerts::list`](super::Alerts::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListAlerts {
    atlas: Atlas,
    status: Option<AlertStatusSpec>,
    page: PageRequest,
}

impl ListAlerts {
    pub(super) fn new(atlas: Atlas) -> Self {
        Self { atlas, status: None, page: PageRequest::default() }
    }

    /// Lists only the alerts that have this status. Default: all.
    pub fn status(mut self, status: AlertStatusSpec) -> Self {
        self.status = Some(status);
        self
    }
}

listing!(ListAlerts of Alert, "alerts", "Alerts::list");
page_bodies!(PaginatedAlert of Alert);

impl Listing for ListAlerts {
    type Item = Alert;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<Alert>, Error> {
        let operation = self.atlas.low().alerts().list_alerts();
        let mut operation = ask_for!(self.page, operation.group_id(self.atlas.project_id()));
        if let Some(status) = self.status {
            status.check()?;
            operation = operation.status(status.as_str());
        }
        page::read(operation.send().await.map_err(Error::from_call)?, "listGroupAlerts", self.page)
    }
}
