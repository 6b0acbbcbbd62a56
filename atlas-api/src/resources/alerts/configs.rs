//! Listing the configurations that an alert comes from.

use super::AlertId;
use crate::{
    Atlas, Error, Page,
    model::AlertConfig,
    page::{self, Listing, PageRequest, ask_for, listing, page_bodies},
};

/// A request for the configurations of an alert; made by [`Alerts::configs`](super::Alerts::configs).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListConfigsOfAlert {
    atlas: Atlas,
    alert: String,
    page: PageRequest,
}

impl ListConfigsOfAlert {
    pub(super) fn new(atlas: Atlas, alert: String) -> Self {
        Self { atlas, alert, page: PageRequest::default() }
    }
}

listing!(ListConfigsOfAlert of AlertConfig, "configurations", "Alerts::configs");
page_bodies!(PaginatedAlertConfig of AlertConfig);

impl Listing for ListConfigsOfAlert {
    type Item = AlertConfig;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<AlertConfig>, Error> {
        let alert: AlertId = self.alert.parse()?;
        let operation = self.atlas.low().alert_configurations().get_alert_configs();
        let operation = ask_for!(self.page, operation.group_id(self.atlas.project_id()).alert_id(alert));
        page::read(operation.send().await.map_err(Error::from_call)?, "getGroupAlertAlertConfigs", self.page)
    }
}
