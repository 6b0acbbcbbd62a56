//! Specs of metric integrations.

use atlas_gen::types::{Header, MetricIntegrationRequest, MetricIntegrationUpdateRequest};

use crate::{
    Error, Secret,
    model::{AggregationTemporality, MetricIntegration, MetricProvider, MetricSelection},
    specs::check_length,
};

/// A metric integration to [create](crate::metric_integrations::MetricIntegrations::create) or
/// [replace](crate::metric_integrations::MetricIntegrations::replace).
///
/// An integration that was read converts to a spec, without its headers, whose values Atlas masks: add them again.
///
/// ```
/// use atlas_api::specs::MetricIntegrationSpec;
///
/// let spec = MetricIntegrationSpec::new("DYNATRACE", "https://metrics.example.com/v1/metrics", "DELTA")
///     .metrics("MONGODB_METRICS")
///     .metrics("HARDWARE_METRICS")
///     .header("Authorization", "Api-Token secret");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `create` or `replace`"]
pub struct MetricIntegrationSpec {
    provider: MetricProvider,
    endpoint: String,
    temporality: AggregationTemporality,
    metrics: Vec<MetricSelection>,
    headers: Vec<(String, Secret)>,
}

/// Builds one of the two types of request bodies, which have the same properties.
macro_rules! body {
    ($body:ident, $spec:expr) => {{
        let spec = $spec;
        spec.check()?;
        let metrics = spec.metrics.iter().map(|metrics| metrics.as_str().into()).collect::<Vec<_>>();
        let body = $body::new()
            .auth_type("HEADER")
            .integration_type("OTEL")
            .provider_type(spec.provider.as_str())
            .endpoint(spec.endpoint)
            .aggregation_temporality(spec.temporality.as_str())
            .metric_selection(metrics);
        let headers = spec.headers.into_iter().map(|(name, value)| Header::new().name(name).value(value));
        let headers = headers.collect::<Vec<_>>();
        Ok(if headers.is_empty() { body } else { body.headers(headers) })
    }};
}

impl MetricIntegrationSpec {
    /// Returns a spec of an export to an OpenTelemetry endpoint of a provider: `DYNATRACE`, `NEW_RELIC` or `CUSTOM`. The
    /// temporality of sums is `DELTA` or `CUMULATIVE`.
    pub fn new(
        provider: impl Into<MetricProvider>,
        endpoint: impl Into<String>,
        temporality: impl Into<AggregationTemporality>,
    ) -> Self {
        let (provider, endpoint, temporality) = (provider.into(), endpoint.into(), temporality.into());
        Self { provider, endpoint, temporality, metrics: Vec::new(), headers: Vec::new() }
    }

    /// Adds a set of metrics, such as `MONGODB_METRICS` or `HARDWARE_METRICS`. At least one is required.
    #[doc(alias = "metricSelection")]
    pub fn metrics(mut self, metrics: impl Into<MetricSelection>) -> Self {
        self.metrics.push(metrics.into());
        self
    }

    /// Adds a header of the requests, such as one that authenticates them, at most ten.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<MetricIntegrationRequest, Error> {
        body!(MetricIntegrationRequest, self)
    }

    #[inline]
    pub(crate) fn into_update(self) -> Result<MetricIntegrationUpdateRequest, Error> {
        body!(MetricIntegrationUpdateRequest, self)
    }

    #[inline]
    fn check(&self) -> Result<(), Error> {
        check_length("endpoint", &self.endpoint, 1..=2048)?;
        if self.metrics.is_empty() {
            let rule = "the list is empty; add at least one set, such as MONGODB_METRICS";
            return Err(Error::invalid_argument("metrics", rule));
        }
        if self.headers.len() > 10 {
            let rule = format!("{} are set; expected at most 10", self.headers.len());
            return Err(Error::invalid_argument("headers", rule));
        }
        self.headers.iter().try_for_each(|(name, value)| {
            check_length("header", name, 1..=usize::MAX)?;
            check_length("value of the header", value.expose(), 1..=usize::MAX)
        })
    }
}

/// Copies the settings of an integration, without its headers.
impl From<&MetricIntegration> for MetricIntegrationSpec {
    fn from(integration: &MetricIntegration) -> Self {
        let provider = integration.provider_type.as_ref().map_or("", |provider| provider.as_str());
        let temporality = integration.aggregation_temporality.as_ref().map_or("", |temporality| temporality.as_str());
        let spec = Self::new(provider, integration.endpoint.clone().unwrap_or_default(), temporality);
        integration.metric_selection.iter().flatten().fold(spec, |spec, metrics| spec.metrics(metrics.as_str()))
    }
}
