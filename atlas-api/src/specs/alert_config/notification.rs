//! Notifications of alert configurations.

use atlas_gen::{model::Model, types::AlertNotification};

use crate::{
    Error, Secret, TeamId,
    model::{NotificationRole, NotificationType as Type},
};

/// The shortest interval between notifications in minutes.
const MIN_INTERVAL: i32 = 5;

/// The services that repeat notifications themselves, so that they have no interval.
const REPEATING: [Type; 3] = [Type::OpsGenie, Type::PagerDuty, Type::VictorOps];

/// The types that notify people by email, by SMS, or by both.
const PEOPLE: [Type; 4] = [Type::Group, Type::Org, Type::Team, Type::User];

const CHANNEL: &str = "a choice of email and SMS";

/// A notification of the alerts of a configuration: its recipient or service, and its timing.
///
/// A service of the project's [integrations](Self::integration) needs no secret. For a type or a property without a
/// method here, convert from the type of the request body, [`AlertNotification`](crate::model::AlertNotification).
///
/// ```
/// use atlas_api::specs::NotificationSpec;
///
/// let owners = NotificationSpec::project_members().role("GROUP_OWNER").by_email().interval_minutes(60);
/// let slack = NotificationSpec::slack("alerts", "xoxb-0123456789").delay_minutes(10);
/// let on_call = NotificationSpec::pager_duty("0123456789abcdef0123456789abcdef").region("EU");
/// # let _ = (owners, slack, on_call);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a notification is a part of a spec; pass it to `AlertConfigSpec`"]
pub struct NotificationSpec {
    pub(in crate::specs) body: AlertNotification,
    /// A setting that the type does not have.
    misplaced: Option<&'static str>,
}

/// People.
impl NotificationSpec {
    /// Returns a notification of the members of the project, by [email](Self::by_email) or [SMS](Self::by_sms). Default:
    /// those with any [role](Self::role).
    #[doc(alias = "GROUP")]
    #[inline]
    pub fn project_members() -> Self {
        Self::with(Type::Group)
    }

    /// Returns a notification of the users of the organization, by [email](Self::by_email) or [SMS](Self::by_sms).
    /// Default: those with any [role](Self::role).
    #[doc(alias = "ORG")]
    #[inline]
    pub fn organization_users() -> Self {
        Self::with(Type::Org)
    }

    /// Returns a notification of a team of the project, by [email](Self::by_email) or [SMS](Self::by_sms).
    pub fn team(id: impl Into<String>) -> Self {
        Self::with(Type::Team).change(|body| body.team_id(id.into()))
    }

    /// Returns a notification of a user of the project, by [email](Self::by_email) or [SMS](Self::by_sms).
    pub fn user(username: impl Into<String>) -> Self {
        Self::with(Type::User).change(|body| body.username(username.into()))
    }

    /// Returns a notification to an email address.
    pub fn email(address: impl Into<String>) -> Self {
        Self::with(Type::Email).change(|body| body.email_address(address.into()))
    }

    /// Returns a notification to a mobile number as a text message.
    pub fn sms(mobile_number: impl Into<String>) -> Self {
        Self::with(Type::Sms).change(|body| body.mobile_number(mobile_number.into()))
    }

    /// Adds a role: only people with one of the added roles are notified. A project's roles begin with `GROUP_`, an
    /// organization's with `ORG_`.
    pub fn role(self, role: impl Into<NotificationRole>) -> Self {
        self.only_for(&[Type::Group, Type::Org], "roles", |mut body| {
            body.roles.get_or_insert_default().push(role.into());
            body
        })
    }

    /// Notifies people by email.
    #[inline]
    pub fn by_email(self) -> Self {
        self.only_for(&PEOPLE, CHANNEL, |body| body.email_enabled(true))
    }

    /// Notifies people by SMS.
    #[inline]
    pub fn by_sms(self) -> Self {
        self.only_for(&PEOPLE, CHANNEL, |body| body.sms_enabled(true))
    }
}

/// Services.
impl NotificationSpec {
    /// Returns a notification in a Slack channel, with an API token or the token of a bot.
    pub fn slack(channel: impl Into<String>, api_token: impl Into<Secret>) -> Self {
        Self::with(Type::Slack).change(|body| body.channel_name(channel.into()).api_token(api_token.into()))
    }

