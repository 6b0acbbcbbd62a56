//! Spec of an alert configuration.

use atlas_gen::types::AlertConfigInput;

use super::{
    AlertThreshold, MetricThreshold, NotificationSpec, matcher::check_matcher, threshold_rules::check_thresholds,
};
use crate::{
    Error,
    model::{
        AlertConfig, AlertConfigEvent, AlertMatcher, AlertMatcherField, AlertMatcherOperator, AlertMatcherValue,
        EventSeverity,
    },
};

/// The largest number of notifications of a configuration.
const MAX_NOTIFICATIONS: usize = 25;

/// An alert configuration to [create](crate::alert_configs::AlertConfigs::create), or the new content of one to
/// [replace](crate::alert_configs::AlertConfigs::replace).
///
/// At least one notification is required, and a threshold if the event needs one.
///
/// ```
/// use atlas_api::specs::{AlertConfigSpec, AlertThreshold, MetricThreshold, NotificationSpec};
///
/// let owners = NotificationSpec::project_members().role("GROUP_OWNER").by_email().interval_minutes(60);
/// let connections = AlertConfigSpec::new("OUTSIDE_METRIC_THRESHOLD")
///     .metric_threshold(MetricThreshold::above("CONNECTIONS_PERCENT", 80.0))
///     .matcher("TYPE_NAME", "EQUALS", "PRIMARY")
///     .notification(owners.clone())
///     .enabled(true);
/// let oplog = AlertConfigSpec::new("REPLICATION_OPLOG_WINDOW_RUNNING_OUT")
///     .threshold(AlertThreshold::below(1).units("HOURS"))
///     .matcher("CLUSTER_NAME", "EQUALS", "orders")
///     .notification(owners)
///     .enabled(true);
/// # let _ = (connections, oplog);
/// ```
///
/// # From an existing configuration
/// `AlertConfigSpec::from(&*config)` has everything of a configuration that was read, to change it and put it back. Secrets
/// that Atlas has masked are left out: each notification has a notifier id, by which Atlas keeps its secrets. Atlas refuses
/// some intervals that it returns itself. They become the shortest accepted interval, 5 minutes, or are left out for a
/// service without an interval.
///
/// # From a file
/// With the cargo feature `serde`, the spec can be [read from a file](crate::specs#specs-as-files). Without it, the type of
/// the request body, [`AlertConfigInput`](crate::model::AlertConfigInput), can be read and converted. Then the rules are
/// checked before the spec is sent, and unknown properties in the file are ignored.
///
/// ```
/// use atlas_api::{model::AlertConfigInput, specs::AlertConfigSpec};
///
/// let file = r#"{
///     "enabled": true,
///     "eventTypeName": "NO_PRIMARY",
///     "notifications": [{ "typeName": "EMAIL", "emailAddress": "ada@example.com", "intervalMin": 5 }]
/// }"#;
/// let spec = AlertConfigSpec::from(serde_json::from_str::<AlertConfigInput>(file)?);
/// # let _ = spec;
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `create` or `replace`"]
pub struct AlertConfigSpec {
    /// Everything except for the notifications.
    body: AlertConfigInput,
    notifications: Vec<NotificationSpec>,
}

impl AlertConfigSpec {
    /// Returns a spec for an event, by Atlas's name, without notifications.
    #[doc(alias = "eventTypeName")]
    pub fn new(event: impl Into<AlertConfigEvent>) -> Self {
        Self { body: AlertConfigInput::new().event_type_name(event.into()), notifications: Vec::new() }
    }

