//! Listing the alerts that an alert configuration has raised.

use super::AlertConfigId;
use crate::{
    Atlas, Error, Page,
    model::Alert,
    page::{self, Listing, PageRequest, ask_for, listing},
};

/// A request for the alerts of a configuration; made by [`Alerts::list_of_config`](super::Alerts::list_of_config).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListAlertsOfConfig {
    atlas: Atlas,
    config: String,
    page: PageRequest,
}

impl ListAlertsOfConfig {
    pub(super) fn new(atlas: Atlas, config: String) -> Self {
        Self { atlas, config, page: PageRequest::default() }
    }
}

listing!(ListAlertsOfConfig of Alert, "alerts", "Alerts::list_of_config");

impl Listing for ListAlertsOfConfig {
    type Item = Alert;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<Alert>, Error> {
        let config: AlertConfigId = self.config.parse()?;
        let operation = self.atlas.low().alerts().get_alert_config_alerts();
        let operation = operation.group_id(self.atlas.project_id()).alert_config_id(config);
        let operation = ask_for!(self.page, operation);
        page::read(operation.send().await.map_err(Error::from_call)?, "getGroupAlertConfigAlerts", self.page)
    }
}
