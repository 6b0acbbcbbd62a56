//! Metric integrations: continuous exports of metrics with the OpenTelemetry protocol.

use atlas_gen::OperationBuilder;

#[doc(inline)]
pub use crate::specs::MetricIntegrationSpec;
use crate::{
    Atlas, Impact, List, Request, Unconfirmed,
    model::{MetricIntegration, MetricIntegrationType, MetricProvider},
    operation_doc,
    segment::check_segment,
};

/// The metric integrations of a project; returned by [`Atlas::metric_integrations`].
///
/// [`Integrations`](crate::integrations::Integrations) sends metrics to services with protocols of their own.
#[derive(Clone, Debug)]
pub struct MetricIntegrations {
    pub(crate) atlas: Atlas,
}

/// The filter of [`MetricIntegrations::list`]. Its setters are methods of `List<MetricIntegration, MetricIntegrationFilter>`.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct MetricIntegrationFilter {
    protocol: Option<MetricIntegrationType>,
    provider: Option<MetricProvider>,
}

impl List<MetricIntegration, MetricIntegrationFilter> {
    /// Lists only the integrations with this protocol; there is one, `OTEL`. Default: all.
    #[doc(alias = "integrationType")]
    pub fn protocol(mut self, protocol: impl Into<MetricIntegrationType>) -> Self {
        self.filter_mut().protocol = Some(protocol.into());
        self
    }

    /// Lists only the integrations with this provider: `DYNATRACE`, `NEW_RELIC` or `CUSTOM`. Default: all.
    #[doc(alias = "providerType")]
    pub fn provider(mut self, provider: impl Into<MetricProvider>) -> Self {
        self.filter_mut().provider = Some(provider.into());
        self
    }
}

impl MetricIntegrations {
    /// Lists the project's metric integrations. The values of their headers are masked. [`protocol`](List::protocol) and
    /// [`provider`](List::provider) filter them.
    #[doc = operation_doc!("listGroupMetricIntegrations")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for integration in atlas.metric_integrations().list().provider("DYNATRACE").all().await? {
    ///     println!("{:?}", integration.endpoint);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<MetricIntegration, MetricIntegrationFilter> {
        List::filtered(&self.atlas, MetricIntegrationFilter::default(), |atlas, api, filter| {
            let list = api.metric_integrations().list_group_metric_integrations().group_id(atlas.project_id()?);
            let list = list.maybe(filter.protocol.as_ref(), |list, protocol| list.integration_type(protocol.as_str()));
            Ok(list.maybe(filter.provider.as_ref(), |list, provider| list.provider_type(provider.as_str())))
        })
    }

    /// Fetches a metric integration. The values of its headers are masked.
    #[doc = operation_doc!("getGroupMetricIntegration")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is empty;
    /// [`is_not_found`](crate::Error::is_not_found) if the integration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let integration = atlas.metric_integrations().get("5f1a2b3c4d5e6f7a8b9c0da2").await?;
    /// println!("{:?}", integration.metric_selection);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<MetricIntegration> {
        let id = id.into();
        Request::in_project(&self.atlas, |api, project| {
            let get = api.metric_integrations().get_group_metric_integration().group_id(project);
            Ok(get.metric_integration_id(checked(&id)?))
        })
    }

    /// Creates a metric integration.
    #[doc = operation_doc!("createGroupMetricIntegration")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::metric_integrations::MetricIntegrationSpec;
    ///
    /// let spec = MetricIntegrationSpec::new("DYNATRACE", "https://metrics.example.com/v1/metrics", "DELTA")
    ///     .metrics("MONGODB_METRICS")
    ///     .header("Authorization", "Api-Token secret");
    /// let integration = atlas.metric_integrations().create(spec).await?;
    /// println!("{:?}", integration.metric_integration_id);
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: MetricIntegrationSpec) -> Request<MetricIntegration> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.metric_integrations().create_group_metric_integration().group_id(project).body(spec.into_body()?))
        })
    }

    /// Replaces the settings of a metric integration, and returns it.
    #[doc = operation_doc!("updateGroupMetricIntegration")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::metric_integrations::MetricIntegrationSpec;
    ///
    /// let current = atlas.metric_integrations().get("5f1a2b3c4d5e6f7a8b9c0da2").await?;
    /// let spec = MetricIntegrationSpec::from(&*current).metrics("ATLAS_STREAM_PROCESSING");
    /// let spec = spec.header("Authorization", "Api-Token secret");
    /// atlas.metric_integrations().replace("5f1a2b3c4d5e6f7a8b9c0da2", spec).await?;
    /// # });
    /// ```
    #[doc(alias = "update")]
    pub fn replace(&self, id: impl Into<String>, spec: MetricIntegrationSpec) -> Request<MetricIntegration> {
        let id = id.into();
        Request::in_project(&self.atlas, |api, project| {
            let update = api.metric_integrations().update_group_metric_integration().group_id(project);
            Ok(update.metric_integration_id(checked(&id)?).body(spec.into_update()?))
        })
    }

    /// Deletes a metric integration.
    #[doc = operation_doc!("deleteGroupMetricIntegration")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.metric_integrations().delete("5f1a2b3c4d5e6f7a8b9c0da2");
    /// delete.confirm(Confirm::name("5f1a2b3c4d5e6f7a8b9c0da2")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let impact = Impact::on("metric integration", &*id, "will be deleted: metrics are no longer exported");
        let request = Request::in_project(&self.atlas, |api, project| {
            let delete = api.metric_integrations().delete_group_metric_integration().group_id(project);
            Ok(delete.metric_integration_id(checked(&id)?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }
}

/// Rejects an id that cannot be in a path.
#[inline]
fn checked(id: &str) -> Result<&str, crate::Error> {
    check_segment("metric integration id", id)
}
