//! Spec of an integration with another service.

use atlas_gen::{model::Model, types::ThirdPartyIntegration};

use crate::{
    Error, Secret,
    model::{Integration, IntegrationRegion, IntegrationType as Type, ServiceDiscovery},
};

const ROUTING_KEY: &str = "a routing key";
const WEBHOOK_SECRET: &str = "a webhook secret";
const BODY_TEMPLATE: &str = "a body template";
const HEADERS_TEMPLATE: &str = "a headers template";
const PASSWORD: &str = "a password";

/// An integration of a project with another service, to [create](crate::integrations::Integrations::create) or
/// [replace](crate::integrations::Integrations::replace).
///
/// An integration that was read converts to a spec, without the secrets that Atlas has masked. Unlike for the
/// notifications of alerts, Atlas does not keep them: set the [credential](Self::credential)
/// and the other secrets again. A spec without one of them is rejected.
///
/// ```
/// use atlas_api::specs::IntegrationSpec;
///
/// let metrics = IntegrationSpec::datadog("0123456789abcdef0123456789abcdef").region("EU").database_metrics(true);
/// let on_call = IntegrationSpec::pager_duty("0123456789abcdef0123456789abcdef");
/// # let _ = (metrics, on_call);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `create` or `replace`"]
pub struct IntegrationSpec {
    body: ThirdPartyIntegration,
    /// A setting that the service does not have.
    misplaced: Option<&'static str>,
    /// The secrets of an integration that was read, which Atlas has masked and does not keep.
    dropped: Vec<&'static str>,
}

/// Services.
impl IntegrationSpec {
    /// Returns a spec for Datadog.
    pub fn datadog(api_key: impl Into<Secret>) -> Self {
        Self::with(Type::Datadog).credential(api_key)
    }

    /// Returns a spec for a channel of Microsoft Teams, by the URL of its incoming webhook.
    pub fn microsoft_teams(webhook_url: impl Into<Secret>) -> Self {
        Self::with(Type::MicrosoftTeams).credential(webhook_url)
    }

    /// Returns a spec for New Relic: the account and the license key, and the tokens to insert and to query data.
    pub fn new_relic(
        account_id: impl Into<String>,
        license_key: impl Into<Secret>,
        write_token: impl Into<Secret>,
        read_token: impl Into<Secret>,
    ) -> Self {
        let mut spec = Self::with(Type::NewRelic);
        spec.body = spec.body.account_id(account_id.into()).license_key(license_key.into());
        spec.body = spec.body.write_token(write_token.into()).read_token(read_token.into());
        spec
    }

    /// Returns a spec for Opsgenie.
    pub fn ops_genie(api_key: impl Into<Secret>) -> Self {
        Self::with(Type::OpsGenie).credential(api_key)
    }

    /// Returns a spec for PagerDuty, with the integration key of a service.
    pub fn pager_duty(service_key: impl Into<Secret>) -> Self {
        Self::with(Type::PagerDuty).credential(service_key)
    }

    /// Returns a spec of the access for a Prometheus server: the name and password that it logs in with, and how it
    /// discovers the processes, `http` or `file`. The access is [enabled](Self::enabled).
    pub fn prometheus(
        username: impl Into<String>,
        password: impl Into<Secret>,
        discovery: impl Into<ServiceDiscovery>,
    ) -> Self {
        let mut spec = Self::with(Type::Prometheus).credential(password);
        spec.body = spec.body.username(username.into()).service_discovery(discovery.into()).enabled(true);
        spec
    }

    /// Returns a spec for a Slack channel, with an API token.
    pub fn slack(channel: impl Into<String>, api_token: impl Into<Secret>) -> Self {
        let mut spec = Self::with(Type::Slack).credential(api_token);
        spec.body = spec.body.channel_name(channel.into());
        spec
    }

    /// Returns a spec for VictorOps, now Splunk On-Call.
    pub fn victor_ops(api_key: impl Into<Secret>) -> Self {
        Self::with(Type::VictorOps).credential(api_key)
    }

