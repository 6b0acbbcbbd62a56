//! The alerts of a project.

mod acknowledge;
mod configs;
mod get;
mod id;
mod list;
mod list_of_config;
mod unacknowledge;

pub use self::{
    acknowledge::{Acknowledge, AcknowledgeAlert},
    configs::ListConfigsOfAlert,
    get::GetAlert,
    id::{AlertConfigId, AlertId},
    list::ListAlerts,
    list_of_config::ListAlertsOfConfig,
    unacknowledge::UnacknowledgeAlert,
};
use crate::Atlas;

/// The alerts of a project; made by [`Atlas::alerts`].
///
/// An alert is raised when the condition of an alert configuration is met, and is over when it ceases to hold. While it
/// is acknowledged nobody is notified of it. Each method begins a request, which is sent by its `send`.
///
/// Ids are 24 hexadecimal digits; text that is none is refused when the request is sent, before it goes out.
#[derive(Clone, Debug)]
pub struct Alerts {
    atlas: Atlas,
}

impl Alerts {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    /// Lists the alerts of the project, all or those of one [status](ListAlerts::status): one page of them, or all as a
    /// stream.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/alerts`][op] · `listGroupAlerts` · 2023-01-01. Requires **Project Read Only**.
    ///
    /// A page has 500 alerts unless another [size](ListAlerts::page_size) is asked for.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for a page 0, a size outside 1 to 500 or an empty status,
    /// before anything is sent; [`is_not_found`](crate::Error::is_not_found) (`GROUP_NOT_FOUND`) if there is no such
    /// project.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("alertConfigs", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// # fake.insert("alerts", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e", "alertConfigId": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// use atlas_api::specs::AlertStatusSpec;
    ///
    /// let mut open = atlas.alerts().list().status(AlertStatusSpec::Open).stream();
    /// while let Some(alert) = open.next().await {
    ///     let alert = alert?;
    ///     println!("{:?} since {:?}", alert.event_type_name, alert.created);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Alerts/operation/listGroupAlerts
    #[doc(alias = "get_all_alerts")]
    pub fn list(&self) -> ListAlerts {
        ListAlerts::new(self.atlas.clone())
    }

    /// Lists the alerts that an alert configuration has raised and that are open: one page of them, or all as a stream.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/alertConfigs/{alertConfigId}/alerts`][op] · `getGroupAlertConfigAlerts` ·
    /// 2023-01-01. Requires **Project Read Only**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no id, a page 0 or a size outside 1 to 500,
    /// before anything is sent; [`is_not_found`](crate::Error::is_not_found) if there is no such configuration.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("alertConfigs", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// # fake.insert("alerts", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e", "alertConfigId": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// let page = atlas.alerts().list_of_config("5f1a2b3c4d5e6f7a8b9c0d1e").send().await?;
    /// println!("{} alerts", page.items().len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Alerts/operation/getGroupAlertConfigAlerts
    pub fn list_of_config(&self, config: impl Into<String>) -> ListAlertsOfConfig {
        ListAlertsOfConfig::new(self.atlas.clone(), config.into())
    }

    /// Gets one alert.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/alerts/{alertId}`][op] · `getGroupAlert` · 2023-01-01.
    /// Requires **Project Read Only**.
    ///
    /// Which properties it has depends on what raised it, and on how far it is: one that is open has no `resolved`.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no id, before anything is sent;
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such alert.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("alertConfigs", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// # fake.insert("alerts", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e", "alertConfigId": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// let alert = atlas.alerts().get("5f1a2b3c4d5e6f7a8b9c0d1e").send().await?;
    /// println!("{:?}", alert.status);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Alerts/operation/getGroupAlert
    #[doc(alias = "get_an_alert")]
    pub fn get(&self, id: impl Into<String>) -> GetAlert {
        GetAlert::new(self.atlas.clone(), id.into())
    }

    /// Lists the alert configurations that an alert comes from: one page of them, or all as a stream.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/alerts/{alertId}/alertConfigs`][op] · `getGroupAlertAlertConfigs` ·
    /// 2023-01-01. Requires **Project Read Only**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no id, a page 0 or a size outside 1 to 500,
    /// before anything is sent; [`is_not_found`](crate::Error::is_not_found) if there is no such alert.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("alertConfigs", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// # fake.insert("alerts", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e", "alertConfigId": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// for config in atlas.alerts().configs("5f1a2b3c4d5e6f7a8b9c0d1e").send().await? {
    ///     println!("{:?}", config.event_type_name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Alert-Configurations/operation/getGroupAlertAlertConfigs
    pub fn configs(&self, alert: impl Into<String>) -> ListConfigsOfAlert {
        ListConfigsOfAlert::new(self.atlas.clone(), alert.into())
    }

    /// Acknowledges an alert, [until a date](Acknowledge::until) or [for good](Acknowledge::forever), and returns it as it
    /// is then. Until one of the two is said there is nothing to send.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/alerts/{alertId}`][op] · `acknowledgeGroupAlert` · 2024-05-30.
    /// Requires **Project Alerts Manager**.
    ///
    /// Acknowledging an alert again replaces the date, and the [comment](AcknowledgeAlert::comment) if there is one.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no id, a date that is not in the future or a
    /// comment of more than 200 characters, before anything is sent; [`is_not_found`](crate::Error::is_not_found) if there
    /// is no such alert.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("alertConfigs", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// # fake.insert("alerts", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e", "alertConfigId": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// let alerts = atlas.alerts();
    /// let tomorrow = std::time::SystemTime::now() + std::time::Duration::from_secs(86_400);
    /// alerts.acknowledge("5f1a2b3c4d5e6f7a8b9c0d1e").until(tomorrow.into()).comment("disks are on their way").send().await?;
    ///
    /// // A date that has passed would take the acknowledgement away.
    /// let refused = alerts.acknowledge("5f1a2b3c4d5e6f7a8b9c0d1e").until(std::time::UNIX_EPOCH.into()).send().await.unwrap_err();
    /// assert!(refused.is_invalid_argument());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Alerts/operation/acknowledgeGroupAlert
    #[doc(alias = "acknowledge_an_alert")]
    #[doc(alias = "acknowledge_until")]
    #[doc(alias = "acknowledge_forever")]
    pub fn acknowledge(&self, id: impl Into<String>) -> Acknowledge {
        Acknowledge::new(self.atlas.clone(), id.into())
    }

    /// Takes the acknowledgement of an alert away, so that people are notified again, and returns the alert as it is then.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/alerts/{alertId}`][op] · `acknowledgeGroupAlert` · 2024-05-30.
    /// Requires **Project Alerts Manager**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for what is no id, before anything is sent;
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such alert.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("alertConfigs", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// # fake.insert("alerts", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d1e", "alertConfigId": "5f1a2b3c4d5e6f7a8b9c0d1e" }))?;
    /// atlas.alerts().unacknowledge("5f1a2b3c4d5e6f7a8b9c0d1e").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Alerts/operation/acknowledgeGroupAlert
    #[doc(alias = "unacknowledge_an_alert")]
    pub fn unacknowledge(&self, id: impl Into<String>) -> UnacknowledgeAlert {
        UnacknowledgeAlert::new(self.atlas.clone(), id.into())
    }
}
