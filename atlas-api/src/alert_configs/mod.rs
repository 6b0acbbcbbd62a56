//! Alert configurations: the events and thresholds that raise alerts, and the notifications.

use atlas_gen::types::AlertsToggle;

pub use crate::alerts::AlertConfigId;
#[doc(inline)]
pub use crate::specs::{AlertConfigSpec, AlertThreshold, MetricThreshold, NotificationSpec};
use crate::{
    Atlas, Impact, List, Request, Unconfirmed,
    model::{AlertConfig, MatcherField},
    operation_doc,
};

/// The alert configurations of a project; returned by [`Atlas::alert_configs`].
///
/// A new project has some of them, unless it was created without
/// [default alert settings](crate::specs::ProjectSpec::default_alert_settings).
/// [`Alerts::list_for_config`](crate::alerts::Alerts::list_for_config) lists the alerts of a configuration, and
/// [`Alerts::configs`](crate::alerts::Alerts::configs) the configurations of an alert.
#[derive(Clone, Debug)]
pub struct AlertConfigs {
    pub(crate) atlas: Atlas,
}

impl AlertConfigs {
    /// Lists the project's alert configurations. Secrets of notifications are masked.
    #[doc = operation_doc!("listGroupAlertConfigs")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let mut configs = atlas.alert_configs().list().stream();
    /// while let Some(config) = configs.next().await {
    ///     println!("{:?}", config?.event_type_name);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<AlertConfig> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.alert_configurations().list_alert_configs().group_id(atlas.project_id()?))
        })
    }

    /// Fetches an alert configuration. Secrets of notifications are masked.
    #[doc = operation_doc!("getGroupAlertConfig")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) (`ALERT_CONFIG_NOT_FOUND`) if the configuration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let config = atlas.alert_configs().get("5f1a2b3c4d5e6f7a8b9c0d1f").await?;
    /// assert_eq!(config.enabled, Some(true));
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<AlertConfig> {
        Request::by_id(&self.atlas, id, |api, project, id: AlertConfigId| {
            Ok(api.alert_configurations().get_alert_config().group_id(project).alert_config_id(id))
        })
    }

    /// Creates an alert configuration, and returns it.
    #[doc = operation_doc!("createGroupAlertConfig")]
    /// Atlas disables it unless the spec [enables](AlertConfigSpec::enabled) it.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::alert_configs::{AlertConfigSpec, MetricThreshold, NotificationSpec};
    ///
    /// let spec = AlertConfigSpec::new("OUTSIDE_METRIC_THRESHOLD")
    ///     .metric_threshold(MetricThreshold::above("CONNECTIONS_PERCENT", 80.0))
    ///     .notification(NotificationSpec::email("ada@example.com").interval_minutes(60))
    ///     .enabled(true);
    /// let config = atlas.alert_configs().create(spec).await?;
    /// assert!(config.id.is_some());
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: AlertConfigSpec) -> Request<AlertConfig> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.alert_configurations().create_alert_config().group_id(project).body(spec.into_body()?))
        })
    }

    /// Replaces an alert configuration by the spec, and returns it. A property that is not in the spec is removed, or gets
    /// Atlas's default: to change a part, create the spec from the configuration.
    #[doc = operation_doc!("updateGroupAlertConfig")]
    /// A notification with the notifier id of an existing one keeps the secrets of that one.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id or the spec is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) (`ALERT_CONFIG_NOT_FOUND`) if the configuration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::alert_configs::{AlertConfigSpec, NotificationSpec};
    ///
    /// let config = atlas.alert_configs().get("5f1a2b3c4d5e6f7a8b9c0d1f").await?;
    /// let spec = AlertConfigSpec::from(&*config).notification(NotificationSpec::email("ada@example.com"));
    /// let config = atlas.alert_configs().replace("5f1a2b3c4d5e6f7a8b9c0d1f", spec).await?;
    /// assert_eq!(config.notifications.as_ref().map(Vec::len), Some(2));
    /// # });
    /// ```
    #[doc(alias = "update")]
    pub fn replace(&self, id: impl Into<String>, spec: AlertConfigSpec) -> Request<AlertConfig> {
        Request::by_id(&self.atlas, id, |api, project, id: AlertConfigId| {
            let update = api.alert_configurations().update_alert_config().group_id(project);
            Ok(update.alert_config_id(id).body(spec.into_body()?))
        })
    }

    /// Enables an alert configuration, and returns it.
    #[doc = operation_doc!("toggleGroupAlertConfig")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let config = atlas.alert_configs().enable("5f1a2b3c4d5e6f7a8b9c0d1f").await?;
    /// assert_eq!(config.enabled, Some(true));
    /// # });
    /// ```
    #[doc(alias = "toggle")]
    pub fn enable(&self, id: impl Into<String>) -> Request<AlertConfig> {
        self.toggle(id, true)
    }

    /// Disables an alert configuration, and returns it. Its open alerts are canceled.
    #[doc = operation_doc!("toggleGroupAlertConfig")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let config = atlas.alert_configs().disable("5f1a2b3c4d5e6f7a8b9c0d1f").await?;
    /// assert_eq!(config.enabled, Some(false));
    /// # });
    /// ```
    #[doc(alias = "toggle")]
    pub fn disable(&self, id: impl Into<String>) -> Request<AlertConfig> {
        self.toggle(id, false)
    }

    fn toggle(&self, id: impl Into<String>, enabled: bool) -> Request<AlertConfig> {
        Request::by_id(&self.atlas, id, |api, project, id: AlertConfigId| {
            let toggle = api.alert_configurations().toggle_alert_config().group_id(project);
            Ok(toggle.alert_config_id(id).body(AlertsToggle::new().enabled(enabled)))
        })
    }

    /// Deletes an alert configuration. Its open alerts are canceled, and no new ones are raised.
    #[doc = operation_doc!("deleteGroupAlertConfig")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.alert_configs().delete("5f1a2b3c4d5e6f7a8b9c0d1f");
    /// println!("{}", delete.impact());
    /// delete.confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let effect = "will be deleted, its open alerts canceled, and no new ones raised";
        let impact = Impact::on("alert configuration", &*id, effect);
        let request = Request::by_id(&self.atlas, id, |api, project, id: AlertConfigId| {
            Ok(api.alert_configurations().delete_alert_config().group_id(project).alert_config_id(id))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Fetches the names of the fields that [matchers](AlertConfigSpec::matcher) can compare.
    #[doc = operation_doc!("listAlertConfigMatcherFieldNames")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::model::MatcherField;
    ///
    /// let fields = atlas.alert_configs().list_matcher_field_names().await?;
    /// assert!(fields.contains(&MatcherField::ClusterName));
    /// # });
    /// ```
    #[inline]
    pub fn list_matcher_field_names(&self) -> Request<Vec<MatcherField>> {
        Request::new(&self.atlas, |api| Ok(api.alert_configurations().list_matcher_field_names()))
    }
}