    /// Returns a notification of PagerDuty, with the integration key of a service.
    pub fn pager_duty(service_key: impl Into<Secret>) -> Self {
        Self::with(Type::PagerDuty).change(|body| body.service_key(service_key.into()))
    }

    /// Returns a notification of Datadog.
    pub fn datadog(api_key: impl Into<Secret>) -> Self {
        Self::with(Type::Datadog).change(|body| body.datadog_api_key(api_key.into()))
    }

    /// Returns a notification of Opsgenie.
    pub fn ops_genie(api_key: impl Into<Secret>) -> Self {
        Self::with(Type::OpsGenie).change(|body| body.ops_genie_api_key(api_key.into()))
    }

    /// Returns a notification of VictorOps, now Splunk On-Call.
    pub fn victor_ops(api_key: impl Into<Secret>) -> Self {
        Self::with(Type::VictorOps).change(|body| body.victor_ops_api_key(api_key.into()))
    }

    /// Returns a notification in a channel of Microsoft Teams, by the URL of its incoming webhook.
    pub fn microsoft_teams(webhook_url: impl Into<Secret>) -> Self {
        Self::with(Type::MicrosoftTeams).change(|body| body.microsoft_teams_webhook_url(webhook_url.into()))
    }

    /// Returns a notification by a `POST` request to this URL. It is a secret, because it often contains a token.
    pub fn webhook(url: impl Into<Secret>) -> Self {
        Self::with(Type::Webhook).change(|body| body.webhook_url(url.into()))
    }

    /// Returns a notification of a service by an integration of the project, which has the secrets.
    pub fn integration(service: impl Into<Type>, integration_id: impl Into<String>) -> Self {
        Self::with(service.into()).change(|body| body.integration_id(integration_id.into()))
    }

    /// Sets the region of Datadog, Opsgenie or PagerDuty, such as `EU`. Default: `US`.
    pub fn region(self, region: impl Into<String>) -> Self {
        let (kind, region) = (self.body.type_name.clone(), region.into());
        self.only_for(&[Type::Datadog, Type::OpsGenie, Type::PagerDuty], "a region", |body| match kind {
            Some(Type::Datadog) => body.datadog_region(&*region),
            Some(Type::OpsGenie) => body.ops_genie_region(&*region),
            _ => body.region(&*region),
        })
    }

    /// Sets the routing key of VictorOps. Default: the default route.
    pub fn routing_key(self, key: impl Into<Secret>) -> Self {
        self.only_for(&[Type::VictorOps], "a routing key", |body| body.victor_ops_routing_key(key.into()))
    }

    /// Sets the secret with which Atlas signs the requests of a webhook. Default: not signed.
    pub fn webhook_secret(self, secret: impl Into<Secret>) -> Self {
        self.only_for(&[Type::Webhook], "a webhook secret", |body| body.webhook_secret(secret.into()))
    }

    /// Sets the template of the body of a webhook's requests.
    pub fn webhook_body_template(self, template: impl Into<Secret>) -> Self {
        self.only_for(&[Type::Webhook], "a body template", |body| body.webhook_body_template(template.into()))
    }

    /// Sets the template of the headers of a webhook's requests.
    pub fn webhook_headers_template(self, template: impl Into<Secret>) -> Self {
        self.only_for(&[Type::Webhook], "a headers template", |body| body.webhook_headers_template(template.into()))
    }
}

/// Timing.
impl NotificationSpec {
    /// Sets the time between two notifications of an open alert that is not acknowledged, at least 5 minutes. Opsgenie,
    /// PagerDuty and VictorOps have no interval, because they repeat notifications themselves.
    #[inline]
    pub fn interval_minutes(self, minutes: u32) -> Self {
        self.change(|body| body.interval_min(i32::try_from(minutes).unwrap_or(i32::MAX)))
    }

    /// Sets the time from the event to the first notification in minutes.
    #[inline]
    pub fn delay_minutes(self, minutes: u32) -> Self {
        self.change(|body| body.delay_min(i32::try_from(minutes).unwrap_or(i32::MAX)))
    }
}

impl NotificationSpec {
    #[inline]
    fn with(kind: Type) -> Self {
        Self { body: AlertNotification::new().type_name(kind), misplaced: None }
    }