    /// Returns a spec for requests to this URL. It is a secret, because it often contains a token.
    pub fn webhook(url: impl Into<Secret>) -> Self {
        Self::with(Type::Webhook).credential(url)
    }
}

/// Settings.
impl IntegrationSpec {
    /// Sets the key, token, URL or password with which Atlas or the service logs in: for an integration that was read.
    ///
    /// Not for New Relic, which has several: create its spec again.
    pub fn credential(mut self, credential: impl Into<Secret>) -> Self {
        let credential = credential.into();
        self.dropped.retain(|part| *part != PASSWORD);
        self.body = match self.body.type_.clone() {
            Some(Type::Datadog | Type::OpsGenie | Type::VictorOps) => self.body.api_key(credential),
            Some(Type::MicrosoftTeams) => self.body.microsoft_teams_webhook_url(credential),
            Some(Type::PagerDuty) => self.body.service_key(credential),
            Some(Type::Prometheus) => self.body.password(credential),
            Some(Type::Slack) => self.body.api_token(credential),
            Some(Type::Webhook) => self.body.url(credential),
            _ => {
                self.misplaced.get_or_insert("a single credential");
                self.body
            }
        };
        self
    }

    /// Sets the region of Datadog, Opsgenie or PagerDuty, such as `EU`. Default: `US`.
    pub fn region(self, region: impl Into<IntegrationRegion>) -> Self {
        let region = region.into();
        self.only_for(&[Type::Datadog, Type::OpsGenie, Type::PagerDuty], "a region", |body| body.region(region))
    }

    /// Sets the routing key of VictorOps. Default: the default route.
    pub fn routing_key(self, key: impl Into<Secret>) -> Self {
        self.only_for(&[Type::VictorOps], ROUTING_KEY, |body| body.routing_key(key.into()))
    }

    /// Sets the secret with which Atlas signs the requests of a webhook. Default: not signed.
    pub fn webhook_secret(self, secret: impl Into<Secret>) -> Self {
        self.only_for(&[Type::Webhook], WEBHOOK_SECRET, |body| body.secret(secret.into()))
    }

    /// Sets the template of the body of a webhook's requests. Default: the body of Atlas.
    pub fn webhook_body_template(self, template: impl Into<Secret>) -> Self {
        self.only_for(&[Type::Webhook], BODY_TEMPLATE, |body| body.body_template(template.into()))
    }

    /// Sets the template of the headers of a webhook's requests, which can contain a token. Default: none.
    pub fn webhook_headers_template(self, template: impl Into<Secret>) -> Self {
        self.only_for(&[Type::Webhook], HEADERS_TEMPLATE, |body| body.headers_template(template.into()))
    }

    /// Sets whether a Prometheus server has access.
    #[inline]
    pub fn enabled(self, enabled: bool) -> Self {
        self.only_for(&[Type::Prometheus], "an `enabled` state", |body| body.enabled(enabled))
    }

    /// Sets whether Datadog gets metrics of databases and collections. Default: it does not.
    #[inline]
    pub fn database_metrics(self, sent: bool) -> Self {
        self.only_for(&[Type::Datadog], "database metrics", |body| body.send_database_metrics(sent))
    }

    /// Sets whether Datadog gets metrics of the latency of collections. Default: it does not.
    #[inline]
    pub fn collection_latency_metrics(self, sent: bool) -> Self {
        let setting = "collection latency metrics";
        self.only_for(&[Type::Datadog], setting, |body| body.send_collection_latency_metrics(sent))
    }

    /// Sets whether Datadog gets metrics of query shapes. Default: it does not.
    #[inline]
    pub fn query_stats_metrics(self, sent: bool) -> Self {
        self.only_for(&[Type::Datadog], "query statistics", |body| body.send_query_stats_metrics(sent))
    }

    /// Sets whether metrics for Datadog or Prometheus have the tags of the project and its clusters. Default: they do not.
    #[inline]
    pub fn resource_tags(self, sent: bool) -> Self {
        let is_prometheus = self.body.type_ == Some(Type::Prometheus);
        self.only_for(&[Type::Datadog, Type::Prometheus], "resource tags", |body| {
            if is_prometheus {
                body.send_user_provided_resource_tags_enabled(sent)
            } else {
                body.send_user_provided_resource_tags(sent)
            }
        })
    }
}