    /// Sets whether the event is monitored. Default: disabled.
    #[inline]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.body = self.body.enabled(enabled);
        self
    }

    /// Sets the metric and the value at which it raises an alert, instead of an earlier one.
    #[inline]
    pub fn metric_threshold(mut self, threshold: MetricThreshold) -> Self {
        self.body = self.body.metric_threshold(threshold.0);
        self
    }

    /// Sets the value at which an event without a metric raises an alert, instead of an earlier one.
    #[inline]
    pub fn threshold(mut self, threshold: AlertThreshold) -> Self {
        self.body = self.body.threshold(threshold.0);
        self
    }

    /// Removes the threshold of either kind.
    #[inline]
    pub fn clear_threshold(mut self) -> Self {
        (self.body.threshold, self.body.metric_threshold) = (None, None);
        self
    }

    /// Adds a condition on the monitored resources, all of which must match. Default: all resources are monitored.
    ///
    /// The fields depend on the event: events of hosts have for example `HOSTNAME` and `TYPE_NAME`, those of replica sets
    /// `CLUSTER_NAME`. [`matcher_field_names`](crate::alert_configs::AlertConfigs::list_matcher_field_names) lists all. Operators
    /// are `EQUALS`, `NOT_EQUALS`, `CONTAINS`, `NOT_CONTAINS`, `STARTS_WITH`, `ENDS_WITH` and `REGEX`.
    pub fn matcher(
        mut self,
        field: impl Into<AlertMatcherField>,
        operator: impl Into<AlertMatcherOperator>,
        value: impl Into<AlertMatcherValue>,
    ) -> Self {
        let matcher = AlertMatcher::new().field_name(field.into()).operator(operator.into()).value(value.into());
        self.body.matchers.get_or_insert_default().push(matcher);
        self
    }

    /// Removes all matchers: those added earlier, and those of the configuration that was read.
    #[inline]
    pub fn clear_matchers(mut self) -> Self {
        self.body.matchers = Some(Vec::new());
        self
    }

    /// Adds a notification. A configuration has 1 to 25.
    #[inline]
    pub fn notification(mut self, notification: NotificationSpec) -> Self {
        self.notifications.push(notification);
        self
    }

    /// Removes all notifications: those added earlier, and those of the configuration that was read.
    #[inline]
    pub fn clear_notifications(mut self) -> Self {
        self.notifications.clear();
        self
    }

    /// Sets the severity of the alerts. Default: the severity of the event.
    #[doc(alias = "severityOverride")]
    pub fn severity(mut self, severity: impl Into<EventSeverity>) -> Self {
        self.body = self.body.severity_override(severity.into());
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<AlertConfigInput, Error> {
        self.check()?;
        Ok(self.body.notifications(self.notifications.into_iter().map(|spec| spec.body).collect::<Vec<_>>()))
    }

    #[inline]
    fn check(&self) -> Result<(), Error> {
        let event = self.body.event_type_name.as_ref().filter(|event| !event.as_str().is_empty());
        let Some(event) = event else {
            return Err(Error::invalid_argument("event", "the name is empty; use for example NO_PRIMARY"));
        };
        check_thresholds(event, self.body.metric_threshold.as_ref(), self.body.threshold.as_ref())?;
        self.body.matchers.iter().flatten().try_for_each(check_matcher)?;
        match self.notifications.len() {
            0 => Err(Error::invalid_argument("notifications", "there are none; add at least one")),
            count if count > MAX_NOTIFICATIONS => {
                let rule = format!("there are {count}; use at most {MAX_NOTIFICATIONS}");
                Err(Error::invalid_argument("notifications", rule))
            }
            _ => self.notifications.iter().try_for_each(NotificationSpec::check),
        }
    }
}

/// Converts the request body, which is sent unchanged, apart from masked secrets and from settings that are added later.
impl From<AlertConfigInput> for AlertConfigSpec {
    fn from(mut body: AlertConfigInput) -> Self {
        let notifications = body.notifications.take().into_iter().flatten().map(NotificationSpec::from).collect();
        Self { body, notifications }
    }
}

/// Converts a configuration that was read, to [put it back](#from-an-existing-configuration).
impl From<&AlertConfig> for AlertConfigSpec {
    fn from(config: &AlertConfig) -> Self {
        let mut spec = Self::from(AlertConfigInput::from(config));
        spec.notifications = spec.notifications.into_iter().map(NotificationSpec::with_accepted_interval).collect();
        // Atlas can return both thresholds, but accepts only one.
        if spec.body.metric_threshold.is_some() {
            spec.body.threshold = None;
        }
        spec
    }
}