    fn change(mut self, change: impl FnOnce(AlertNotification) -> AlertNotification) -> Self {
        self.body = change(self.body);
        self
    }

    /// Changes the notification, or notes that its type does not have the setting.
    fn only_for(
        mut self,
        types: &[Type],
        setting: &'static str,
        change: impl FnOnce(AlertNotification) -> AlertNotification,
    ) -> Self {
        if self.body.type_name.as_ref().is_some_and(|kind| types.contains(kind)) {
            return self.change(change);
        }
        self.misplaced.get_or_insert(setting);
        self
    }

    /// Corrects an interval that Atlas returns, but refuses in a request.
    #[inline]
    pub(super) fn with_accepted_interval(mut self) -> Self {
        if self.has_no_interval() {
            self.body.interval_min = None;
        }
        self.body.interval_min = self.body.interval_min.map(|minutes| minutes.max(MIN_INTERVAL));
        self
    }

    #[inline]
    fn has_no_interval(&self) -> bool {
        self.body.type_name.as_ref().is_some_and(|kind| REPEATING.contains(kind))
    }

    #[inline]
    pub(in crate::specs) fn check(&self) -> Result<(), Error> {
        let error = |rule: String| Err(Error::invalid_argument("notification", rule));
        let Some(kind) = &self.body.type_name else {
            return error("the type is missing; set for example EMAIL".to_owned());
        };
        if let Some(setting) = self.misplaced {
            return error(format!("{kind} does not have {setting}; leave it out"));
        }
        match self.body.interval_min {
            Some(_) if self.has_no_interval() => {
                return error(format!("{kind} does not have an interval; leave it out"));
            }
            Some(minutes) if minutes < MIN_INTERVAL => {
                return error(format!("an interval of {minutes} minutes is too short; use at least {MIN_INTERVAL}"));
            }
            _ => {}
        }
        if let Some(minutes) = self.body.delay_min.filter(|minutes| *minutes < 0) {
            return error(format!("a delay of {minutes} minutes is negative; use at least 0"));
        }
        if let Some(missing) = self.missing(kind) {
            return error(format!("{kind} needs {missing}; set it"));
        }
        self.body.team_id.as_deref().map_or(Ok(()), |id| id.parse::<TeamId>().map(drop))
    }

    /// Returns the first missing part of a notification of this type.
    #[inline]
    fn missing(&self, kind: &Type) -> Option<&'static str> {
        let body = &self.body;
        let text = |text: &Option<String>| text.as_deref().is_none_or(str::is_empty);
        // The id of the stored notification or integration replaces a secret.
        let is_stored = !text(&body.notifier_id) || !text(&body.integration_id);
        let secret = |secret: &Option<Secret>| !is_stored && secret.as_ref().is_none_or(|it| it.expose().is_empty());
        let has_channel = body.email_enabled == Some(true) || body.sms_enabled == Some(true);
        let (is_missing, part) = match kind {
            Type::Email => (text(&body.email_address), "an email address"),
            Type::Sms => (text(&body.mobile_number), "a mobile number"),
            Type::Team if text(&body.team_id) => (true, "the id of a team"),
            Type::User if text(&body.username) => (true, "the name of a user"),
            Type::Group | Type::Org | Type::Team | Type::User => (!has_channel, "email or SMS"),
            Type::Slack if !is_stored && text(&body.channel_name) => (true, "the name of a channel"),
            Type::Slack => (secret(&body.api_token), "an API token"),
            Type::PagerDuty => (secret(&body.service_key), "a service key"),
            Type::Datadog => (secret(&body.datadog_api_key), "an API key"),
            Type::OpsGenie => (secret(&body.ops_genie_api_key), "an API key"),
            Type::VictorOps => (secret(&body.victor_ops_api_key), "an API key"),
            Type::MicrosoftTeams => (secret(&body.microsoft_teams_webhook_url), "a webhook URL"),
            Type::Webhook => (secret(&body.webhook_url), "a URL"),
            _ => (false, ""),
        };
        is_missing.then_some(part)
    }
}

/// Converts a part of a request body or of a response. Secrets that Atlas has masked are dropped: the notifier id of the
/// notification replaces them.
impl From<AlertNotification> for NotificationSpec {
    fn from(body: AlertNotification) -> Self {
        Self { body: body.without_masked_secrets(), misplaced: None }
    }
}