impl IntegrationSpec {
    #[inline]
    fn with(service: Type) -> Self {
        Self { body: ThirdPartyIntegration::new().type_(service), misplaced: None, dropped: Vec::new() }
    }

    /// Changes the spec, or notes that the service does not have the setting.
    fn only_for(
        mut self,
        services: &[Type],
        setting: &'static str,
        change: impl FnOnce(ThirdPartyIntegration) -> ThirdPartyIntegration,
    ) -> Self {
        if self.body.type_.as_ref().is_some_and(|service| services.contains(service)) {
            self.dropped.retain(|part| *part != setting);
            self.body = change(self.body);
        } else {
            self.misplaced.get_or_insert(setting);
        }
        self
    }

    /// Returns the service and the request body.
    #[inline]
    pub(crate) fn into_parts(self) -> Result<(Type, ThirdPartyIntegration), Error> {
        let error = |rule: String| Error::invalid_argument("integration", rule);
        let Some(service) = self.body.type_.clone().filter(|service| !service.as_str().is_empty()) else {
            return Err(error("the type is missing; set for example DATADOG".to_owned()));
        };
        if let Some(setting) = self.misplaced {
            return Err(error(format!("{service} does not have {setting}; leave it out")));
        }
        if let Some(missing) = self.missing(&service) {
            return Err(error(format!("{service} needs {missing}; set it")));
        }
        if let Some(part) = self.dropped.first() {
            return Err(error(format!("{service} had {part}, which Atlas masks and does not keep; set it again")));
        }
        Ok((service, self.body))
    }

    /// Returns the first missing part of an integration with this service.
    #[inline]
    fn missing(&self, service: &Type) -> Option<&'static str> {
        let body = &self.body;
        let text = |text: &Option<String>| text.as_deref().is_none_or(str::is_empty);
        let secret = |secret: &Option<Secret>| secret.as_ref().is_none_or(|secret| secret.expose().is_empty());
        let (is_missing, part) = match service {
            Type::Datadog | Type::OpsGenie | Type::VictorOps => (secret(&body.api_key), "an API key"),
            Type::MicrosoftTeams => (secret(&body.microsoft_teams_webhook_url), "a webhook URL"),
            Type::NewRelic if text(&body.account_id) => (true, "an account id"),
            Type::NewRelic if secret(&body.license_key) => (true, "a license key"),
            Type::NewRelic if secret(&body.write_token) => (true, "a write token"),
            Type::NewRelic => (secret(&body.read_token), "a read token"),
            Type::PagerDuty => (secret(&body.service_key), "a service key"),
            Type::Prometheus => (text(&body.username), "a user name"),
            Type::Slack if text(&body.channel_name) => (true, "the name of a channel"),
            Type::Slack => (secret(&body.api_token), "an API token"),
            Type::Webhook => (secret(&body.url), "a URL"),
            _ => (false, ""),
        };
        is_missing.then_some(part)
    }
}

/// Converts an integration that was read, or a request body. Secrets that Atlas has masked are dropped.
impl From<&Integration> for IntegrationSpec {
    fn from(integration: &Integration) -> Self {
        let mut body = integration.without_masked_secrets();
        let is_dropped = |before: &Option<Secret>, after: &Option<Secret>| before.is_some() && after.is_none();
        let optional = [
            (ROUTING_KEY, is_dropped(&integration.routing_key, &body.routing_key)),
            (WEBHOOK_SECRET, is_dropped(&integration.secret, &body.secret)),
            (BODY_TEMPLATE, is_dropped(&integration.body_template, &body.body_template)),
            (HEADERS_TEMPLATE, is_dropped(&integration.headers_template, &body.headers_template)),
            (PASSWORD, is_dropped(&integration.password, &body.password)),
        ];
        let dropped = optional.into_iter().filter(|(_, is_dropped)| *is_dropped).map(|(part, _)| part).collect();
        body.id = None;
        Self { body, misplaced: None, dropped }
    }
}
