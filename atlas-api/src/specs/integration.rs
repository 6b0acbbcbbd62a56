//! Spec of an integration with another service.

use atlas_gen::{model::Model, types::ThirdPartyIntegration};

use super::integration_services::{problem, words};
use crate::{
    Error, Secret,
    model::{Integration, IntegrationRegion, IntegrationType as Type, ServiceDiscovery},
};

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
    /// Whether a single credential was set for a service that does not have one.
    is_credential_misplaced: bool,
    /// The properties of an integration that was read with secrets, which Atlas has masked and does not keep.
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
        self.dropped.retain(|property| *property != "password");
        self.body = match self.body.type_.clone() {
            Some(Type::Datadog | Type::OpsGenie | Type::VictorOps) => self.body.api_key(credential),
            Some(Type::MicrosoftTeams) => self.body.microsoft_teams_webhook_url(credential),
            Some(Type::PagerDuty) => self.body.service_key(credential),
            Some(Type::Prometheus) => self.body.password(credential),
            Some(Type::Slack) => self.body.api_token(credential),
            Some(Type::Webhook) => self.body.url(credential),
            _ => {
                self.is_credential_misplaced = true;
                self.body
            }
        };
        self
    }

    /// Sets the region of Datadog, Opsgenie or PagerDuty, such as `EU`. Default: `US`.
    pub fn region(self, region: impl Into<IntegrationRegion>) -> Self {
        let region = region.into();
        self.set("region", |body| body.region(region))
    }

    /// Sets the routing key of VictorOps. Default: the default route.
    pub fn routing_key(self, key: impl Into<Secret>) -> Self {
        self.set("routingKey", |body| body.routing_key(key.into()))
    }

    /// Sets the name of the workspace of a Slack channel.
    pub fn team_name(self, name: impl Into<String>) -> Self {
        self.set("teamName", |body| body.team_name(name.into()))
    }

    /// Sets the secret with which Atlas signs the requests of a webhook. Default: not signed.
    pub fn webhook_secret(self, secret: impl Into<Secret>) -> Self {
        self.set("secret", |body| body.secret(secret.into()))
    }

    /// Sets the template of the body of a webhook's requests. Default: the body of Atlas.
    pub fn webhook_body_template(self, template: impl Into<Secret>) -> Self {
        self.set("bodyTemplate", |body| body.body_template(template.into()))
    }

    /// Sets the template of the headers of a webhook's requests, which can contain a token. Default: none.
    pub fn webhook_headers_template(self, template: impl Into<Secret>) -> Self {
        self.set("headersTemplate", |body| body.headers_template(template.into()))
    }

    /// Sets whether a Prometheus server has access.
    #[inline]
    pub fn enabled(self, enabled: bool) -> Self {
        self.set("enabled", |body| body.enabled(enabled))
    }

    /// Sets whether Datadog gets metrics of databases and collections. Default: it does not.
    #[inline]
    pub fn database_metrics(self, sent: bool) -> Self {
        self.set("sendDatabaseMetrics", |body| body.send_database_metrics(sent))
    }

    /// Sets whether Datadog gets metrics of the latency of collections. Default: it does not.
    #[inline]
    pub fn collection_latency_metrics(self, sent: bool) -> Self {
        self.set("sendCollectionLatencyMetrics", |body| body.send_collection_latency_metrics(sent))
    }

    /// Sets whether Datadog gets metrics of query shapes. Default: it does not.
    #[inline]
    pub fn query_stats_metrics(self, sent: bool) -> Self {
        self.set("sendQueryStatsMetrics", |body| body.send_query_stats_metrics(sent))
    }

    /// Sets whether metrics for Datadog or Prometheus have the tags of the project and its clusters. Default: they do not.
    #[inline]
    pub fn resource_tags(self, sent: bool) -> Self {
        if self.body.type_ == Some(Type::Prometheus) {
            self.set("sendUserProvidedResourceTagsEnabled", |body| body.send_user_provided_resource_tags_enabled(sent))
        } else {
            self.set("sendUserProvidedResourceTags", |body| body.send_user_provided_resource_tags(sent))
        }
    }
}

impl IntegrationSpec {
    #[inline]
    fn with(service: Type) -> Self {
        let body = ThirdPartyIntegration::new().type_(service);
        Self { body, is_credential_misplaced: false, dropped: Vec::new() }
    }

    /// Sets a property. If the service does not have it, the spec is rejected.
    #[inline]
    fn set(
        mut self,
        property: &'static str,
        change: impl FnOnce(ThirdPartyIntegration) -> ThirdPartyIntegration,
    ) -> Self {
        self.dropped.retain(|dropped| *dropped != property);
        self.body = change(self.body);
        self
    }

    /// Returns the service and the request body.
    #[inline]
    pub(crate) fn into_parts(self) -> Result<(Type, ThirdPartyIntegration), Error> {
        let error = |rule: String| Error::invalid_argument("integration", rule);
        let Some(service) = self.body.type_.clone().filter(|service| !service.as_str().is_empty()) else {
            return Err(error("the type is missing; set for example DATADOG".to_owned()));
        };
        if self.is_credential_misplaced {
            return Err(error(format!("{service} does not have a single credential; leave it out")));
        }
        if let Some(problem) = problem(service.as_str(), &self.body) {
            return Err(error(problem));
        }
        if let Some(property) = self.dropped.first() {
            let part = words(property);
            return Err(error(format!("{service} had {part}, which Atlas masks and does not keep; set it again")));
        }
        Ok((service, self.body))
    }
}

/// Converts an integration that was read, or a request body. Secrets that Atlas has masked are dropped.
impl From<&Integration> for IntegrationSpec {
    fn from(integration: &Integration) -> Self {
        let mut body = integration.without_masked_secrets();
        let is_dropped = |before: &Option<Secret>, after: &Option<Secret>| before.is_some() && after.is_none();
        let optional = [
            ("routingKey", is_dropped(&integration.routing_key, &body.routing_key)),
            ("secret", is_dropped(&integration.secret, &body.secret)),
            ("bodyTemplate", is_dropped(&integration.body_template, &body.body_template)),
            ("headersTemplate", is_dropped(&integration.headers_template, &body.headers_template)),
            ("password", is_dropped(&integration.password, &body.password)),
        ];
        let dropped =
            optional.into_iter().filter(|(_, is_dropped)| *is_dropped).map(|(property, _)| property).collect();
        body.id = None;
        Self { body, is_credential_misplaced: false, dropped }
    }
}
