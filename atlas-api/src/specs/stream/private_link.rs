//! Spec of a private link of stream processing.

use atlas_gen::types::StreamsPrivateLinkConnectionInput;

use crate::{
    Error,
    model::{CloudProvider, StreamPrivateLinkAuthentication},
    specs::{check_count, check_length, check_prefix, check_unique},
};

/// A private link to [create](crate::streams::StreamPrivateLinks::create): from stream processing to a service at a cloud
/// provider.
///
/// ```
/// use atlas_api::specs::StreamPrivateLinkSpec;
///
/// let msk = StreamPrivateLinkSpec::msk("arn:aws:kafka:us-east-1:123456789012:cluster/orders/01234567-89ab").authentication("IAM");
/// let s3 = StreamPrivateLinkSpec::new("AWS", "S3").region("us-east-1").service_endpoint("com.amazonaws.us-east-1.s3");
/// # let _ = (msk, s3);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct StreamPrivateLinkSpec(StreamsPrivateLinkConnectionInput);

impl StreamPrivateLinkSpec {
    /// Returns a spec with the cloud provider, `AWS`, `AZURE` or `GCP`, and the vendor of the service, such as
    /// `CONFLUENT`, `EVENTHUB`, `S3` or `GENERIC`.
    pub fn new(provider: impl Into<CloudProvider>, vendor: impl Into<String>) -> Self {
        let body = StreamsPrivateLinkConnectionInput::new().provider(provider.into().as_str().to_owned());
        Self(body.vendor(vendor.into()))
    }

    /// Returns a spec for a cluster of Amazon MSK, by its ARN.
    pub fn msk(arn: impl Into<String>) -> Self {
        Self(Self::new("AWS", "MSK").0.arn(arn.into()))
    }

    /// Sets how connections log in to Amazon MSK: `TLS`, `SASL_SCRAM` or `IAM`. Default: that of Atlas.
    pub fn authentication(self, scheme: impl Into<StreamPrivateLinkAuthentication>) -> Self {
        Self(self.0.authentication_scheme(scheme.into()))
    }

    /// Sets the region of the service: on AWS by the provider's name, such as `us-east-1`; on Azure by Atlas's name, such as
    /// `US_EAST_2`.
    pub fn region(self, region: impl Into<String>) -> Self {
        Self(self.0.region(region.into()))
    }

    /// Sets the endpoint of the service: its name on AWS, its resource id on Azure.
    pub fn service_endpoint(self, id: impl Into<String>) -> Self {
        Self(self.0.service_endpoint_id(id.into()))
    }

    /// Sets the domain of the service.
    pub fn dns_domain(self, domain: impl Into<String>) -> Self {
        Self(self.0.dns_domain(domain.into()))
    }

    /// Adds a subdomain of the service, for each zone one.
    pub fn dns_subdomain(mut self, domain: impl Into<String>) -> Self {
        self.0.dns_sub_domain.get_or_insert_default().push(domain.into());
        self
    }

    /// Adds the resource id of a service on Azure.
    pub fn azure_resource(mut self, id: impl Into<String>) -> Self {
        self.0.azure_resource_ids.get_or_insert_default().push(id.into());
        self
    }

    /// Adds the URI of a service attachment on Google Cloud. At most three, each once.
    pub fn gcp_service_attachment(mut self, uri: impl Into<String>) -> Self {
        self.0.gcp_service_attachment_uris.get_or_insert_default().push(uri.into());
        self
    }

    /// Adds the id of a connection on Google Cloud. At most three, each once.
    pub fn gcp_connection(mut self, id: impl Into<String>) -> Self {
        self.0.gcp_connection_ids.get_or_insert_default().push(id.into());
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<StreamsPrivateLinkConnectionInput, Error> {
        let Self(body) = self;
        let named = |argument, text: &Option<String>| {
            text.as_deref().map_or(Ok(()), |text| check_length(argument, text, 1..=usize::MAX))
        };
        named("cloud provider", &body.provider)?;
        named("vendor", &body.vendor)?;
        named("region", &body.region)?;
        named("service endpoint", &body.service_endpoint_id)?;
        named("DNS domain", &body.dns_domain)?;
        if let Some(arn) = &body.arn {
            check_prefix(
                "cluster of Amazon MSK",
                arn,
                "arn:aws:kafka",
                "arn:aws:kafka:us-east-1:123456789012:cluster/…",
            )?;
        }
        for (argument, list) in
            [("service attachments", &body.gcp_service_attachment_uris), ("connections", &body.gcp_connection_ids)]
        {
            let list = list.as_deref().unwrap_or_default();
            check_count(argument, list.len(), 3)?;
            check_unique(argument, list)?;
        }
        Ok(body)
    }
}
