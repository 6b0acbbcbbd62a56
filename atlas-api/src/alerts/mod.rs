//! Alerts, and their acknowledgements.

mod id;

use atlas_gen::{OperationBuilder, types::AcknowledgeAlert};

pub use self::id::{AlertConfigId, AlertId};
#[doc(inline)]
pub use crate::specs::{AcknowledgementSpec, AlertStatusSpec};
use crate::{
    Atlas, Error, List, Request,
    model::{Alert, AlertConfig},
    operation_doc,
};

/// The alerts of a project; returned by [`Atlas::alerts`].
///
/// Atlas opens an alert while the condition of an [alert configuration](crate::alert_configs::AlertConfigs) holds, and
/// closes it afterward. It does not send notifications of an acknowledged alert.
#[derive(Clone, Debug)]
pub struct Alerts {
    pub(crate) atlas: Atlas,
}

/// The filter of [`Alerts::list`]. Its setter is [`List::status`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct AlertFilter {
    status: Option<AlertStatusSpec>,
}

impl List<Alert, AlertFilter> {
    /// Lists only the alerts with this status. Default: all.
    #[inline]
    pub fn status(mut self, status: AlertStatusSpec) -> Self {
        self.filter_mut().status = Some(status);
        self
    }
}

impl Alerts {
    /// Lists the project's alerts. [`status`](List::status) filters them.
    #[doc = operation_doc!("listGroupAlerts")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the name of the status is empty.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::alerts::AlertStatusSpec;
    ///
    /// let mut open = atlas.alerts().list().status(AlertStatusSpec::Open).stream();
    /// while let Some(alert) = open.next().await {
    ///     println!("{:?}", alert?.event_type_name);
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_all_alerts")]
    #[inline]
    pub fn list(&self) -> List<Alert, AlertFilter> {
        List::filtered(&self.atlas, AlertFilter::default(), |atlas, api, filter| {
            filter.status.as_ref().map_or(Ok(()), AlertStatusSpec::check)?;
            let list = api.alerts().list_alerts().group_id(atlas.project_id()?);
            Ok(list.maybe(filter.status.as_ref(), |list, status| list.status(status.as_str())))
        })
    }

    /// Lists the open alerts of an alert configuration.
    #[doc = operation_doc!("getGroupAlertConfigAlerts")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `config` is not an id;
    /// [`is_not_found`](Error::is_not_found) if the configuration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for alert in atlas.alerts().list_for_config("5f1a2b3c4d5e6f7a8b9c0d1f").await? {
    ///     println!("{:?}", alert.created);
    /// }
    /// # });
    /// ```
    pub fn list_for_config(&self, config: impl Into<String>) -> List<Alert> {
        let config = config.into();
        List::new(&self.atlas, move |atlas, api| {
            let config: AlertConfigId = config.parse()?;
            Ok(api.alerts().get_alert_config_alerts().group_id(atlas.project_id()?).alert_config_id(config))
        })
    }

    /// Fetches an alert.
    #[doc = operation_doc!("getGroupAlert")]
    /// Its properties depend on the kind of event and on its status: an open alert has no `resolved`.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](Error::is_not_found) if the alert does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let alert = atlas.alerts().get("5f1a2b3c4d5e6f7a8b9c0d1e").await?;
    /// println!("{:?}", alert.status);
    /// # });
    /// ```
    #[doc(alias = "get_an_alert")]
    pub fn get(&self, id: impl Into<String>) -> Request<Alert> {
        Request::by_id(&self.atlas, id, |api, project, alert: AlertId| {
            Ok(api.alerts().get_alert().group_id(project).alert_id(alert))
        })
    }

    /// Lists the alert configurations that opened an alert.
    #[doc = operation_doc!("getGroupAlertAlertConfigs")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for config in atlas.alerts().configs("5f1a2b3c4d5e6f7a8b9c0d1e").await? {
    ///     println!("{:?}", config.event_type_name);
    /// }
    /// # });
    /// ```
    pub fn configs(&self, alert: impl Into<String>) -> List<AlertConfig> {
        let alert = alert.into();
        List::new(&self.atlas, move |atlas, api| {
            let alert: AlertId = alert.parse()?;
            Ok(api.alert_configurations().get_alert_configs().group_id(atlas.project_id()?).alert_id(alert))
        })
    }

    /// Acknowledges an alert, and returns it.
    #[doc = operation_doc!("acknowledgeGroupAlert")]
    /// It replaces the end of an earlier acknowledgement, and its comment if the spec has one.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id or the spec is invalid;
    /// [`is_not_found`](Error::is_not_found) if the alert does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::alerts::AcknowledgementSpec;
    ///
    /// let spec = AcknowledgementSpec::until("2099-01-15T00:00:00Z".parse()?).comment("a larger disk is ordered");
    /// for id in atlas.alerts().list().all().await?.into_iter().filter_map(|alert| alert.id) {
    ///     atlas.alerts().acknowledge(id, spec.clone()).await?;
    /// }
    /// # });
    /// ```
    #[doc(alias = "acknowledge_an_alert")]
    pub fn acknowledge(&self, id: impl Into<String>, spec: AcknowledgementSpec) -> Request<Alert> {
        self.change(id, || spec.into_body(self.atlas.now()))
    }

    /// Removes the acknowledgement of an alert, and returns the alert. Atlas sends notifications of it again.
    #[doc = operation_doc!("acknowledgeGroupAlert")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.alerts().unacknowledge("5f1a2b3c4d5e6f7a8b9c0d1e").await?;
    /// # });
    /// ```
    #[doc(alias = "unacknowledge_an_alert")]
    pub fn unacknowledge(&self, id: impl Into<String>) -> Request<Alert> {
        self.change(id, || Ok(AcknowledgeAlert::new().unacknowledge_alert(true)))
    }

    fn change(&self, id: impl Into<String>, body: impl FnOnce() -> Result<AcknowledgeAlert, Error>) -> Request<Alert> {
        Request::by_id(&self.atlas, id, |api, project, alert: AlertId| {
            Ok(api.alerts().acknowledge_alert().group_id(project).alert_id(alert).body(body()?))
        })
    }
}
